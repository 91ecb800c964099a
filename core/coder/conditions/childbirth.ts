import type { Chart } from '../../chart/chart.ts';
import { categoryOf, type Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import { assertionOf } from '../../text/assertion.ts';
import { whyUnfit } from '../set/fits-patient.ts';
import { isNewbornRecord } from './newborn-record.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { surroundings, type Unnumbered } from '../words/read-term.ts';

const CHAPTER_15 = ['O00-O9A'];
const DELIVERY = ['O60.1', 'O80', 'O82', 'Z37'];
/** Words of a delivery in this encounter; one of the past or still to come is none. */
const DELIVERED =
  /\b(?:(?:spontaneous|assisted|operative|term|preterm|uncomplicated) (?:vaginal )?delivery|vaginal delivery|NSVD|SVD|delivered (?:vaginally|by (?:\w+ ){0,3}c(?:a?esarean|-section)|via |a (?:live|viable|healthy|single|term|male|female|baby)|at (?:term|\d))|single live[- ]?born|underwent (?:\w+ ){0,4}c(?:a?esarean|-section)|delivery of (?:a )?(?:live|viable|healthy|single|term))\b/giu;
const NOT_NOW =
  /\b(?:history of|prior|previous|past|last|plan(?:ned|s)?(?: for)?|scheduled|anticipate[ds]?|desires?|weeks? (?:after|ago)|status post|s\/p|for)[^.;\n]{0,30}$/iu;
const LIVEBORN =
  /\bsingle live[- ]?born(?: (?:infant|male|female|newborn))?|\bdelivered a (?:viable|healthy|live[- ]?born|live)(?: \w+){0,2} (?:infant|male|female|boy|girl|baby)\b/iu;
const LATER = /, (?:first|second|third|unspecified) trimester$/u;
const NEAR = 40;
const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Where the stay is one of a delivery, a complication takes the code for childbirth if there is one (I.C.15.a.3), and a single liveborn
 * is the outcome on the mother's record (I.C.15.b.5).
 */
export function readChildbirth(
  read: readonly ReadDocument[],
  found: readonly Unnumbered[],
  edition: CompiledEdition,
  chart: Chart,
): readonly Unnumbered[] {
  if (chart.encounter.setting !== 'inpatient' || chart.patient.sex === 'male') return found;
  if (!found.some(({ status, code }) => status === 'present' && code !== undefined && inAnyPattern(CHAPTER_15, code))) return found;
  if (!isDelivery(read, found) || isNewbornRecord(chart, read) || isUnfit(chart)) return found;
  const born = found.map((mention) => inChildbirth(mention, edition));
  const outcome = born.some(({ code }) => code?.startsWith('Z37') === true) ? undefined : outcomeIn(read, edition);
  return outcome === undefined ? born : [...born, outcome];
}

/** The mother's own codes are none of a child's, whose chart tells its age. */
function isUnfit({ patient, encounter }: Chart): boolean {
  return whyUnfit('O80', patient, encounter.end ?? encounter.start) !== undefined;
}

function isDelivery(read: readonly ReadDocument[], found: readonly Unnumbered[]): boolean {
  if (found.some(({ status, code }) => status === 'present' && code !== undefined && inAnyPattern(DELIVERY, code))) return true;
  return read.some(({ document: { text, role } }) => {
    if (role !== 'provider') return false;
    return [...text.matchAll(DELIVERED)].some(({ index }) => !NOT_NOW.test(text.slice(Math.max(0, index - NEAR), index)));
  });
}

function inChildbirth(mention: Unnumbered, edition: CompiledEdition): Unnumbered {
  const { code, status } = mention;
  if (code === undefined || (status !== 'present' && status !== 'possible') || !inAnyPattern(CHAPTER_15, code)) return mention;
  const title = edition.code(code)?.title ?? '';
  const wanted = new Set(titlesInChildbirth(title).filter((one) => one !== title));
  const better = edition.under(categoryOf(code)).find((sibling) => sibling.billable && wanted.has(sibling.title));
  return better === undefined ? mention : { ...mention, code: better.code, path: `${mention.path} > childbirth` };
}

function titlesInChildbirth(title: string): string[] {
  const base = title.replace(LATER, '');
  const said = [
    base.replace('complicating pregnancy', 'complicating childbirth'),
    base.replace(/\bin pregnancy\b/u, 'in childbirth'),
    base.replace(/, in pregnancy\b/u, ', in childbirth'),
  ];
  return base === title ? said : [...said, `${base} complicating childbirth`, `${base}, complicating childbirth`, `${base} in childbirth`];
}

function outcomeIn(read: readonly ReadDocument[], edition: CompiledEdition): Unnumbered | undefined {
  const code: Icd10Cm | undefined = edition.code('Z37.0')?.code;
  if (code === undefined) return undefined;
  for (const source of read) {
    const { text } = source.document;
    const match = LIVEBORN.exec(text);
    const sentence = source.reading.sentences.find(({ start, end }) => match !== null && start <= match.index && match.index < end);
    if (match === null || sentence === undefined) continue;
    const range = { start: match.index, end: Math.min(sentence.end, match.index + match[0].length) };
    const stated = assertionOf(source.reading, sentence, range);
    const entry: CompiledEntry = { ...OUTCOME, code };
    return {
      ...surroundings({ source, sentence }, range, stated),
      ...{ entry, names: NO_NAMES, modifiers: [], refused: [], target: code, code, path: OUTCOME.main },
    };
  }
  return undefined;
}

const OUTCOME: Omit<CompiledEntry, 'code'> = {
  id: -1,
  main: 'Outcome of delivery, single, liveborn',
  origin: 'phrase',
  subterms: [],
  also: [],
  notIn: [],
  onlyIn: [],
  uses: NO_NAMES,
};
