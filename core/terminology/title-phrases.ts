import type { Icd10Cm } from '../codes.ts';
import type { CodeTarget } from './edition-source.ts';
import type { CodeEntry } from './edition.ts';
import { inAnyPattern } from './code-pattern.ts';
import { phraseWords } from './phrase-words.ts';

export interface TitlePhrase {
  readonly words: readonly string[];
  readonly target: CodeTarget;
  readonly code: Icd10Cm;
  readonly title: string;
}

/** Titles that name a residual class, a circumstance or a place: nobody states them as a diagnosis. */
const RESIDUAL = /^encounter for|\b(?:other|others|elsewhere|classifiable|classified|not specified|multiple sites|status of)\b/i;
const UNSAID = ['V00-Y99', 'Z00-Z13', 'Z30-Z39', 'Z69-Z71', 'Z76', 'U50-U99'];
const EPISODE = /,? (?:initial encounter|subsequent encounter|sequela).*$/i;
const LONGEST = 12;

/**
 * The phrases that official titles lend: `Chronic systolic (congestive) heart failure` is said with and without its
 * brackets, and "unspecified" is never said at all. A phrase that two codes share says neither.
 */
export function titlePhrases(rows: readonly CodeEntry[]): TitlePhrase[] {
  const said = new Map<string, { phrase: TitlePhrase; exact: boolean; shared: boolean }>();
  const stems = new Set<string>();
  for (const { code, billable, title } of rows) {
    const episodic = code.length === 8 && EPISODE.test(title);
    const named = episodic ? title.replace(EPISODE, '') : title;
    if (!billable || RESIDUAL.test(named) || inAnyPattern(UNSAID, code)) continue;
    const target = episodic ? `${code.slice(0, 7)}?` : code;
    if (episodic && stems.has(target)) continue;
    stems.add(target);
    for (const { words, exact } of spoken(named)) {
      const key = words.join(' ');
      const held = said.get(key);
      const phrase = { words, target, code, title };
      if (held === undefined || (exact && !held.exact)) said.set(key, { phrase, exact, shared: false });
      else if (held.exact === exact && held.phrase.target !== target) held.shared = true;
    }
  }
  return [...said.values()].filter(({ shared }) => !shared).map(({ phrase }) => phrase);
}

function spoken(title: string): { words: string[]; exact: boolean }[] {
  const general = title.replace(/,? ?\bunspecified\b,? ?/i, ' ');
  if (/\bunspecified\b/i.test(general)) return [];
  const exact = general === title;
  const forms = title.includes('(') ? [general.replace(/\([^)]*\)/g, ' '), general] : [general];
  return forms.map((form) => ({ words: phraseWords(form), exact })).filter(({ words }) => words.length >= 2 && words.length <= LONGEST);
}
