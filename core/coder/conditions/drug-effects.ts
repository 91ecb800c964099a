import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import type { Range } from '../../text/reading.ts';
import { chooseTarget } from '../words/choose-code.ts';
import { drugMention, type NamedDrug } from './drug-mention.ts';
import { drugIn } from './drug-table.ts';
import { episodeOf } from './episode-of-care.ts';
import type { Unnumbered } from '../words/read-term.ts';

const DRUG_CODES = ['T36-T50'];
const NO_CONDITION = ['T36-T50', 'V00-Z99'];
const INDUCED_BY_DRUGS = 'drug-induced';
/** How far behind a condition its cause may begin, in characters. */
const REACH = 30;
const LONGEST = 110;

const USE = String.raw`(?:(?:the|an?|his|her|their|use of|long[- ]term|chronic|recent|ongoing|high[- ]dose|low[- ]dose|oral|iv|intravenous|daily|home|prescribed|starting|initiation of|taking|recently started|newly started)\s+)*`;
/** What a drug is said to have done: the cause stands behind the condition, with nothing between but a few words of it. */
const CAUSED_BY = new RegExp(
  String.raw`^[^.;:,\n]{0,${REACH}}?(?:,\s*)?\b(?:due to|secondary to|2\/2|d\/t|caused by|because of|attributed to|attributable to|induced by|from|as an? (?:adverse|side) effect of|(?:adverse|side) effects? (?:of|from|to)|adverse (?:drug )?reaction to|reaction to)\s+${USE}`,
  'iu',
);
const JOINS_OTHERS = /\b(?:and|or|with|without|on|for|not)\b/iu;
/** What may follow a drug that was taken; a deficiency of it, its overdose or its end is another cause. */
const GOES_ON =
  /^(?:\s*(?:[.,;:()\n]|$|[-–—]\s)|\s+(?:use|therapy|treatment|medication|tablets?|pills?|taken|given|prescribed|started|which|that|and|in|for|with|on|at|after|as|by|administration|initiation|started|now|correctly|properly|side effects?|infusion|injections?)\b)/iu;
const NO_EFFECT = /\b(?:overdose|overdosed|poisoning|withdrawal|ingestion|too (?:much|many)|deficiency|underdos\w+)\b/iu;
const WORD = /[\p{L}][\p{L}\p{N}-]*/gu;
/** What every match of `INDUCED_BEFORE` says. */
const INDUCED = /induced|a[sſ]{2}ociated|related/i;
const INDUCED_BEFORE = /([\p{L}][\p{L}\p{N}]*(?:\s[\p{L}]+)?)[- ](?:induced|associated|related)\s+(?:[\p{L}-]+\s+){0,2}$/iu;

/**
 * The drug beside what it did (I.C.19.e.5.a): where the words give a condition a drug of the official table as its cause, the table's
 * column for an adverse effect. A poisoning of no named drug takes the drug that is named beside it.
 */
export function readDrugEffects(found: readonly Unnumbered[], edition: CompiledEdition, phase: Episode['phase']): readonly Unnumbered[] {
  const held = new Set<string>();
  return found.flatMap((mention) => {
    if (mention.code === undefined || isCause(mention)) return [mention];
    const named = drugBehind(mention, edition) ?? drugBefore(mention, edition);
    if (named === undefined || NO_EFFECT.test(sentenceOf(mention))) return [mention];
    const condition = inducedByDrug(mention, edition, phase);
    const known = found.some((other) => isCause(other) && other.sentence === mention.sentence && meet(other.range, named.range));
    const key = `${mention.source.order}:${named.range.start}`;
    if (known || held.has(key)) return [condition];
    held.add(key);
    const drug = drugMention(mention, named, edition, phase);
    return drug === undefined ? [condition] : [condition, drug];
  });
}

const isCause = ({ code }: Unnumbered): boolean => code !== undefined && inAnyPattern(DRUG_CODES, code);

function sentenceOf({ source, sentence, range }: Unnumbered): string {
  return source.document.text.slice(Math.max(sentence.start, range.start - LONGEST), Math.min(sentence.end, range.end + LONGEST));
}

/** `hyponatremia due to sertraline` */
function drugBehind({ source, sentence, range, code }: Unnumbered, edition: CompiledEdition): NamedDrug | undefined {
  if (inAnyPattern(NO_CONDITION, code ?? '')) return undefined;
  const behind = source.document.text.slice(range.end, Math.min(sentence.end, range.end + LONGEST));
  const link = CAUSED_BY.exec(behind);
  if (link === null || JOINS_OTHERS.test(beforeCause(link[0]))) return undefined;
  return namedAt(behind, link[0].length, range.end, edition);
}

/** What stands between the condition and the words of its cause. */
function beforeCause(link: string): string {
  return link.replace(/\b(?:due to|secondary to|2\/2|d\/t|caused|because|attribut|induced|from|as an?|adverse|side|reaction)\b.*$/isu, '');
}

function namedAt(behind: string, at: number, start: number, edition: CompiledEdition): NamedDrug | undefined {
  const row = /^[\p{L}][\p{L}\p{N}-]*(?:[ ][\p{L}][\p{L}\p{N}-]*){0,2}/u.exec(behind.slice(at))?.[0] ?? '';
  const words = [...row.matchAll(WORD)];
  const drug = drugIn(
    words.map(([word]) => word),
    'start',
    'adverse effect',
    edition,
  );
  const last = drug === undefined ? undefined : words[drug.words - 1];
  if (drug === undefined || last === undefined) return undefined;
  const end = at + last.index + last[0].length;
  if (!GOES_ON.test(behind.slice(end))) return undefined;
  return { ...drug, range: { start: start + at, end: start + end } };
}

/** `amiodarone-induced hypothyroidism` */
function drugBefore({ source, sentence, range, code }: Unnumbered, edition: CompiledEdition): NamedDrug | undefined {
  if (inAnyPattern(NO_CONDITION, code ?? '')) return undefined;
  const from = Math.max(sentence.start, range.start - LONGEST);
  const whole = source.document.text.slice(from, range.end);
  if (!INDUCED.test(whole)) return undefined;
  const inside = /[- ]induced\b/iu.exec(source.document.text.slice(range.start, range.end));
  const ahead = inside === null ? whole.slice(0, range.start - from) : whole.slice(0, range.start - from + inside.index) + inside[0] + ' ';
  const match = INDUCED_BEFORE.exec(ahead);
  const words = [...(match?.[1] ?? '').matchAll(WORD)].map(([word]) => word);
  const drug = drugIn(words, 'end', 'adverse effect', edition);
  if (match === null || drug === undefined) return undefined;
  const end = from + match.index + (match[1] ?? '').length;
  const said = words.slice(-drug.words).join(' ').length;
  return { ...drug, range: { start: end - said, end } };
}

/** The condition as the index leads from it where a drug is its cause. */
function inducedByDrug(mention: Unnumbered, edition: CompiledEdition, phase: Episode['phase']): Unnumbered {
  const { entry, names, status } = mention;
  if (status === 'historical' || status === 'family' || names.has(INDUCED_BY_DRUGS)) return mention;
  if (!entry.uses.has(INDUCED_BY_DRUGS)) return mention;
  const said = new Set([...names, INDUCED_BY_DRUGS]);
  const chosen = chooseTarget(entry, said);
  const code = chosen.target === undefined ? undefined : edition.resolve(chosen.target, episodeOf(said, phase));
  if (code === undefined || !chosen.names.includes(INDUCED_BY_DRUGS)) return mention;
  return { ...mention, names: said, target: chosen.target, code, path: chosen.path };
}

function meet(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
