import type { VisitNote } from '../gold/visit-notes.ts';
import type { SetResult } from '../figure.ts';
import { coded, type EditionInUse } from './edition-in-use.ts';

/** Codes of visit notes at both stages: how many, and whether their words stand in the text. */
export function scoreVisits(notes: readonly VisitNote[], use: EditionInUse): SetResult {
  const rows: string[][] = [];
  let spans = 0;
  let verbatim = 0;
  for (const stage of ['mentions', 'set'] as const) {
    const all = notes.map((note) => ({ note, codes: coded(use, note, stage).codes }));
    const counts = all.map(({ codes }) => codes.length).toSorted((a, b) => a - b);
    for (const { note, codes } of all) {
      for (const { start, end, text } of codes.flatMap((code) => code.spans)) {
        spans += 1;
        if (text !== '' && note.text.slice(start, end) === text) verbatim += 1;
      }
    }
    const total = counts.reduce((sum, one) => sum + one, 0);
    const at = (share: number): string => String(counts[Math.floor(share * (counts.length - 1))] ?? 0);
    rows.push([
      stage,
      String(total),
      String(new Set(all.flatMap(({ codes }) => codes.map(({ code }) => code))).size),
      at(0.5),
      at(0),
      at(1),
    ]);
  }
  return {
    title: `Visit notes without codes (ACI-Bench): ${notes.length}`,
    figures: [
      { id: 'I5.visits', says: 'spans that stand in the text', value: verbatim / Math.max(1, spans), of: spans, bar: 1, tolerance: 0 },
    ],
    tables: [{ caption: 'Codes of visit notes', rows: [['stage', 'codes', 'different', 'median', 'least', 'most'], ...rows] }],
    misses: [],
  };
}
