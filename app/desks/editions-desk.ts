import type { EditionsDesk } from '#agent/editions-desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { isIcd10Cm, readContent, type AnySource } from '#core/terminology/any-source.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { diffEditions } from '#core/terminology/edition-diff.ts';
import { EDITION_SYSTEMS, EditionSystem } from '#core/terminology/edition-system.ts';
import { checkOrderAddenda, type AddendaCheck } from '#core/terminology/official/order-addenda.ts';
import { readAddenda, type Addenda } from '#connectors/reference-data/official/read-addenda.ts';
import { readOfficialRelease } from '#connectors/reference-data/official/read-official-edition.ts';
import { readOfficialFacts } from '#connectors/reference-data/official/read-official-facts.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { EditionRecord, Unit } from '#tools/unit.ts';
import { runRegression, type Regression } from '../editions/edition-regression.ts';
import type { Starter } from '../owner/first-start.ts';
import { inForceFor, mustMayLoad, pack, proposeEdition, type ReadEdition } from '../editions/load-edition.ts';
import { presentAddenda, presentDiff } from '../editions/present-edition-diff.ts';
import { presentEditions } from '../editions/present-editions.ts';
import { terminalActor } from '../people/principals.ts';
import { activateEdition } from '../editions/propose-activation.ts';

export interface EditionsDeskParts {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly starter: Starter;
  readonly root: string;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** The editions of the process that owns the data. */
export function editionsDesk(parts: EditionsDeskParts): EditionsDesk {
  const { store, tenant, person } = parts;
  const within = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => store.within(tenant, work);
  return {
    editions: async () => presentEditions(await within(({ editionRecords }) => editionRecords.list())),
    async loadEdition({ system, paths, year, as }) {
      const actor = terminalActor(tenant, await person(as));
      await within((unit) => mustMayLoad(unit, actor));
      const read = await readRelease(system, paths, year, parts.starter);
      const regression = await regressionOf(read, parts);
      return within((unit) => proposeEdition(unit, read, actor, regression));
    },
    async diffEditions({ id, other, addenda }) {
      const published = addenda === undefined ? [] : await readAddenda(addenda);
      const { before, now } = await within((unit) => twoEditions(unit, id, other));
      return [
        ...presentDiff(before.head.id, now.head.id, diffEditions(before, now)),
        ...published.flatMap((one): Block[] => presentAddenda(one, checked(one, before, now))),
      ];
    },
    async activateEdition({ id, as }) {
      const actor = terminalActor(tenant, await person(as));
      return within((unit) => activateEdition(unit, id, actor));
    },
  };
}

async function readRelease(given: string, paths: readonly string[], year: string | undefined, starter: Starter): Promise<ReadEdition> {
  const system = EditionSystem.safeParse(given).data;
  if (system === undefined)
    throw new Failure('bad-input', `There is no loader for ${given}. This version loads ${EDITION_SYSTEMS.join(', ')}.`);
  if (system !== 'icd10cm') return pack(await readOfficialFacts(system, paths, year));
  const { source, unread } = await readOfficialRelease(paths, { starter: starter.source(), ...(year !== undefined && { year }) });
  return pack(source, unread);
}

/** An edition without codes suggests nothing, which is no finding. */
async function regressionOf({ source, edition, sha256 }: ReadEdition, parts: EditionsDeskParts): Promise<Regression | undefined> {
  if (edition === undefined || source.head.system !== 'icd10cm' || edition.counts.codes === 0) return undefined;
  const starter = parts.starter.source();
  const before = await parts.store.within(parts.tenant, async (unit) => {
    const record = await inForceFor(unit, source.head, sha256);
    return record && sourceOf(unit, record);
  });
  const earlier = before !== undefined && isIcd10Cm(before.source) ? { source: before.source, sha256: before.sha256 } : undefined;
  const compared = earlier ?? { source: starter, sha256: parts.starter.sha256 };
  return runRegression(compileEdition(compared.source, compared.sha256), edition, { root: parts.root, index: starter.index });
}

interface Kept {
  readonly source: AnySource;
  readonly sha256: string;
}

async function sourceOf({ editionRecords }: Unit, { head, sha256 }: EditionRecord): Promise<Kept> {
  const content = await editionRecords.content(head.id);
  if (content === undefined) throw new Failure('broken-promise', `Edition ${head.id} has no content.`);
  return { source: readContent(content), sha256 };
}

async function twoEditions(unit: Unit, id: string, other: string | undefined) {
  const find = async (wanted: string): Promise<EditionRecord> => {
    const record = await unit.editionRecords.find(wanted);
    if (record === undefined)
      throw new Failure('not-found', `There is no edition ${wanted}. "countersign editions list" lists those there are.`);
    return record;
  };
  const record = await find(id);
  const against = other === undefined ? await inForceFor(unit, record.head, record.sha256) : await find(other);
  if (against === undefined)
    throw new Failure(
      'not-found',
      `Nothing else is in force on the days of ${id}. Name the edition to compare it with: editions diff ${id} <other id>.`,
    );
  if (against.head.system !== record.head.system)
    throw new Failure(
      'bad-input',
      `${id} is of ${record.head.system} and ${against.head.id} of ${against.head.system}; they cannot be compared.`,
    );
  const [one, two] = [await sourceOf(unit, record), await sourceOf(unit, against)];
  // From the earlier to the later, whichever was named first; of two that begin on one day, from the one named first.
  const later = two.source.head.from < one.source.head.from || (other === undefined && two.source.head.from === one.source.head.from);
  const inOrder = later ? [two, one] : [one, two];
  return { before: inOrder[0]?.source ?? two.source, now: inOrder[1]?.source ?? one.source };
}

function checked(addenda: Addenda, before: AnySource, now: AnySource): AddendaCheck | undefined {
  if (addenda.kind !== 'order') return undefined;
  const [earlier, later] = [codesOf(before), codesOf(now)];
  return earlier === undefined || later === undefined ? undefined : checkOrderAddenda(addenda.order, earlier, later);
}

function codesOf(source: AnySource) {
  if (!('codes' in source)) return undefined;
  const rows = source.codes.flatMap((row) => (typeof row === 'string' ? [] : [row]));
  return rows.length === 0 ? undefined : rows;
}
