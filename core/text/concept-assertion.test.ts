import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertConcept } from './concept-assertion.ts';

/** Sentences written for this project, the concept in double brackets. */
const TIMES = {
  'Affirmed Historical Patient': [
    'PAST MEDICAL HISTORY: Significant for [[hypertension]], hypothyroidism, and gout.',
    'PAST MEDICAL HISTORY:  1. Hypertension. 2. [[Diabetes]]. 3. Gout.',
    'PAST SURGICAL HISTORY: [[Appendectomy]] and hysterectomy.',
    'PMH: [[COPD]], CHF',
    'SOCIAL HISTORY: He [[smokes]] one pack per day.',
    'CLINICAL HISTORY: Age: 40. Obstetric History: [[preterm birth]] Other: none',
    '[[TOBACCO]]: one pack a day.',
    'She had a [[hysterectomy]] in 1983.',
    'She is status post [[cholecystectomy]].',
    'He has a history of hypertension, [[diabetes]], and atrial fibrillation and was admitted with chest pain.',
    'A man with a past medical history significant for [[lupus]], nephritis, who came for fever.',
    'Old [[infarct]] in the left hemisphere.',
    'Status post valve repair in **DATE[May 2011] with complication of [[sternal dehiscence]].',
    '[[Coronary artery disease]] status post bypass.',
    'The sequelae of [[polio]].',
    '[[Hypertension]].',
    'Hypertension, [[diabetes]], and GERD.',
    '3. [[Osteoporosis]].',
    'Chronic [[anemia]].',
    'Essential [[hypertension]], chronic kidney disease, and gout.',
    'Her past medical history includes [[asthma]].',
    'She was previously diagnosed with [[lymphoma]].',
    '[[Tonsillectomy]] at age 6.',
    'A scan in the past showed him to be [[osteopenic]].',
    'His letters tell of a diagnosis of [[myeloma]] made at that time.',
    'A 45-year-old man with [[renal disease]] on dialysis who presents with two days of fever.',
    'She has had multiple admissions for [[ketoacidosis]].',
    'Medical problems include [[hypertension]] and diabetes.',
    '61-year-old with [[prior stroke]].',
    'He has a 20-year history of [[diabetes]].',
    'SOCIAL HISTORY: He was a [[drinker]] for years.',
  ],
  'Negated Historical Patient': [
    'SOCIAL HISTORY: No [[alcohol]] or tobacco.',
    'The patient denies [[tobacco use]].',
    'He does not [[smoke]] or drink.',
    'No prior [[surgery]].',
    'He has never had a [[heart attack]].',
    'There is no history of [[seizures]].',
    'A woman with no history of   [[epilepsy]] who presents with twitching.',
    'SOCIAL HISTORY: Former [[cigars]].',
    'SOCIAL HISTORY: [[ALCOHOL]]: Quit in 1999.',
    'He quit [[smoking]] 10 years ago.',
    '[[Drug allergies]] - none.',
  ],
  'Negated Recent Patient': [
    'No [[fever]], chills or palpitations.',
    'The cramps and [[hiccups]] resolved.',
    'She told of [[tinnitus]], although it appears to have resolved.',
    'He had [[abdominal pain]], which has since resolved.',
    'No longer has [[chest pain]].',
    'The course was not typical of pericarditis, [[reflux]], or asthma.',
    '2) None [[pericardial thickening]].',
  ],
  'Affirmed Recent Patient': [
    'Patient with history of COPD presents with [[cough]].',
    'A 2-day history of [[nausea]].',
    'A past medical history of gout and recent diagnosis of [[embolism]].',
    '[[Acute renal failure]].',
    'DISCHARGE DIAGNOSIS: [[Congestive heart failure]].',
    'TRANSFER DIAGNOSES: Status post [[colectomy]].',
    'Rule out [[pneumonia]].',
    'Evaluate for [[pneumothorax]].',
    'Closure once the [[abscess]] is completely resolved.',
    'The [[VALVE IS NORMAL]].',
    'The [[liver is not enlarged]].',
    '[[Lungs without wheezes]].',
    'A 45-year-old man with [[chest pain]] who presents with two hours of it.',
    'He was told to quit [[smoking]].',
    'Her husband noticed [[slurred speech]].',
  ],
  'Affirmed Not particular Patient': [
    'Call if you have [[fever]].',
    'If he has [[chest pain]], he should return to the clinic.',
    'Return for worsening breath, chest pain, or [[fever]].',
    'Notify us if any of the following are noted: rash, [[hives or itching]].',
    'She should call should she develop [[fever]], chills, or drainage.',
  ],
  'Affirmed Historical Family member': [
    'FAMILY HISTORY: Positive for [[coronary artery disease]] in father.',
    'Her mother died of [[breast cancer]] at age 45.',
    'FH: sister with [[melanoma]].',
  ],
  'Negated Historical Family member': ['FAMILY HISTORY: Negative for [[colon cancer]].', 'No family history of [[aneurysm]].'],
  'Affirmed Recent Other': ['Her roommate has [[influenza]].'],
} as const;

function parted(marked: string): readonly [sentence: string, concept: string] {
  return [marked.replace('[[', '').replace(']]', ''), marked.slice(marked.indexOf('[[') + 2, marked.indexOf(']]'))];
}

for (const [wanted, sentences] of Object.entries(TIMES)) {
  describe(`is ${wanted}`, () => {
    test.each<string>(sentences)('%s', (marked) => {
      const { negation, temporality, experiencer } = assertConcept(...parted(marked));

      expect(`${negation} ${temporality} ${experiencer}`).toBe(wanted);
    });
  });
}

describe('the concept', () => {
  test('is found in any case and over any white space', () => {
    expect(assertConcept('Denies any   CHEST\n  PAIN.', 'chest pain')).toMatchObject({ negation: 'Negated' });
  });

  test('is the one in capitals where it stands twice', () => {
    expect(assertConcept('Edema was noted before but there is no EDEMA.', 'edema').negation).toBe('Negated');
    expect(assertConcept('There is EDEMA; before there was no edema.', 'edema').negation).toBe('Affirmed');
  });

  test('is the one written letter for letter where another form of the word stands before it', () => {
    const sentence = "She had MI's long ago in the past, and today is not suggestive of pericarditis, MI, or reflux.";

    expect(assertConcept(sentence, "MI's")).toMatchObject({ negation: 'Affirmed', temporality: 'Historical' });
    expect(assertConcept(sentence, 'MI')).toMatchObject({ negation: 'Negated' });
  });

  test('is the longest run of its words where it does not stand word for word', () => {
    expect(assertConcept('No acute pleural effusion.', 'large pleural effusion')).toMatchObject({ negation: 'Negated' });
  });

  test('is the whole sentence where none of its words is there', () => {
    expect(assertConcept('No fever.', 'gout')).toMatchObject({ negation: 'Affirmed', rule: 'assert.present.default' });
  });
});

test('any sentence and any concept get an answer whose cue lies in the sentence', () => {
  const text = string({ unit: 'binary', maxLength: 60 });
  assert(
    property(text, text, (sentence, concept) => {
      const { cue } = assertConcept(sentence, concept);
      expect(cue === undefined || (cue.start >= 0 && cue.start < cue.end && cue.end <= sentence.length)).toBe(true);
    }),
  );
});
