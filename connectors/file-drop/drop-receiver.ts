import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EffectKind } from '#guardrails/risk.ts';
import { effectRecord } from '#guardrails/effects/effect-record.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import type { Found, Reached, Receipt, Receiver } from '#guardrails/effects/receiver.ts';
import { makeFolder } from '../make-folder.ts';
import { hl7Message } from './hl7-message.ts';
import { x12Appeal } from './x12-appeal.ts';

export interface Drop {
  /** MUST be there already: it may be a share, and one that is not mounted is no place to write to. */
  readonly folder: string;
  readonly facility: string;
  readonly real: boolean;
  readonly kinds: readonly EffectKind[];
  readonly reached?: Reached;
}

/** Folder below the drop for drafts and for marks, which hold nothing: an interface engine takes the files themselves away. */
export const MARKS = '.countersign';

/**
 * Writes each approved effect as one file that an interface engine takes away: HL7 v2 for codes and postings, X12 for appeals, JSON for
 * messages and payment plans; whole
 * or not at all, once. As a file that is gone may have been taken, two marks beside it say that it was about to be written and that
 * it was. With the first alone nobody can tell, and a person looks.
 */
export function dropReceiver({ folder, facility, real, kinds, reached = () => undefined }: Drop): Receiver {
  return {
    name: 'file-drop',
    kinds,
    async receive(effect, approval) {
      const body = bodyOf(effect, approval, { facility, real });
      if (!(await isThere(folder))) return missing(folder);
      return writeMarked(placesOf(folder, effect), body, reached);
    },
    find: async (effect) => ((await isThere(folder)) ? find(placesOf(folder, effect)) : 'cannot tell'),
  };
}

interface Places {
  readonly file: string;
  readonly marks: string;
  readonly begun: string;
  readonly sent: string;
}

function placesOf(folder: string, { proposal, id, kind }: Owed): Places {
  const name = `${proposal}-${id}.${formOf(kind)}`;
  const marks = join(folder, MARKS);
  return { file: join(folder, name), marks, begun: join(marks, `${name}.begun`), sent: join(marks, `${name}.sent`) };
}

function bodyOf(effect: Owed, approval: Approval, { facility, real }: Pick<Drop, 'facility' | 'real'>): string {
  const form = formOf(effect.kind);
  if (form === 'json') return effectRecord(effect, approval);
  return form === 'x12' ? x12Appeal(effect, approval, real) : hl7Message(effect, approval, { facility, real });
}

/** What has no message of its own in HL7 v2 or X12 goes as the record of what was approved. */
function formOf(kind: EffectKind): 'x12' | 'hl7' | 'json' {
  if (kind === 'appeal.submit') return 'x12';
  return kind === 'query.send' || kind === 'patient-message.send' || kind === 'payment-plan.set' ? 'json' : 'hl7';
}

async function writeMarked(places: Places, body: string, reached: Reached): Promise<Receipt> {
  const { file, marks, begun, sent } = places;
  const done: Receipt = { state: 'done', says: `Written to ${file}.` };
  if (await isThere(sent)) return done;
  const draft = join(marks, `.${randomUUID()}.tmp`);
  try {
    const failed = await written(draft, marks, body);
    if (failed !== undefined) return failed;
    await reached('draft-written');
    if (!(await marked(begun)))
      return { state: 'conflict', says: `Somebody was about to write ${file} before, and did not end it.`, error: 'begun-before' };
    const taken = await published(draft, file, body);
    if (taken !== undefined) return taken;
    await reached('published');
    await marked(sent);
    await rm(begun, { force: true });
    return done;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Whatever breaks here, nobody has seen anything yet. */
async function written(draft: string, marks: string, body: string): Promise<Receipt | undefined> {
  try {
    await makeFolder(marks);
    await writeFile(draft, body, { flag: 'wx', mode: 0o640, flush: true });
    return undefined;
  } catch (thrown) {
    const why = codeOf(thrown) === 'ENOSPC' ? 'the disk is full' : 'it cannot be written to';
    return { state: 'busy', says: `Nothing was written to ${marks}: ${why}.`, error: 'not-writable' };
  }
}

async function published(draft: string, file: string, body: string): Promise<Receipt | undefined> {
  try {
    await link(draft, file);
    return undefined;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
    if ((await readFile(file, 'utf8')) === body) return undefined;
    return { state: 'refused', says: `${file} is there already with other content, so nothing was written.`, error: 'name-taken' };
  }
}

/** False when the mark is there already. */
async function marked(mark: string): Promise<boolean> {
  try {
    await writeFile(mark, '', { flag: 'wx', mode: 0o640, flush: true });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function find({ file, begun, sent }: Places): Promise<Found> {
  if ((await isThere(file)) || (await isThere(sent))) return 'there';
  return (await isThere(begun)) ? 'cannot tell' : 'absent';
}

/** Throws what the system says where it does not say whether it is there: then nothing is certain. */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}

function missing(folder: string): Receipt {
  return { state: 'busy', says: `There is no folder ${folder}. Make it, or mount it, or mend COUNTERSIGN_DROP_DIR.`, error: 'no-folder' };
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
