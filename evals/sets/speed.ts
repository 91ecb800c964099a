import type { VisitNote } from '../gold/visit-notes.ts';
import type { SetResult } from '../figure.ts';
import { coded, type EditionInUse } from './edition-in-use.ts';

const SIZE = 3072;
const LONG = 204_800;
const LEAST_MS = 2000;

/** I9: notes of 3 KB a second on one core, and how the time for a character grows to 200 KB. Told, and never a reason to fail. */
export function scoreSpeed(notes: readonly VisitNote[], use: EditionInUse): SetResult {
  const words = notes.map(({ text }) => text).join('\n\n');
  const short = piecesOf(words, SIZE);
  const long = piecesOf(words.repeat(Math.ceil(LONG / words.length) + 1), LONG).slice(0, 2);
  const [few, many] = [secondsEach(short, use), secondsEach(long, use)];
  return {
    title: `I9 speed on one core, ${use.edition.head.id}, stage set`,
    figures: [
      { id: 'I9.notes', says: 'notes of 3 KB a second', value: 1 / few, of: short.length, bar: 300 },
      {
        id: 'I9.growth',
        says: 'time for a character at 200 KB, over that at 3 KB',
        value: many / LONG / (few / SIZE),
        of: long.length,
        bar: 1.5,
        smallerIsBetter: true,
      },
      {
        id: 'I9.rss',
        says: 'peak memory of this run in MB, source and gold sets with it',
        value: process.resourceUsage().maxRSS / 1024,
        of: 1,
      },
    ],
    tables: [],
    misses: [],
  };
}

function piecesOf(text: string, size: number): string[] {
  return Array.from({ length: Math.floor(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
}

function secondsEach(texts: readonly string[], use: EditionInUse): number {
  for (const text of texts.slice(0, 50)) coded(use, { text }, 'set');
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < LEAST_MS) {
    for (const text of texts) coded(use, { text }, 'set');
    count += texts.length;
  }
  return (performance.now() - began) / 1000 / count;
}
