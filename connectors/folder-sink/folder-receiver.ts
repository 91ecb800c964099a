import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { Icd10Cm } from '#core/codes.ts';
import { makeFolder } from '../make-folder.ts';
import type { Approval, Owed, Receiver } from '#guardrails/effects/outbox.ts';

const CodePayload = z.object({
  encounter: z.string(),
  patient: z.string(),
  system: z.url(),
  code: Icd10Cm,
  title: z.string(),
  rank: z.enum(['principal', 'other']),
  evidence: z.array(z.object({ document: z.string(), start: z.number(), end: z.number() })),
});

/**
 * Writes an approved code into a folder as a FHIR R4 Condition, one file an effect, named by its id. A file that is there
 * already with the same content is the same effect delivered again, and nothing is written.
 */
export function folderReceiver(folder: string): Receiver {
  return {
    kinds: ['code.accept', 'code.add'],
    async receive(effect, approval) {
      const body = `${JSON.stringify(condition(effect, approval), null, 2)}\n`;
      const file = join(folder, `${effect.proposal}-${effect.id}.json`);
      await writeOnce(file, body, folder);
      return `Written as a FHIR Condition to ${file}.`;
    },
  };
}

/** The whole file or none: it is written beside and linked into place, which fails when the name is taken. */
async function writeOnce(file: string, body: string, folder: string): Promise<void> {
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeDraft(draft, body, folder);
    await link(draft, file);
  } catch (thrown) {
    if (!isTaken(thrown)) throw thrown;
    if ((await readFile(file, 'utf8')) !== body)
      throw new Failure('broken-promise', `${file} is there already with other content, so nothing was written.`);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Nobody reads a draft. Whatever breaks here, nothing has happened yet, so it is a refusal. */
async function writeDraft(draft: string, body: string, folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await writeFile(draft, body, { flag: 'wx', mode: 0o600, flush: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC' ? 'the disk is full' : 'it cannot be written to';
    throw new Failure('bad-config', `Nothing was written to ${folder}: ${why}. Mend that, or set COUNTERSIGN_EFFECTS_DIR.`, { cause });
  }
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
}

function condition({ id, proposal, payload }: Owed, { by, at }: Approval) {
  const { encounter, patient, system, code, title, rank, evidence } = CodePayload.parse(payload);
  return {
    resourceType: 'Condition',
    id,
    identifier: [{ system: 'urn:countersign:outbox', value: id }],
    meta: { tag: [{ system: 'urn:countersign:proposal', code: proposal }] },
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] }],
    code: { coding: [{ system, code, display: title }] },
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: `Encounter/${encounter}` },
    recordedDate: at,
    recorder: { display: by },
    evidence: evidence.map(({ document, start, end }) => ({
      detail: [{ reference: `DocumentReference/${document}`, display: `characters ${start}-${end}` }],
    })),
    note: [{ text: rank === 'principal' ? 'First-listed diagnosis.' : 'Additional diagnosis.' }],
  };
}
