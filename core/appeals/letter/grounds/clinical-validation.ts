import type { Icd10Cm } from '../../../codes.ts';
import { documentedCriteria } from '../../evidence/documented-criteria.ts';
import type { Passage } from '../../evidence/find-passages.ts';
import type { BilledFor } from '../../evidence/service-reasons.ts';
import { isWithin, statementsOf } from '../../evidence/stated-diagnoses.ts';
import { diagnosisSentences, NO_CHART, quotedOf } from './documented-diagnoses.ts';
import { clauseSentences, documentsOf, isThere, quoteAll, type AppealCase, type Ground } from './ground.ts';

const MOST_DIAGNOSES = 4;

/** A diagnosis that is documented, and that the payer holds not to be met by its criteria. The record speaks, to the letter. */
export const clinicalValidation: Ground = (appeal, write) => {
  const { claim, chart, reading } = appeal.records;
  if (chart === undefined || reading === undefined) return { refused: NO_CHART };
  const wanted = (appeal.diagnosis === undefined ? claim.diagnoses : [appeal.diagnosis]).filter((code) => claim.diagnoses.includes(code));
  const found = eachOnce(wanted.flatMap((code) => documented(code, appeal) ?? []).slice(0, MOST_DIAGNOSES));
  const contested = reading.suggestions.find(({ code, against }) => code === wanted[0] && against.length > 0);
  if (found.length === 0 && contested !== undefined)
    return {
      refused: `The record does not stand for ${contested.code}: a provider states it and another passage denies it. Do not appeal on this ground: ask the attending provider which holds.`,
    };
  if (found.length === 0)
    return {
      refused: `The record documents no value or finding for ${wanted[0] ?? 'the diagnosis'} that this program knows how to look for. Do not appeal on this ground by a drafted letter: ask the provider for the clinical basis, or have a physician adviser write it.`,
    };
  const clauses = clauseSentences(appeal, write);
  return {
    paragraphs: [
      ...found.flatMap(({ billed, values, passages }) => [
        diagnosisSentences(billed, appeal, write),
        values.map((id) => write.sayFirst(['value-flagged', 'value-measured'], { value: { kind: 'observation', id } })).filter(isThere),
        ...quoteAll(passages, write),
      ]),
      [write.say('only-record')],
      ...(clauses.length === 0 ? [] : [clauses]),
      [write.say('ask-criteria'), write.say('ask-physician')],
    ],
    documents: documentsOf(found.flatMap(({ billed, passages }) => [...quotedOf(billed), ...passages])),
    warnings: ['A physician adviser must read this before it is sent: it contests a clinical judgement.'],
  };
};

interface Documented {
  readonly billed: BilledFor;
  readonly values: readonly string[];
  readonly passages: readonly Passage[];
}

/** What bears on two diagnoses is told with the first. */
function eachOnce(found: readonly Documented[]): readonly Documented[] {
  const told = new Set<string>();
  const isNew = (key: string): boolean => !told.has(key) && told.add(key).has(key);
  return found.map(({ billed, values, passages }) => ({
    billed,
    values: values.filter((id) => isNew(id)),
    passages: passages.filter(({ document, start }) => isNew(`${document} ${start}`)),
  }));
}

/** A criterion counts only for a diagnosis that a provider states. */
function documented(code: Icd10Cm, { records: { chart, reading } }: AppealCase): Documented | undefined {
  if (chart === undefined || reading === undefined) return undefined;
  const billed = { code, statements: statementsOf(code, reading, chart) };
  const criteria = billed.statements.length === 0 ? undefined : documentedCriteria(code, chart);
  if (criteria === undefined || criteria.values.length + criteria.passages.length === 0) return undefined;
  const quoted = quotedOf(billed);
  const isQuoted = (one: Passage): boolean =>
    quoted.some((other) => other.document === one.document && (isWithin(one, other) || isWithin(other, one)));
  return { billed, values: criteria.values.map(({ id }) => id), passages: criteria.passages.filter((one) => !isQuoted(one)) };
}
