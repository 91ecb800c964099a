import type { CodeEdit, CodeEditor, HccTable, PoaExempt, SeverityTable } from '../code-facts.ts';
import type { HccSource, MceSource, PoaExemptSource, SeveritySource } from './fact-source.ts';

export function poaExemptTable({ codes }: PoaExemptSource, edition: string): PoaExempt {
  const exempt = new Set<string>(codes);
  return { edition, has: (code) => exempt.has(code) };
}

const NO_EDITS: readonly CodeEdit[] = [];

export function codeEditorTable({ edits }: MceSource, edition: string): CodeEditor {
  const byCode = Map.groupBy(edits, ({ code }) => code as string);
  return { edition, edits: (code) => byCode.get(code)?.map(({ edit }) => edit) ?? NO_EDITS };
}

const NO_CATEGORIES: readonly { readonly model: string; readonly category: string }[] = [];

export function hccTable({ rows }: HccSource, edition: string): HccTable {
  const byCode = Map.groupBy(rows, ({ code }) => code as string);
  return {
    edition,
    categories: (code) => byCode.get(code)?.map(({ model, category }) => ({ model, category })) ?? NO_CATEGORIES,
  };
}

export function severityTable({ levels, groups }: SeveritySource, edition: string): SeverityTable {
  const byCode = new Map(levels.map((one) => [one.code as string, one]));
  const members = new Map(Object.entries(groups).map(([group, codes]) => [group, new Set<string>(codes)]));
  return {
    edition,
    level: (code) => byCode.get(code)?.level,
    excludedBy(code, principal) {
      const said = new Set(byCode.get(code)?.groups.map((group) => members.get(group)?.has(principal) === true));
      return said.size > 1 ? undefined : said.has(true);
    },
  };
}
