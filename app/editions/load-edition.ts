import { createHash } from 'node:crypto';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { countRows, isIcd10Cm, readContent, type AnySource } from '#core/terminology/any-source.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { diffEditions } from '#core/terminology/edition-diff.ts';
import type { EditionSource } from '#core/terminology/edition-source.ts';
import { SYSTEM_NAMES } from '#core/terminology/edition-system.ts';
import { strangers } from '#core/terminology/official/check-one-year.ts';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import type { Actor } from '#guardrails/actor.ts';
import { mayUse, type Policy } from '#guardrails/policy/policy.ts';
import type { EditionRecord, Unit } from '#tools/unit.ts';
import { byPrecedence } from './choose-edition.ts';
import type { Regression } from './edition-regression.ts';
import { presentRegression } from './present-edition-diff.ts';
import { proposeActivation } from './propose-activation.ts';

export interface ReadEdition {
  readonly source: AnySource;
  readonly content: string;
  readonly sha256: string;
  readonly counts: { readonly codes: number; readonly billable: number | undefined };
  /** An ICD-10-CM edition compiled. Its `dropped` names what the starter's index points to and this edition does not have. */
  readonly edition: CompiledEdition | undefined;
  /** Names of what stood beside the official files and was not read. */
  readonly unread: readonly string[];
}

/** Reads an official ICD-10-CM release; what people keep of an edition is the starter's. */
export async function readOfficialCodes(path: string, starter: EditionSource): Promise<ReadEdition & { readonly source: EditionSource }> {
  const source = await readOfficialEdition(path, { starter });
  return { ...pack(source), source };
}

export function pack(source: AnySource, unread: readonly string[] = []): ReadEdition {
  const content = JSON.stringify(source);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const edition = isIcd10Cm(source) ? compileEdition(source, sha256) : undefined;
  return { source, content, sha256, counts: countRows(source), edition, unread };
}

/**
 * Registers an edition and puts its activation up for a person's decision. An edition under a known id with other content is kept
 * beside it, under an id of its own. One without a code list is kept and never put up.
 */
export async function proposeEdition(unit: Unit, given: ReadEdition, actor: Actor, regression?: Regression): Promise<readonly Block[]> {
  const policy = await mustMayLoad(unit, actor);
  const read = await withFreeId(unit, given);
  const { source, content, sha256, counts } = read;
  const { head } = source;
  const record = { head, sha256, state: 'loaded', codes: counts.codes, billable: counts.billable ?? counts.codes } as const;
  await unit.editionRecords.put(record, content);
  await unit.ledger.append({
    tenant: actor.tenant,
    act: 'edition.loaded',
    actor: actor.principal.id,
    channel: actor.channel,
    policy: policy.version,
    about: { edition: `${head.id}@${sha256}` },
  });
  const preview: Block[] = [
    { kind: 'title', text: `Bring ${head.name} into force` },
    { kind: 'facts', rows: [...rowsOf(read), ...(await differenceRows(unit, read)), ['SHA-256', sha256]] },
    ...(regression === undefined ? [] : presentRegression(regression)),
  ];
  const beside = unreadNote(read.unread);
  if (counts.codes > 0) return [...beside, ...(await proposeActivation(unit, { id: head.id, sha256, preview }, actor))];
  return [
    { kind: 'title', text: head.name },
    ...preview.slice(1),
    ...beside,
    { kind: 'note', tone: 'warning', text: `${head.id} is kept and cannot be brought into force: it has no code list.` },
  ];
}

/** The policy in force, where it lets this person load editions. Throws Failure `not-allowed`. */
export async function mustMayLoad(unit: Unit, actor: Actor): Promise<Policy> {
  const policy = await unit.policies.inForce();
  if (mayUse(policy, 'load_edition', actor)) return policy;
  throw new Failure(
    'not-allowed',
    `Your roles may not load an edition: it is for ${(policy.tools['load_edition'] ?? []).join(', ') || 'nobody'}. Name a person of such a role with --as.`,
  );
}

/** MUST find the same id for the same content, so that loading a file twice changes nothing. */
async function withFreeId({ editionRecords }: Unit, given: ReadEdition): Promise<ReadEdition> {
  const { id } = given.source.head;
  for (let read = given, again = 2; ; again += 1) {
    const known = await editionRecords.find(read.source.head.id);
    if (known === undefined || known.state === 'loaded' || known.sha256 === read.sha256) return read;
    const source = { ...given.source, head: { ...given.source.head, id: `${id}-r${again}` } } as AnySource;
    const content = JSON.stringify(source);
    read = { ...given, source, content, sha256: createHash('sha256').update(content).digest('hex') };
  }
}

function rowsOf({ source, counts, edition }: ReadEdition): [string, string][] {
  const { head } = source;
  const { index = [], tabular = [] } = isIcd10Cm(source) ? (source.official ?? {}) : {};
  const billable = counts.billable === undefined ? '' : `, of which ${counts.billable} billable`;
  const rows = SYSTEM_NAMES[head.system].rows;
  const astray = isIcd10Cm(source) && counts.codes > 0 ? strangers(source.codes, index, tabular) : [];
  return [
    ['Edition', head.id],
    ['In force', `${head.from} to ${head.to}`],
    [rows, counts.codes === 0 ? 'no code list' : `${counts.codes}${billable}`],
    ...(index.length > 0 ? [['Index lines', String(index.length)] as [string, string]] : []),
    ...(tabular.length > 0 ? [['Tabular entries', String(tabular.length)] as [string, string]] : []),
    ...(astray.length > 0 ? [['Printed, not in the list', `${astray.length}: ${astray.slice(0, 5).join(', ')}`] as [string, string]] : []),
    ...(edition === undefined || counts.codes === 0
      ? []
      : [['Index entries dropped', `${edition.dropped.length} (they point to codes that this edition does not have)`] as [string, string]]),
    ['Source', head.source],
  ];
}

async function differenceRows(unit: Unit, { source, sha256 }: ReadEdition): Promise<[string, string][]> {
  const record = await inForceFor(unit, source.head, sha256);
  const content = record && (await unit.editionRecords.content(record.head.id));
  if (record === undefined || content === undefined) return [['Against', 'nothing in force for that time']];
  return [
    ['Against', record.head.id],
    ...diffEditions(readContent(content), source).map(({ part, added, gone, changed }): [string, string] => [
      part,
      `${added.length} added, ${gone.length} gone, ${changed.length} changed`,
    ]),
  ];
}

/** The edition that this one would take the place of on some of its days. */
export async function inForceFor(
  { editionRecords }: Unit,
  head: EditionRecord['head'],
  sha256: string,
): Promise<EditionRecord | undefined> {
  const overlapping = (await editionRecords.list()).filter(
    (one) =>
      one.state === 'active' &&
      one.head.system === head.system &&
      one.sha256 !== sha256 &&
      one.head.from <= head.to &&
      head.from <= one.head.to,
  );
  return byPrecedence(overlapping)[0];
}

function unreadNote(unread: readonly string[]): Block[] {
  if (unread.length === 0) return [];
  const names = unread.slice(0, 12).join(', ') + (unread.length > 12 ? ` and ${unread.length - 12} more` : '');
  return [{ kind: 'note', tone: 'plain', text: `Beside the files of this edition, and not read: ${names}.` }];
}
