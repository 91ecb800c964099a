import type { TabularNote } from './edition-source.ts';
import { inPattern } from './code-pattern.ts';

/** Answers which tabular notes bind a code: those on it and on everything above it, in the order written. */
export function tabularNotes(notes: readonly TabularNote[]): (code: string) => readonly TabularNote[] {
  const byCategory = new Map<string, TabularNote[]>();
  const wide: TabularNote[] = [];
  for (const note of notes) {
    if (note.code.includes('-') || note.code.length < 3) {
      wide.push(note);
      continue;
    }
    const category = note.code.slice(0, 3);
    const held = byCategory.get(category);
    if (held === undefined) byCategory.set(category, [note]);
    else held.push(note);
  }
  const known = new Map<string, readonly TabularNote[]>();
  return (code) => {
    const cached = known.get(code);
    if (cached !== undefined) return cached;
    const near = [...(byCategory.get(code.slice(0, 3)) ?? []), ...wide];
    const found = near.filter((note) => inPattern(note.code, code));
    known.set(code, found);
    return found;
  };
}
