import { beforeAll, describe, expect, test } from 'vitest';
import { codeChart } from '#core/coder/code-chart.ts';
import { CONDITIONS, SYMPTOMS_STATED } from './support/stated-conditions.ts';
import { aChart } from './support/a-chart.ts';
import { guidelineCases, suggestedCodes } from './support/guideline-cases.ts';
import { starterEdition, starterSource } from './support/starter.ts';
import { bystanders, mirror, sides, statements, type Transformation } from './support/transformations.ts';
import { inPlace } from './support/transformations-in-place.ts';

const SEED = 20_260_310;
const FEWEST = 500;
const SHARE = 0.98;
const SHOWN = 12;

const edition = starterEdition();
const cases = guidelineCases().filter(({ needs }) => needs === undefined);
const titles = new Map(starterSource().codes.flatMap(({ code, billable, title }) => (billable ? [[title, code]] : [])));

test('every condition of the statements is coded where it is plainly stated', () => {
  const missed = [...CONDITIONS, ...SYMPTOMS_STATED].filter(({ words, code }) => {
    const chart = aChart('outpatient', [`ASSESSMENT:\n${words}`], { sex: words.includes('prostate') ? 'male' : 'female' });
    return !suggestedCodes(codeChart(chart, edition)).includes(code);
  });

  expect(missed).toEqual([]);
});

test('a side is turned in words and titles of any case', () => {
  expect(mirror('LEFT knee, Right hip; left-sided, bright')).toBe('RIGHT knee, Left hip; right-sided, bright');
});

describe('the code set changes as the guideline says', () => {
  let done: readonly (Transformation & { readonly right: boolean; readonly got: readonly string[] })[] = [];
  beforeAll(() => {
    const all = [...statements(SEED), ...inPlace(cases, edition), ...sides(cases, edition, titles), ...bystanders(cases, edition, SEED)];
    done = all.map((one) => {
      const got = suggestedCodes(codeChart(one.chart, edition));
      return { ...one, got, right: one.holds(got) };
    });
  });

  test(`in ${SHARE * 100}% of at least ${FEWEST} transformations`, () => {
    for (const kind of new Set(done.map((one) => one.kind))) {
      const these = done.filter((one) => one.kind === kind);
      const wrong = these.filter(({ right }) => !right);
      console.log(`${kind}: ${these.length - wrong.length} of ${these.length}`);
      for (const { says, got } of wrong.slice(0, SHOWN)) console.log(`  ${says.replaceAll(/\s+/g, ' ').slice(0, 110)} -> ${got.join(' ')}`);
    }
    const share = done.filter(({ right }) => right).length / done.length;
    console.log(`metamorphic: ${(share * 100).toFixed(2)}% of ${done.length} transformations`);

    expect(done.length).toBeGreaterThanOrEqual(FEWEST);
    expect(share).toBeGreaterThanOrEqual(SHARE);
  });

  test.each(['money in the note', 'claims on file'])('and never by %s', (kind) => {
    const these = done.filter((one) => one.kind === kind);

    expect(these.length).toBeGreaterThan(100);
    expect(these.filter(({ right }) => !right).map(({ says }) => says)).toEqual([]);
  });
});
