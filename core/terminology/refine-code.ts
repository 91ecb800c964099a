import type { CodeTable } from './code-table.ts';
import { statementWords } from './statement-words.ts';

/** Words of a title that say that something is absent: `without mention of infection`, `not intractable`. */
const ABSENT = /\b(?:without|not)\b[^,;]*/gi;
const VAGUE = /\bunspecified\b/i;
const LEFT_OVER = /\bother\b/i;

export interface RefinedCode {
  /** A billable code, or a stem whose seventh character the episode chooses. */
  readonly code: string;
  /** Words that chose it, canonical. */
  readonly used: readonly string[];
}

/** Chooses, beneath a header, the code that the words support and no more. */
export interface CodeRefiner {
  /**
   * The most specific code beneath `target` all of whose distinguishing words are said; where none is, the code for what is not
   * specified. `undefined` when the words do not decide and the classification has no code for "unspecified".
   */
  readonly refine: (target: string, said: ReadonlySet<string>) => RefinedCode | undefined;
}

interface Option {
  readonly code: string;
  readonly needs: readonly string[];
  readonly vague: boolean;
  readonly leftOver: boolean;
}

export function codeRefiner(table: CodeTable): CodeRefiner {
  const children = childrenOf(table);
  const options = new Map<string, readonly Option[]>();

  function optionsUnder(parent: string): readonly Option[] {
    const known = options.get(parent);
    if (known !== undefined) return known;
    const title = table.find(parent)?.title ?? '';
    const made = (children.get(parent) ?? []).map((code) => optionOf(code, table.find(code)?.title ?? '', title));
    options.set(parent, made);
    return made;
  }

  return {
    refine(target, said) {
      const used: string[] = [];
      for (let code = target; ;) {
        const row = table.find(code);
        if (row === undefined) return table.seventh(code).size > 0 ? { code, used } : undefined;
        if (row.billable) return { code, used };
        const beneath = optionsUnder(code);
        if (beneath.every((option) => option.code.length === 8)) return { code: beneath[0]?.code.slice(0, 7) ?? code, used };
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
  const needs = statementWords(title.replace(ABSENT, ' ')).filter((word) => !own.has(word));
  const rest = title.startsWith(above) ? title.slice(above.length) : title;
  return { code, needs: needs.includes('unspecified') ? [] : needs, vague: VAGUE.test(rest), leftOver: LEFT_OVER.test(rest) };
}

function choose(options: readonly Option[], said: ReadonlySet<string>): Option | undefined {
  const fitting = options.filter(({ needs, vague, leftOver }) =>
    needs.length === 0 ? vague || !leftOver : needs.every((word) => said.has(word)),
  );
  const specific = fitting.filter(({ needs }) => needs.length > 0);
  if (specific.length > 0) return specific.reduce((best, one) => (one.needs.length > best.needs.length ? one : best));
  return (
    fitting.find(({ vague }) => vague) ??
    fitting[0] ??
    options.find(({ vague }) => vague) ??
    (options.length === 1 ? options[0] : undefined)
  );
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
