import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Block } from '#core/answer/block.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { EditionSource } from '#core/terminology/edition-source.ts';
import { readOrderFile } from '#core/terminology/read-order-file.ts';
import { readReferenceFile } from '#connectors/reference-data/read-reference-file.ts';
import type { Actor } from '#guardrails/actor.ts';
import { hold } from '#guardrails/gate.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import type { Unit } from '#tools/unit.ts';

export interface ReadEdition {
  readonly source: EditionSource;
  readonly content: string;
  readonly sha256: string;
  readonly counts: { readonly codes: number; readonly billable: number };
  /** Index entries of the starter that point to codes which this edition does not have. */
  readonly dropped: number;
}

/**
 * Reads the official ICD-10-CM order file. It brings codes and titles; index, modifiers, notes and combinations are the
 * starter's until the official ones can be loaded.
 */
export async function readOfficialCodes(path: string, starter: EditionSource): Promise<ReadEdition> {
  const year = /(20\d\d)/.exec(basename(path))?.[1];
  if (year === undefined) {
    throw new Failure(
      'bad-file',
      `${basename(path)}: its name does not say the fiscal year. Keep the published name, such as icd10cm-order-2026.txt.`,
    );
  }
  const { codes } = readOrderFile(await readReferenceFile(path));
  const source: EditionSource = {
    ...starter,
    codes,
    head: {
      id: `icd10cm-${year}`,
      system: 'icd10cm',
      name: `ICD-10-CM FY${year}, official code list`,
      from: LocalDate.parse(`${Number(year) - 1}-10-01`),
      to: LocalDate.parse(`${year}-09-30`),
      starter: false,
      source: `${basename(path)}; index, notes and combinations of ${starter.head.id}`,
    },
  };
  return pack(source);
}

export function pack(source: EditionSource): ReadEdition {
  const content = JSON.stringify(source);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { counts, dropped } = compileEdition(source, sha256);
  return { source, content, sha256, counts, dropped: dropped.length };
}

/** Registers an edition and puts its activation up for a person's decision. */
export async function proposeEdition(
  unit: Unit,
  { source, content, sha256, counts, dropped }: ReadEdition,
  actor: Actor,
): Promise<readonly Block[]> {
  const policy = await unit.policies.inForce();
  if (!mayUse(policy, 'load_edition', actor)) {
    throw new Failure('not-allowed', `Your roles may not load an edition. Policy ${policy.version} says who may.`);
  }
  const { head } = source;
  await unit.editionRecords.put({ head, sha256, state: 'loaded', codes: counts.codes, billable: counts.billable }, content);
  await unit.ledger.append({
    tenant: actor.tenant,
    act: 'edition.loaded',
    actor: actor.principal.id,
    channel: actor.channel,
    policy: policy.version,
    about: { edition: `${head.id}@${sha256}` },
  });
  const difference = await diffAgainstInForce(unit, source);
  const preview: Block[] = [
    { kind: 'title', text: `Bring ${head.name} into force` },
    {
      kind: 'facts',
      rows: [
        ['In force', `${head.from} to ${head.to}`],
        ['Codes', `${counts.codes}, of which ${counts.billable} billable`],
        ['Against', difference.against],
        ['Codes added', String(difference.added)],
        ['Codes gone', String(difference.gone)],
        ['Titles changed', String(difference.retitled)],
        ['Index entries dropped', `${dropped} (they point to codes that this edition does not have)`],
        ['SHA-256', sha256],
      ],
    },
  ];
  const proposal = await hold(unit, draftOf(head.id, sha256, preview), actor, 'load_edition');
  return [
    ...preview,
    { kind: 'proposal', id: proposal.id, state: proposal.state, says: `edition.activate ${head.id}, until ${proposal.expiresAt}` },
    {
      kind: 'note',
      tone: 'plain',
      text: `The edition is loaded and not in force. Somebody else with the right to must approve ${proposal.id}.`,
    },
  ];
}

function draftOf(id: string, sha256: string, preview: Block[]): ProposalDraft {
  return {
    kind: 'edition.activate',
    subject: id,
    payload: { v: 1, edition: id, sha256 },
    preview,
    editions: [`${id}@${sha256}`],
    sources: [{ id: `edition:${id}`, version: sha256 }],
  };
}

async function diffAgainstInForce(unit: Unit, { head, codes }: EditionSource) {
  const record = (await unit.editionRecords.list()).find(
    (one) => one.state === 'active' && one.head.from <= head.to && head.from <= one.head.to,
  );
  const content = record === undefined ? undefined : await unit.editionRecords.content(record.head.id);
  if (record === undefined || content === undefined)
    return { against: 'nothing in force for that time', added: codes.length, gone: 0, retitled: 0 };
  const before = new Map((JSON.parse(content) as EditionSource).codes.map(({ code, title }) => [code, title]));
  const now = new Map(codes.map(({ code, title }) => [code, title]));
  return {
    against: record.head.id,
    added: codes.filter(({ code }) => !before.has(code)).length,
    gone: [...before.keys()].filter((code) => !now.has(code)).length,
    retitled: codes.filter(({ code, title }) => before.has(code) && before.get(code) !== title).length,
  };
}
