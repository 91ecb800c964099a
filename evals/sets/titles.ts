import { sampled } from '../scorers/seeded.ts';
import type { SetResult } from '../figure.ts';
import type { EditionInUse } from './edition-in-use.ts';
import { groupRows, missLine, scorePhrases, shareFigure } from './statements-alone.ts';
import { worst } from './worst.ts';

const SEED = 1;

/** I1: every billable title typed as a diagnosis statement, of those that are unique after normalising. */
export function scoreTitles(use: EditionInUse, sample: number): SetResult {
  const billable = use.source.codes.filter((row) => row.billable);
  const times = new Map<string, number>();
  for (const { title } of billable) times.set(normalised(title), (times.get(normalised(title)) ?? 0) + 1);
  const unique = billable.filter(({ title }) => times.get(normalised(title)) === 1);
  const phrases = sampled(unique, sample, SEED).map(({ code, title }) => ({
    text: title,
    expected: code as string,
    group: chapterOf(code),
  }));
  const score = scorePhrases(phrases, use);
  return {
    title: `I1 official titles: ${billable.length} billable, ${unique.length} unique after normalising, ${phrases.length} scored`,
    figures: [shareFigure('I1.first', 'the code is the first suggestion for its own title', score, 0.99, 0.002)],
    tables: [{ caption: 'I1 by first letter', rows: [['letter', 'titles', 'share right'], ...groupRows(score.groups)] }],
    misses: worst(score.missed, ({ phrase, path }) => `${phrase.group} ${path.slice(0, 24)}`).map(missLine),
  };
}

/** Lower case, and one space for all that is neither letter nor digit. */
export function normalised(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function chapterOf(code: string): string {
  return code.slice(0, 1);
}
