import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { officialEdition, whyNoOfficial } from '#tests/support/official.ts';
import { starterEdition } from '#tests/support/starter.ts';

const said = (note: string): ReturnType<typeof chartSaying> => chartSaying(`Assessment: ${note}`);

describe('a drug that the classification names, or whose class is known here', () => {
  test.each([
    ['stands beside what it did', 'Rash due to lamotrigine.', ['R21', 'T42.6X5A']],
    ['stands before it', 'Lithium-induced tremor.', ['R25.1', 'T43.595A']],
    ['is named by the title of its code', 'QT prolongation due to methadone.', ['R94.31', 'T40.3X5A']],
    ['is the one that was taken too much of', 'Gabapentin overdose.', ['T42.6X1A']],
  ])('%s', (_name, note, expected) => {
    expect(codesOf(said(note), starterEdition())).toEqual(expected);
  });

  test.each([
    ['is treated with it', 'Seizures, on lamotrigine.', ['R56.9']],
    ['is likely due to it, at a visit', 'Rash likely due to lamotrigine.', ['R21']],
    ['is not due to it', 'Rash not due to lamotrigine.', ['R21']],
    ['lacks a thing of that name', 'Anemia due to iron deficiency.', ['D50.9']],
    ['comes of what a body has of itself', 'Allergic rhinitis due to pollen.', ['J30.1']],
  ])('is no adverse effect where a condition %s', (_name, note, expected) => {
    expect(codesOf(said(note), starterEdition())).toEqual(expected);
  });
});

describe.skipIf(whyNoOfficial !== undefined)('a drug of the official table', { timeout: 120_000 }, () => {
  test.each([
    ['the condition is one that drugs cause', 'Hypothyroidism secondary to amiodarone.', ['E03.2', 'T46.2X5A']],
    ['the drug comes first', 'Clozapine-induced agranulocytosis.', ['D70.2', 'T42.4X5A']],
    ['a poisoning names it', 'Bradycardia due to metoprolol overdose.', ['T44.7X1A', 'R00.1']],
    ['nothing was left of it', 'Seizures, ran out of phenytoin.', ['R56.9', 'T42.0X6A', 'Z91.148']],
    ['it was not taken', 'Hypertension, uncontrolled due to not taking lisinopril.', ['I10', 'T46.4X6A', 'Z91.148']],
  ])('is coded where %s', async (_name, note, expected) => {
    expect(codesOf(said(note), await officialEdition())).toEqual(expected);
  });
});
