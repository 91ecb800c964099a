import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import type { Range } from '../../text/reading.ts';
import { drugMention } from './drug-mention.ts';
import { drugIn, type Intent } from './drug-table.ts';
import type { Unnumbered } from '../words/read-term.ts';

const LONGEST = 110;
const USE = String.raw`(?:(?:his|her|their|the|an?|home|prescribed|daily|several|multiple|doses of)\s+)*`;
/** Intents by the character that tells them in a poisoning of a drug that is not named. */
const INTENTS: Readonly<Record<string, Intent>> = {
  'T50.901': 'poisoning',
  'T50.902': 'poisoning self harm',
  'T50.903': 'poisoning assault',
  'T50.904': 'poisoning undetermined',
};
const OVERDOSE_OF = new RegExp(String.raw`^\s*(?:of|on|with|from)\s+${USE}`, 'iu');
/** Less than was prescribed, as the cause of a condition, or because nothing was left of it. */
const NOT_TAKEN = new RegExp(
  String.raw`^[^.;:\n]{0,40}?(?:\b(?:due to|secondary to|because of|caused by|from|after|in the setting of)\s+(?:(?:he|she|patient|pt|the patient)\s+)?(?:(?:was|is|has been|had been)\s+)?(?:not taking|missing|missed|running out of|run out of|ran out of|non-?compliance with|non-?adherence (?:to|with)|underdosing of)|(?:\bran|\bhas run|\bhaving run|\brunning) out of)\s+${USE}`,
  'iu',
);
const NO_CONDITION = /^[T-Z]/;
const OTHER_NONCOMPLIANCE = 'Z91.148';

/** A poisoning of a drug that is not named takes the drug named beside it; a drug not taken, the table's column for underdosing. */
export function readDrugIntake(found: readonly Unnumbered[], edition: CompiledEdition, phase: Episode['phase']): readonly Unnumbered[] {
  const told = new Set<string>();
  return found.flatMap((mention) => {
    const intent = INTENTS[mention.code?.slice(0, 7) ?? ''];
    if (intent !== undefined) return [namedPoisoning(mention, intent, edition, phase) ?? mention];
    if (mention.code === undefined || NO_CONDITION.test(mention.code)) return [mention];
    const missed = notTaken(mention, edition, phase);
    const key = missed === undefined ? '' : `${missed.source.order}:${missed.range.start}`;
    if (missed === undefined || told.has(key) || found.some((other) => isUnderdosing(other) && other.sentence === missed.sentence))
      return [mention];
    told.add(key);
    const reason = found.some(({ code, sentence }) => code?.startsWith('Z91.1') === true && sentence === mention.sentence);
    const why = reason ? undefined : edition.code(OTHER_NONCOMPLIANCE)?.code;
    const noncompliance = { ...missed, code: why, target: OTHER_NONCOMPLIANCE, path: 'Noncompliance, with, medication regimen' };
    return [mention, missed, ...(why === undefined ? [] : [noncompliance])];
  });
}

const isUnderdosing = ({ code }: Unnumbered): boolean =>
  code !== undefined && /^T(?:3[6-9]|4\d|50)/.test(code) && /6[ADSX]/.test(code.slice(5));

function namedPoisoning(mention: Unnumbered, intent: Intent, edition: CompiledEdition, phase: Episode['phase']): Unnumbered | undefined {
  const { source, sentence, range } = mention;
  const { text } = source.document;
  const behind = text.slice(range.end, Math.min(sentence.end, range.end + LONGEST));
  const link = OVERDOSE_OF.exec(behind)?.[0].length;
  const named = link === undefined ? undefined : drugIn(wordsOf(behind.slice(link)), 'start', intent, edition);
  const ahead = wordsOf(text.slice(Math.max(sentence.start, range.start - LONGEST), range.start), 'end');
  const drug = named ?? drugIn(ahead, 'end', intent, edition);
  if (drug === undefined) return undefined;
  const made = drugMention(mention, { ...drug, range: mention.range }, edition, phase);
  return made === undefined ? undefined : { ...made, status: mention.status, cue: mention.cue, assertionRule: mention.assertionRule };
}

function notTaken(mention: Unnumbered, edition: CompiledEdition, phase: Episode['phase']): Unnumbered | undefined {
  const { source, sentence, range } = mention;
  const behind = source.document.text.slice(range.end, Math.min(sentence.end, range.end + LONGEST));
  const link = NOT_TAKEN.exec(behind);
  if (link === null) return undefined;
  const row = wordsOf(behind.slice(link[0].length));
  const drug = drugIn(row, 'start', 'underdosing', edition);
  if (drug === undefined) return undefined;
  const start = range.end + link[0].length;
  const said: Range = { start, end: start + row.slice(0, drug.words).join(' ').length };
  const made = drugMention(mention, { ...drug, range: said }, edition, phase);
  return made === undefined ? undefined : { ...made, status: mention.status, cue: mention.cue, assertionRule: mention.assertionRule };
}

/** Words that stand together at one end of a stretch. */
function wordsOf(stretch: string, end: 'start' | 'end' = 'start'): string[] {
  const row = end === 'start' ? /^[\p{L}][\p{L}\p{N} -]*/u.exec(stretch) : /[\p{L}][\p{L}\p{N} -]*$/u.exec(stretch);
  const words = (row?.[0] ?? '').trim().split(/\s+/u).filter(Boolean);
  return end === 'start' ? words.slice(0, 3) : words.slice(-3);
}
