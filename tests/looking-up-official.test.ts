import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { codeBook } from '#core/terminology/lookup/code-book.ts';
import { starterSource } from './support/starter.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const folder = join(directory ?? '', 'icd10cm');
const why = directory === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : existsSync(folder) ? undefined : 'it has no icd10cm/';
if (why !== undefined) process.stderr.write(`Looking up in the official edition is not tested: ${why}.\n`);

interface Asked {
  readonly query: string;
  readonly code: string;
}

describe.skipIf(why !== undefined)('in the official edition', { timeout: 120_000 }, async () => {
  const source = why === undefined ? await readOfficialEdition(folder, { starter: starterSource(), year: '2026' }) : starterSource();
  const book = codeBook(source);
  const every = (step: number, asked: readonly Asked[]): Asked[] => asked.filter((_one, at) => at % step === 0);
  /** How many of the questions have their code first, and how many have it among twelve. */
  function shares(asked: readonly Asked[]): { readonly first: number; readonly listed: number } {
    const places = asked.map(({ query, code }) => book.find(query, 12).hits.findIndex(({ entry }) => entry?.code === code));
    return {
      first: places.filter((place) => place === 0).length / asked.length,
      listed: places.filter((place) => place >= 0).length / asked.length,
    };
  }

  test('the title of a billable code finds that code first', () => {
    const titles = source.codes.filter(({ billable }) => billable).map(({ code, title }) => ({ query: title, code }));
    const { first, listed } = shares(every(37, titles));

    expect(listed).toBe(1);
    expect(first).toBeGreaterThanOrEqual(0.99);
  });

  test('a path of the index finds its code, first in nearly every case', () => {
    const paths = (source.official?.index ?? []).flatMap(({ table, path, code = '' }): Asked[] => {
      const entry = book.tree.find(code.replace(/[-.]+$/, ''));
      return table !== 'index' || entry === undefined ? [] : [{ query: path.join(', '), code: entry.code }];
    });
    const { first, listed } = shares(every(37, paths));

    expect(paths.length).toBeGreaterThan(50_000);
    expect(listed).toBeGreaterThanOrEqual(0.999);
    expect(first).toBeGreaterThanOrEqual(0.98);
  });

  test('an inclusion term finds the code that it stands under', () => {
    const terms = (source.official?.tabular ?? []).flatMap(({ code, inclusionTerms = [] }) =>
      inclusionTerms.map((query): Asked => ({ query, code })),
    );
    const { listed } = shares(every(17, terms));

    expect(listed).toBeGreaterThanOrEqual(0.999);
  });

  test('every code has its chapter and its section', () => {
    const without = source.codes.filter(({ code }) => book.places.chapter(code) === undefined || book.places.section(code) === undefined);

    expect(without.map(({ code }) => code)).toEqual([]);
    expect(book.places.chapter('C34.11')?.code).toBe('C00-D49');
    expect(new Set(source.codes.map(({ code }) => book.places.chapter(code)?.code)).size).toBe(22);
  });
});
