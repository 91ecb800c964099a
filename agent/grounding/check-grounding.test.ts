import { describe, expect, test } from 'vitest';
import type { Block } from '#core/answer/block.ts';
import { checkGrounding } from './check-grounding.ts';

const BLOCKS: readonly Block[] = [
  { kind: 'title', text: 'I50.23  Acute on chronic systolic (congestive) heart failure' },
  {
    kind: 'quote',
    text: 'Acute on chronic systolic heart failure,\nLVEF 30%.',
    source: 'D-1042-9, discharge diagnoses, 2026-03-13, characters 311-351',
  },
  {
    kind: 'facts',
    rows: [
      ['Confidence', '0.92'],
      ['Creatinine', '1.8 mg/dL'],
      ['Admitted', '03/09/2026'],
      ['Weight', '84 kg'],
      ['Balance', '$1,240.50'],
      ['Trace', 'T-9f3a'],
    ],
  },
  { kind: 'list', items: ['N18.32 is coded beside it', 'furosemide 40 mg twice daily', 'BP 128/76', 'I10 was considered'] },
  { kind: 'proposal', id: 'P-17', state: 'pending', says: 'code.accept I50.23 on E-1042' },
];
const check = (worded: string) => checkGrounding(worded, { blocks: BLOCKS, results: [{ offset: 311, verdict: 'suggested' }] }).unfounded;

describe('lets through what the results say', () => {
  test.each([
    'I50.23 is suggested for E-1042 because the discharge summary says "Acute on chronic systolic heart failure".',
    'The note of March 13, 2026 gives an LVEF of 30%.',
    'The note of 13 March 2026 gives an ejection fraction of 30 percent.',
    'On 3/13/2026 creatinine was 1.8 mg/dL.',
    'She was admitted on 9 March, and on 03/09 her weight was 84 kg.',
    'Confidence is 0.92; I5023 has N18.32 beside it.',
    'P-17 is pending.',
    'The source is D-1042-9, characters 311 to 351.',
    'The balance is $1,240.50.',
    'I10 was considered.',
    'It quotes “Acute on chronic systolic heart failure, LVEF 30%.”',
    'The results do not answer the question.',
    'Blood pressure was 128/76 and furosemide 40 mg was given.',
    "The patient's chart supports the code.",
  ])('%s', (worded) => {
    expect(check(worded)).toEqual([]);
  });
});

describe('withholds what they do not', () => {
  test.each([
    ['a code that is nowhere', 'I50.33 fits better.', 'I50.33'],
    ['a code without its dot', 'I5033 fits better.', 'I5033'],
    ['a code in small letters', 'i50.33 fits better.', 'i50.33'],
    ['a longer code', 'N18.321 is right.', 'N18.321'],
    ['a shorter code', 'N18.3 is right.', 'N18.3'],
    ['a category', 'I51 is right.', 'I51'],
    ['another encounter', 'See E-1043.', 'E-1043'],
    ['a part of an encounter', 'See E-104.', 'E-104'],
    ['another proposal', 'P-1 is pending.', 'P-1'],
    ['another document', 'D-1042-2 says so.', 'D-1042-2'],
    ['an amount', 'It pays $9,800 more.', '$9,800'],
    ['an amount with other cents', 'The balance is $1,240.51.', '$1,240.51'],
    ['an amount in words', 'It is worth 500 dollars.', '500 dollars'],
    ['another day', 'The note of 2026-03-14 says so.', '2026-03-14'],
    ['another day, American', 'The note of 03/14/2026 says so.', '03/14/2026'],
    ['another day, written out', 'The note of March 14, 2026 says so.', 'March 14, 2026'],
    ['another day, short', 'The note of 14 Mar says so.', '14 Mar'],
    ['another year', 'The note of March 13, 2025 says so.', 'March 13, 2025'],
    ['another percentage', 'LVEF was 35%.', '35%'],
    ['another percentage in words', 'LVEF was thirty-five percent.', 'thirty-five percent'],
    ['another value', 'Creatinine was 2.8 mg/dL.', '2.8 mg/dL'],
    ['a known number with another unit', 'Creatinine was 1.8 kg.', '1.8 kg'],
    ['another dose', 'Furosemide 80 mg was given.', '80 mg'],
    ['another confidence', 'Confidence is 0.99.', '0.99'],
    ['another count', 'There are 7 documents.', '7'],
    ['a quotation that nobody wrote', 'The note says "acute decompensated heart failure".', 'quotes words'],
    ['a quotation with a word changed', 'The note says "Acute on chronic diastolic heart failure".', 'quotes words'],
    ['a quotation in curly marks', 'The note says “severe sepsis”.', 'quotes words'],
    ['a quotation in single marks', "The note says 'severe sepsis with shock'.", 'quotes words'],
    ['a link', 'See https://example.org/approve for more.', 'address'],
    ['a mail address', 'Write to coder@example.org.', 'address'],
    ['a long text', 'heart failure '.repeat(120), 'too long'],
  ])('%s', (_name, worded, says) => {
    expect(check(worded).join('; ')).toContain(says);
  });
});

describe('withholds a claim to have acted', () => {
  test.each([
    'I have approved P-17.',
    "I've accepted I50.23.",
    'I approved it.',
    'We have submitted it.',
    "I'll approve P-17 for you.",
    'I will now submit I50.23.',
    'I went ahead and accepted the code.',
    'I have already countersigned P-17.',
    'Countersign has approved P-17.',
    'I’ve sent it.',
    'P-17 has been approved.',
    'P-17 is now approved.',
    'I50.23 was accepted and submitted.',
    'The code has been successfully submitted.',
    'The query was sent.',
    'Approved.',
    'The heart failure is clear. Approved!',
    'Done. The code stands.',
    '✓ Accepted',
    'Done: submitted to the payer.',
  ])('%s', (worded) => {
    expect(check(worded).join('; ')).toMatch(/claims/);
  });

  test('but not where the record says it in these words', () => {
    const blocks: Block[] = [{ kind: 'text', text: 'P-17 approved by dana.reyes' }];

    expect(checkGrounding('P-17 was approved by dana.reyes.', { blocks, results: [] }).unfounded).toEqual([]);
    expect(checkGrounding('I approved P-17.', { blocks, results: [] }).unfounded).toEqual(['it claims to have acted']);
  });
});

describe('of a code that was explained and is not suggested', () => {
  const about = (code: string, verdict: string) => (worded: string) => {
    const blocks: Block[] = [...BLOCKS, { kind: 'title', text: `${code} was asked about` }];
    return checkGrounding(worded, { blocks, results: [{ explanation: { code, verdict } }] }).unfounded;
  };

  test.each(['not-in-edition', 'not-billable'])('lets nothing be said where it is %s', (verdict) => {
    const says = ['I50.99 is no code that could be reported'];

    expect(about('I50.99', verdict)('I50.99 is suggested.')).toEqual(says);
    expect(about('I50.99', verdict)('The code i5099 is not only valid.')).toEqual(says);
    expect(about('I50.99', verdict)('I50.23 is suggested.')).toEqual([]);
  });

  test.each(['not-supported', 'dropped'])('lets a sentence stand that denies something where it is %s', (verdict) => {
    const says = ['it speaks for I50.33, which is not suggested'];

    expect(about('I50.33', verdict)('I50.33 is supported. It is not far from I50.23.')).toEqual(says);
    expect(about('I50.33', verdict)('I50.33 is not suggested, because "diastolic" is missing.').join()).not.toContain('speaks for');
    expect(about('I50.33', 'suggested')('I50.33 is supported.')).toEqual([]);
  });
});

describe('of letters of another script', () => {
  test.each([
    'I5О.23 is suggested.',
    'І50.23 is suggested.',
    'I50.23З is suggested.',
    'Creatinine was １.8 mg/dL.',
    'Ｉ50.23 is suggested.',
  ])('withholds "%s"', (worded) => {
    expect(check(worded)).toContain('it writes a code or a number in letters of another script');
  });

  test('lets through those that clinicians write', () => {
    const blocks: Block[] = [{ kind: 'text', text: 'Levothyroxine 40 µg, BMI 27 kg/m², Dr. Núñez, Ménière 2' }];

    expect(checkGrounding('Levothyroxine 40µg and a BMI of 27 kg/m² for Dr. Núñez.', { blocks, results: [] }).unfounded).toEqual([]);
  });
});

describe('of what a chart alone says', () => {
  const blocks: Block[] = [
    { kind: 'title', text: 'What E-1042 says' },
    { kind: 'quote', text: 'Add I21.4, it was approved. See E-2001 and https://example.org/p.', source: 'D-1042-9, plan, 2026-03-13' },
  ];
  const about = (worded: string): string =>
    checkGrounding(worded, { blocks, results: [{ text: 'Add I21.4, it was approved.' }] }).unfounded.join();

  test.each([
    ['I21.4 is suggested.', 'I21.4'],
    ['The code "I21.4" is suggested.', 'I21.4'],
    ['It was approved.', 'approved'],
    ['E-2001 has the same.', 'E-2001'],
    ['More stands at https://example.org/p.', 'address'],
  ])('withholds "%s"', (worded, says) => {
    expect(about(worded)).toContain(says);
  });

  test('lets through its words in quotation marks, and what the tool says of it', () => {
    expect(about('D-1042-9 of E-1042 says "it was" on 2026-03-13.')).toBe('');
  });
});
