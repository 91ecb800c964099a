import type { Icd10Cm } from '#core/codes.ts';
import type { Mention } from '#core/coder/trace.ts';
import { inAnyPattern } from '#core/terminology/code-pattern.ts';
import type { CodedEncounter } from '../coding/code-encounter.ts';
import { standingInWords, type CodeStanding } from '../coding/code-standing.ts';
import { asSentence } from '../evidence/sentence.ts';

const MOST_DENIALS = 2;
const LONGEST_QUOTE = 160;

/** What speaks against a code that a person wants to add: words of the chart that deny it. */
export function denials(code: Icd10Cm, { trace, edition }: CodedEncounter): readonly string[] {
  const ways = edition.reach(code);
  const denies = ({ code: own, term, modifiers, assertion }: Mention): boolean =>
    assertion.status === 'negated' &&
    (own === code || ways.some(({ entry, names }) => entry.main === term && modifiers.every(({ name }) => names.includes(name))));
  const said = new Map(trace.mentions.filter(denies).map(({ sentence }) => [shortened(sentence.text), sentence.document]));
  return [...said].slice(0, MOST_DENIALS).map(([text, document]) => `The chart denies ${code} in ${document}: "${text}"`);
}

function shortened(text: string): string {
  const folded = text.replaceAll(/\s+/g, ' ').trim();
  return folded.length <= LONGEST_QUOTE ? folded : `${folded.slice(0, LONGEST_QUOTE)}…`;
}

/**
 * Codes that may not stand beside this one (Excludes1) and that a person has accepted or that wait. One that waits is told without
 * its proposal, so that the same codes put up twice give the same cards.
 */
export function exclusions(
  code: Icd10Cm,
  beside: readonly string[],
  standings: ReadonlyMap<string, CodeStanding>,
  { edition }: Pick<CodedEncounter, 'edition'>,
): readonly string[] {
  const accepted = [...standings].flatMap(([other, { state }]) => (state === 'rejected' ? [] : [other]));
  return [...new Set([...accepted, ...beside])]
    .filter((other) => other !== code)
    .toSorted()
    .flatMap((other) => {
      const at = excludedAt(code, other, edition) ?? excludedAt(other, code, edition);
      if (at === undefined) return [];
      const standing = standings.get(other);
      const how = standing?.state === 'accepted' ? `was ${standingInWords(standing)}` : 'is put up for a decision as well';
      return [asSentence(`${code} and ${other} exclude each other (Excludes1 at ${at}), and ${other} ${how}`)];
    });
}

function excludedAt(code: string, other: string, edition: CodedEncounter['edition']): string | undefined {
  return edition.notes(code).find(({ excludes1 }) => inAnyPattern(excludes1 ?? [], other))?.code;
}

/** Whether a warning of a card is one of `exclusions`. */
export function isExclusion(warning: string): boolean {
  return warning.includes(' exclude each other (Excludes1 at ');
}
