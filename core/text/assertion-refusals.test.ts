import { describe, expect, test } from 'vitest';
import { assertionOf } from './assertion.ts';
import { readNote } from './read-note.ts';

/** How the words in double brackets are asserted. */
function said(marked: string): { status: string; rule: string } {
  const start = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  const target = { start, end: marked.indexOf(']]') - 2 };
  const reading = readNote(text);
  const sentence = reading.sentences.find((one) => one.start <= target.start && target.end <= one.end);
  if (sentence === undefined) throw new Error(`no sentence holds the words of: ${marked}`);
  const { status, rule } = assertionOf(reading, sentence, target);
  return { status, rule };
}

const FORMS = {
  negated: [
    '[[Asthma]]: N. Gout: Y.',
    '[[Diabetes]] ☐ Yes ☑ No',
    '[[Diabetes]] [ ] Yes [x] No',
    '[[Asthma]] ( ) Yes (x) No',
    '[[Asthma]] Yes ☐ No ☑',
    '[[Asthma]]? ☐ Y ☒ N',
    '[[Asthma]]: No Gout: Yes',
    'Ø [[fever]], cough',
    'Ø fever, [[cough]]',
    's/ [[edema]]',
    '| [[Diabetes]] | No |',
    '[[Gout]]\tNo',
    'Patient denies\n[[syncope]], rash',
    'He was found not to\nhave [[pneumonia]].',
  ],
  present: [
    'Asthma: N. [[Gout]]: Y.',
    '[[Diabetes]] ☑ Yes ☐ No',
    '[[Diabetes]]: Yes ☑ No ☐',
    'Asthma ☐ Yes ☑ No [[Gout]] ☑ Yes ☐ No',
    'Asthma: No [[Gout]]: Yes Lupus: No',
    '[[Hypertension]]: negative stress test last year.',
  ],
  hypothetical: ['[[Asthma]] ☐ Yes ☐ No', '[[Asthma]]: Yes / No', '[[Asthma]] [ ] Yes [ ] No [x] Unknown'],
};

describe.each(Object.entries(FORMS))('the answer of a form beside a label makes it %s', (status, lines) => {
  test.each(lines)('%s', (marked) => {
    expect(said(marked).status).toBe(status);
  });
});

describe('a list that a label denies is denied over its semicolons', () => {
  test.each(['Denied: chest pain; [[palpitations]]; syncope.', 'Denies: chest pain; palpitations; [[syncope]].'])('%s', (marked) => {
    expect(said(marked).status).toBe('negated');
  });
  test.each([
    'Denies fever; [[pneumonia]] is improving.',
    'Denied: fever; chills; [[pneumonia]] is improving.',
    'Denied: fever; he has [[pneumonia]].',
    'Denied: fever; chronic [[cough]].',
  ])('and what stands on its own is not: %s', (marked) => {
    expect(said(marked).status).toBe('present');
  });
});

test.each([
  '[[Pneumonia]] is not suspected.',
  "[[Sepsis]] isn't suspected.",
  '[[Pneumonia]] is not thought likely.',
  '[[Embolism]] is felt to be very unlikely.',
  '[[Stroke]] is considered highly unlikely.',
  'It seemed very unlikely that she had [[meningitis]].',
  'Labs argue against [[sepsis]].',
  'The films speak strongly against [[pneumonia]].',
  '[[Sepsis]] was considered but rejected.',
  'Fever, [[chills]], cough: all negative.',
  '[[Asthma]] and COPD, both ruled out.',
  '[[Hepatitis B]] surface antigen nonreactive.',
  '[[Syphilis]] serology was non-reactive.',
  'Family denies that the patient had a [[seizure]].',
  'Wife denies he has ever had a [[stroke]].',
  'Pertinent negatives: cough, [[fever]].',
])('is denied: %s', (marked) => {
  expect(said(marked).status).toBe('negated');
});

test.each([
  'Cancelled diagnosis: [[pneumonia]].',
  'Diagnosis of [[COPD]] entered in error.',
  '[[Asthma]] was erroneously documented and removed from the problem list.',
  '[[Gout]] was charted by mistake.',
  'Misdiagnosed with [[epilepsy]] in the past.',
  'Previously mislabeled as [[COPD]].',
  'Diagnosis of [[lupus]] was later retracted.',
])('an entry that is taken back is denied: %s', (marked) => {
  expect(said(marked).status).toBe('negated');
});

test.each([
  'Surgery for [[hernia]] was cancelled.',
  'He was misdiagnosed with asthma and has [[COPD]].',
  '[[Diabetes]] is not controlled.',
  'Kidney transplant [[rejection]] was treated.',
])('is no denial: %s', (marked) => {
  expect(said(marked).status).toBe('present');
});

test.each([
  ['His wife was admitted with [[pneumonia]].', 'assert.family.other-person'],
  ['The donor had [[hepatitis C]].', 'assert.family.other-person'],
  ['The patient in the next bed has [[sepsis]].', 'assert.family.other-person'],
  ['Another patient in the room had [[influenza]].', 'assert.family.other-person'],
  ['The caregiver suffers from [[depression]].', 'assert.family.other-person'],
  ['His ex-wife has [[bipolar disorder]].', 'assert.family.other-person'],
  ['Her sister was hospitalized with [[pneumonia]].', 'assert.family.cue'],
])("is another person's: %s", (marked, rule) => {
  expect(said(marked).rule).toBe(rule);
});

test.each([
  'Deceased donor kidney transplant with acute [[rejection]].',
  '[[Kidney transplant]] from a living donor.',
  'Wife at bedside, admitted with [[pneumonia]].',
  'Brought in by his wife, admitted with [[pneumonia]].',
  'Caregiver has noted worsening of his [[dementia]].',
])("is the patient's own: %s", (marked) => {
  expect(said(marked).status).toBe('present');
});

test.each([
  'Should [[sepsis]] occur, start antibiotics.',
  'Should pneumonia or [[sepsis]] develop, call us.',
  'Would resume treatment were [[fever]] to recur.',
  'Would treat as [[pneumonia]].',
  'She fears that she has [[multiple sclerosis]].',
  'A friend said she has [[COPD]].',
  'Risk factors for [[stroke]] include hypertension.',
])('is only supposed: %s', (marked) => {
  expect(said(marked).status).toBe('hypothetical');
});

test.each([
  'Risk factors for stroke include [[hypertension]] and diabetes.',
  'He should continue metformin for [[diabetes]].',
  'She worries that her [[asthma]] is worse.',
])('is there, whatever is supposed beside it: %s', (marked) => {
  expect(said(marked).status).toBe('present');
});

test.each(['The ER thought that there was [[pneumonia]].', 'Fever ?? [[sepsis]].'])('is in doubt: %s', (marked) => {
  expect(said(marked).status).toBe('possible');
});
