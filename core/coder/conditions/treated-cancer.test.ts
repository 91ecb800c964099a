import { describe, expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';
import type { Trace } from '../trace.ts';

const coded = (text: string): Trace => codeChart(aChart('outpatient', [text]), starterEdition());
const cancers = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code).filter((code) => /^C|^Z85/.test(code));

describe('a cancer that is over (I.C.2.m)', () => {
  test.each([
    ['Left breast cancer, status post lumpectomy and radiation, completed tamoxifen 2020. No evidence of disease.', 'Z85.3'],
    ['1. Right breast cancer, s/p mastectomy 2015, NED.\n2. Hypertension, on lisinopril.', 'Z85.3'],
    ['1. Prostate cancer\n- status post radical prostatectomy\n- no evidence of recurrence', 'Z85.46'],
    ['Colon cancer, completed chemotherapy in 2019, in remission.', 'Z85.038'],
    ['Melanoma of the back, s/p wide local excision. No evidence of recurrent disease.', 'Z85.820'],
    ['Rectal cancer status post low anterior resection, no evidence of recurrent disease. Follow up with radiation oncology.', 'Z85.048'],
  ])('is coded to its history: %s', (words, code) => {
    const trace = coded(`ASSESSMENT:\n${words}`);

    expect(cancers(trace)).toEqual([code]);
    expect(trace.suggestions.find((one) => one.code === code)).toMatchObject({ guideline: 'I.C.2.m', assertion: 'historical' });
  });

  test('is history in the rest of the note too', () => {
    const note = 'HPI:\nHere for her left breast cancer.\n\nASSESSMENT:\nLeft breast cancer, s/p lumpectomy, no evidence of disease.';

    expect(cancers(coded(note))).toEqual(['Z85.3']);
  });
});

test('takes a carcinoma in situ of the same breast for over with it', () => {
  const note = 'HPI:\nBiopsy of the right breast in 2019 showed DCIS.\n\nASSESSMENT:\nRight breast cancer, s/p lumpectomy, NED.';

  expect(coded(note).suggestions.map(({ code }) => code)).not.toContain('D05.11');
  expect(coded(note).suggestions.map(({ code }) => code)).toContain('Z86.000');
});

describe('a cancer that is treated', () => {
  test.each([
    'ASSESSMENT:\nLeft breast cancer, status post lumpectomy, no evidence of disease, on tamoxifen.',
    'ASSESSMENT:\nLeft breast cancer, s/p lumpectomy, NED. Continue anastrozole.',
    'MEDICATIONS:\nanastrozole 1 mg daily\n\nASSESSMENT:\nLeft breast cancer, s/p lumpectomy, no evidence of recurrence.',
    'ASSESSMENT:\nLeft breast cancer, s/p lumpectomy, no evidence of disease. Will start radiation next week.',
    'ASSESSMENT:\nLeft breast cancer, s/p lumpectomy, margins negative.',
    'ASSESSMENT:\nMetastatic left breast cancer, s/p mastectomy, no evidence of disease progression.',
    'ASSESSMENT:\n1. Left breast cancer, s/p lumpectomy.\n2. Depression, in remission.',
  ])('stays a cancer, and is not contested: %s', (note) => {
    const trace = coded(note);

    expect(cancers(trace)).toContain('C50.912');
    expect(cancers(trace).filter((code) => code.startsWith('Z85'))).toEqual([]);
    expect(trace.suggestions.find(({ code }) => code === 'C50.912')?.against).toEqual([]);
  });

  test('keeps its code for remission where it has one', () => {
    expect(cancers(coded('ASSESSMENT:\nMultiple myeloma in remission, completed chemotherapy.'))).toEqual(['C90.01']);
  });
});

test.each([
  ['Left breast cancer, no evidence of disease.', 'no evidence of disease'],
  ['Left breast cancer, s/p lumpectomy 2015, under surveillance.', 'surveillance'],
])('contests a cancer where the words leave it open: %s', (words, passage) => {
  const found = coded(`ASSESSMENT:\n${words}`).suggestions.find(({ code }) => code === 'C50.912');

  expect(found).toMatchObject({ tier: 'senior', against: [{ text: passage }] });
});

describe('a polyp that was removed', () => {
  test.each([
    ['HPI:\nHad a sigmoid polypectomy in 2018, pathology showed a tubular adenoma.', 'Z86.0101'],
    ['HPI:\nSigmoid polypectomy in 2018. Pathology showed a tubular adenoma.', 'Z86.0101'],
    [
      'HPI:\nHer last colonoscopy was in 2018. She had a sigmoid polypectomy at that time and pathology showed a tubular adenoma.',
      'Z86.0101',
    ],
    ['PAST SURGICAL HISTORY:\nPolypectomy 5 years ago, tubular adenoma.', 'Z86.0101'],
    ['PAST MEDICAL HISTORY:\nColon polyp removed in 2019.', 'Z86.0100'],
  ])('is coded to its history: %s', (note, code) => {
    expect(coded(note).suggestions.map((one) => one.code)).toEqual([code]);
  });

  test("is no history of the patient's where a relative had it", () => {
    expect(coded('HPI:\nFather had a tubular adenoma, polypectomy in 2018.').suggestions.map(({ code }) => code)).not.toContain('Z86.0101');
  });

  test('is there where it was found now', () => {
    expect(coded('ASSESSMENT:\nTubular adenoma of the sigmoid colon, polypectomy done.').suggestions.map(({ code }) => code)).toEqual([
      'D12.5',
    ]);
  });
});

test('takes no cancer for over on the word of a pasted message', () => {
  const message =
    '----- begin portal message -----\nASSESSMENT: Left breast cancer, s/p lumpectomy, no evidence of disease.\n----- end portal message -----';

  expect(cancers(coded(`ASSESSMENT:\nLeft breast cancer.\n\n${message}`))).toContain('C50.912');
});
