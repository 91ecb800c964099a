import type { IndexPath } from '#core/terminology/index-path.ts';
import { BEHAVIOURS, realisePath } from '../gold/realise-path.ts';
import { sampled } from '../scorers/seeded.ts';
import type { SetResult } from '../figure.ts';
import type { EditionInUse } from './edition-in-use.ts';
import { groupRows, missLine, scorePhrases, shareFigure, type Phrase } from './statements-alone.ts';
import { worst } from './worst.ts';

const SEED = 2;

/** I2: every path of the index with a complete billable code, read as a phrase in its usual word order. */
export function scoreIndex(use: EditionInUse, sample: number): SetResult | undefined {
  const paths = use.source.official?.index;
  if (paths === undefined) return undefined;
  const phrases = paths.flatMap((path) => phrasesOf(path, use));
  const chosen = sampled(phrases, sample, SEED);
  const score = scorePhrases(chosen, use);
  const index = score.groups.get('index') ?? { hits: 0, of: 0 };
  return {
    title: `I2 index paths in usual word order: ${phrases.length} with a complete billable code, ${chosen.length} scored`,
    figures: [
      shareFigure('I2.first', 'first suggestion, all tables', score, 0.9, 0.003),
      shareFigure('I2.index', 'first suggestion, alphabetic index alone', index, 0.9, 0.003),
      {
        id: 'I2.foreign',
        says: 'codes outside the edition',
        value: score.foreign,
        of: chosen.length,
        bar: 0,
        smallerIsBetter: true,
        tolerance: 0,
      },
    ],
    tables: [{ caption: 'I2 by table', rows: [['table', 'phrases', 'share right'], ...groupRows(score.groups)] }],
    misses: worst(score.missed, ({ phrase, path }) => `${phrase.group} ${phrase.text.split(' ').at(-1)} ${path.slice(0, 12)}`).map(
      missLine,
    ),
  };
}

function phrasesOf(path: IndexPath, { edition }: EditionInUse): Phrase[] {
  const complete = (code: string | undefined): code is string => code !== undefined && edition.code(code)?.billable === true;
  const text = realisePath(path);
  if (path.table === 'neoplasm') {
    const site = text === '' ? 'unspecified site' : text;
    return (path.columns ?? []).flatMap((code, at) =>
      complete(code) ? [{ text: `${BEHAVIOURS[at]} ${site}`, expected: code, group: path.table }] : [],
    );
  }
  return complete(path.code) ? [{ text, expected: path.code, group: path.table }] : [];
}
