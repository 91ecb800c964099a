import type { CodeTable } from './code-table.ts';
import { maySilent, statementWords } from './statement-words.ts';

/** Words of a title that say that something is absent: `without mention of infection`, `not intractable`. */
const ABSENT = /\b(?:without|not)\b[^,;]*/gi;
const EPISODE = /,? (?:initial encounter|subsequent encounter|sequela)\b.*$/i;
const VAGUE = /\bunspecified\b/i;
const LEFT_OVER = /\bother\b/i;
/** A manifestation names the disease that it comes of, and is reached through that disease. */
const ELSEWHERE = /\bclassified elsewhere\b/i;
/** `unspecified eye`, `unspecified depth`: what a title says it does not know is not to be said. */
const NOT_KNOWN = /\bunspecified (?:part of )?[\p{L}-]+/giu;
/** What holds where a note does not say the contrary (I.C.19.c). */
const BY_DEFAULT = new Set(['displaced', 'closed']);

export interface RefinedCode {
  /** A billable code, or a stem whose seventh character the episode chooses. */
  readonly code: string;
  /** Words that chose it, canonical. */
  readonly used: readonly string[];
}

export type Said = Pick<ReadonlySet<string>, 'has'>;

/** Chooses, beneath a header, the code that the words support and no more. */
export interface CodeRefiner {
  /**
   * The most specific code beneath `target` all of whose distinguishing words are said; where none is, the code for what is not
   * specified. `undefined` when the words do not decide and the classification has no code for "unspecified".
   */
  readonly refine: (target: string, said: Said) => RefinedCode | undefined;
}

interface Option {
  readonly code: string;
  readonly needs: readonly string[];
  readonly vague: boolean;
  readonly leftOver: boolean;
  readonly elsewhere: boolean;
}

export function codeRefiner(table: CodeTable): CodeRefiner {
  const children = childrenOf(table);
  const parents = new Map([...children].flatMap(([parent, codes]) => codes.map((code) => [code, parent] as const)));
  const options = new Map<string, readonly Option[]>();

  function optionsUnder(parent: string): readonly Option[] {
    const known = options.get(parent);
    if (known !== undefined) return known;
    const title = table.find(parent)?.title ?? '';
    const made = (children.get(parent) ?? []).map((code) => optionOf(code, table.find(code)?.title ?? '', title));
    options.set(parent, made);
    return made;
  }

  /** Where a title leaves a side or another axis open that the words tell, its sibling that says the same and that too. */
  function sidedOf(code: string, title: string, said: Said, used: string[]): string {
    const parent = parents.get(code);
    if (parent === undefined || !VAGUE.test(title)) return code;
    const siblings = optionsUnder(parent);
    const own = siblings.find((option) => option.code === code);
    if (own === undefined) return code;
    let best: Option | undefined;
    for (const one of siblings) {
      const { needs, leftOver, elsewhere } = one;
      if (leftOver || elsewhere || needs.length <= (best ?? own).needs.length) continue;
      if (needs.every((word) => said.has(word)) && holdsAll(needs, own.needs)) best = one;
    }
    if (best === undefined) return code;
    used.push(...best.needs);
    return best.code;
  }

  return {
    refine(target, said) {
      const used: string[] = [];
      for (let code = target; ;) {
        const row = table.find(code);
        if (row === undefined) return table.seventh(code).size > 0 ? { code, used } : undefined;
        if (row.billable) return { code: sidedOf(code, row.title, said, used), used };
        const beneath = optionsUnder(code);
        if (beneath.every((option) => option.code.length === 8) && table.seventh(stemOf(code)).has('A')) {
          return { code: stemOf(sidedOf(code, row.title, said, used)), used };
        }
        const chosen = choose(beneath, said);
        if (chosen === undefined) return undefined;
        used.push(...chosen.needs.filter((word) => said.has(word)));
        code = chosen.code;
      }
    },
  };
}

function optionOf(code: string, title: string, above: string): Option {
  const own = new Set(statementWords(above));
  const telling = title.replace(ABSENT, ' ').replace(NOT_KNOWN, ' ').replace(EPISODE, ' ');
  const needs = wordsIn(telling).filter((word) => !own.has(word) && !BY_DEFAULT.has(word));
  const rest = title.startsWith(above) ? title.slice(above.length) : title;
  return { code, needs, vague: VAGUE.test(rest), leftOver: LEFT_OVER.test(rest), elsewhere: ELSEWHERE.test(rest) };
}

/** No words where a phrase says nothing; `statementWords` gives the silent ones then. */
function wordsIn(phrase: string): string[] {
  const words = statementWords(phrase);
  return words.every(maySilent) ? [] : words;
}

function holdsAll(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(word));
}

/** A seventh-character stem of six characters: `S72.141` as it is, `T14.90` as `T14.90X`. */
function stemOf(code: string): string {
  return code.padEnd(7, 'X');
}

function choose(options: readonly Option[], said: Said): Option | undefined {
  let specific: Option | undefined;
  let fallback: Option | undefined;
  for (const one of options) {
    const { needs, vague, leftOver, elsewhere } = one;
    if (needs.length === 0 ? !vague && leftOver : !needs.every((word) => said.has(word))) continue;
    if (needs.length > (specific?.needs.length ?? 0) && !elsewhere) specific = one;
    if (fallback === undefined || (vague && !fallback.vague)) fallback = one;
  }
  // The only code beneath a header may say more than the words do: a small edition holds a few of those that there are.
  return specific ?? fallback ?? options.find(({ vague }) => vague);
}

/** Direct children of every header, in the order of the list. */
function childrenOf({ rows }: CodeTable): Map<string, string[]> {
  const children = new Map<string, string[]>();
  const open: string[] = [];
  for (const { code } of rows) {
    const bare = code.replace('.', '');
    while (open.length > 0 && !bare.startsWith((open.at(-1) ?? '').replace('.', ''))) open.pop();
    const parent = open.at(-1);
    if (parent !== undefined) {
      const held = children.get(parent);
      if (held === undefined) children.set(parent, [code]);
      else held.push(code);
    }
    open.push(code);
  }
  return children;
}
