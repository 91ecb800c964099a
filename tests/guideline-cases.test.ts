import { describe, expect, test } from 'vitest';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { faultsOf, guidelineCases, knownFailing, type EditionName } from './support/guideline-cases.ts';
import { officialEdition, whyNoOfficial } from './support/official.ts';
import { starterEdition } from './support/starter.ts';

const FEWEST = 170;
/** Sections that state something to code by: each must be cited by a case, itself or in a part of it. */
const SECTIONS = [
  ...'3 4 5 6 7 9 10 11 12 13 14 15 16 17 18 19'.split(' ').map((number) => `I.A.${number}`),
  ...Array.from({ length: 20 }, (_, at) => `I.B.${at + 1}`),
  ...Array.from({ length: 22 }, (_, at) => `I.C.${at + 1}`),
  ...'ABCDFGHIJK'.split('').map((letter) => `II.${letter}`),
  ...'ABC'.split('').map((letter) => `III.${letter}`),
  ...'ADEFGHIJKMNPQ'.split('').map((letter) => `IV.${letter}`),
];

const cases = guidelineCases();
const listed = knownFailing();

if (whyNoOfficial !== undefined) process.stderr.write(`The guideline cases on the official edition are skipped: ${whyNoOfficial}.\n`);

const within = (cited: string, section: string): boolean => cited === section || cited.startsWith(`${section}.`);
const failsOn = (name: EditionName, id: string): boolean => listed.some((one) => one.id === id && one.on.includes(name));

describe('the cases', () => {
  test(`are at least ${FEWEST}, each under a name of its own`, () => {
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test('cite every section of the guidelines that says how to code', () => {
    expect(SECTIONS.filter((section) => !cases.some(({ cites }) => within(cites, section)))).toEqual([]);
  });

  test('name codes of the starter edition that can be reported, and say so where only the full edition has them', () => {
    const missing = ({ expect: { codes } }: (typeof cases)[number]) =>
      codes.filter((code) => starterEdition().code(code)?.billable !== true);

    expect(cases.filter((one) => one.needs === undefined && missing(one).length > 0).map(({ id }) => id)).toEqual([]);
    expect(cases.filter((one) => one.needs === 'official' && missing(one).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('expect no code that they forbid, and list a first one that they expect', () => {
    const wrong = cases.filter(({ expect: { first, codes, not } }) => {
      const forbidden = codes.some((code) => not.some((no) => (no.endsWith('-') ? code.startsWith(no.slice(0, -1)) : code === no)));
      return forbidden || (first !== undefined && !codes.includes(first));
    });

    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('that are known to fail are among them', () => {
    expect(listed.map(({ id }) => id).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
  });
});

/** Every case is right, or is known to fail and still does: what was mended is taken off the list. */
function checkOn(name: EditionName, edition: () => Promise<CompiledEdition>): void {
  const run = cases.filter(({ needs }) => name === 'official' || needs === undefined);
  const failing = run.filter(({ id }) => failsOn(name, id));
  console.log(`guideline cases, ${name} edition: ${run.length - failing.length} of ${run.length} right, ${failing.length} known to fail`);

  test.each(run.filter(({ id }) => !failsOn(name, id)))('$id ($cites)', async (one) => {
    expect(faultsOf(one, await edition())).toEqual([]);
  });
  test.each(failing)('$id ($cites) still fails as known-failing.yaml says', async (one) => {
    expect(faultsOf(one, await edition())).not.toEqual([]);
  });
}

describe('on the starter edition', () => {
  checkOn('starter', () => Promise.resolve(starterEdition()));
});

describe.skipIf(whyNoOfficial !== undefined)('on the official edition', { timeout: 120_000 }, () => {
  checkOn('official', officialEdition);
});
