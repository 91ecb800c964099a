import { array, assert, constantFrom, nat, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertionOf, type AssertedStatus } from './assertion.ts';
import { readNote } from './read-note.ts';

/** Asserts the words in double brackets: `No [[fever]].` */
function asserted(marked: string): AssertedStatus & { quoted: string } {
  const at = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  const target = { start: at, end: marked.indexOf(']]') - 2 };
  const reading = readNote(text);
  const sentence = reading.sentences.find(({ start, end }) => start <= target.start && target.end <= end);
  if (sentence === undefined) throw new Error(`no sentence holds the target of: ${marked}`);
  const said = assertionOf(reading, sentence, target);
  return { ...said, quoted: said.cue === undefined ? '' : text.slice(said.cue.start, said.cue.end) };
}

const STATUS = {
  negated: [
    'No [[fever]].',
    'No prior [[stroke]].',
    'No previous [[stroke]] or seizure.',
    'Non-[[diabetic]] patient.',
    'He is non [[diabetic]].',
    'No fever, chills or [[palpitations]].',
    'Denies chest pain, shortness of breath, [[nausea]], and vomiting.',
    'She denies having had [[chest pain]].',
    'He denies he has ever been diagnosed with [[hepatitis C]].',
    'There is no evidence of [[pneumonia]].',
    'No evidence that she has [[pneumonia]].',
    'Without [[wheezing]].',
    'Diabetes without [[neuropathy]] or retinopathy.',
    'Diabetes without neuropathy or [[retinopathy]].',
    'CT was negative for [[pulmonary embolism]].',
    '[[Pulmonary embolism]] was ruled out.',
    'MI has been ruled out; [[PE]] is ruled out.',
    'He was ruled out for [[myocardial infarction]].',
    '[[Edema]] is absent.',
    '[[Murmur]] not appreciated.',
    'Blood cultures: [[bacteremia]] was not detected.',
    'The patient does not have [[diabetes]].',
    'She is not in [[respiratory failure]].',
    'I do not believe that he has [[sepsis]].',
    'I doubt [[meningitis]].',
    '[[Meningitis]] is unlikely.',
    'Low suspicion for [[PE]].',
    'No history of [[stroke]].',
    'Denies any family history of [[colon cancer]].',
    'No known [[drug allergies]].',
    'Absence of [[ketosis]].',
    '(-) [[fever]], (+) cough',
    '-[[fever]], +cough',
    '[ ] [[Fever]] [x] Cough',
    '[[Fever]]: No',
    'Chest pain (-), [[dyspnea]] (-)',
    'ROS:\nNegative: fever, [[chills]]',
    'ROS: Constitutional: no fever. CV: no [[chest pain]].',
    'Neither [[edema]] nor cyanosis.',
    'Neither edema nor [[cyanosis]].',
    'Pt denies:\n- fever\n- [[cough]]\n\nShe is well; no further visit is needed.',
    'Negative for [[fever]] but positive for cough.',
    'The patient has no [[wheezes]], rales, or rhonchi, but has edema.',
    'Neuro: A&O x3, no [[focal deficits]].',
    'We did not find signs suggestive of [[tumor]].',
    'Nontender, w/o [[rebound]].',
    'has not been formally diagnosed with [[hypertension]]',
    'NO ACUTE [[FRACTURE]].',
  ],
  present: [
    '[[Pneumonia]].',
    'Non-healing [[ulcer]] of the foot.',
    'Non-small cell [[lung cancer]].',
    'Non-ST elevation [[myocardial infarction]].',
    'Noncompliant with medication for [[diabetes]].',
    'No fever, but reports [[cough]].',
    'Denies chest pain; has [[edema]].',
    'No chest pain, however [[dyspnea]] on exertion.',
    'Denies fever but reports [[chills]].',
    'Denies fever, reports [[chills]].',
    'No change in [[cardiomegaly]].',
    'No interval change in the [[effusion]].',
    'Not only [[pneumonia]] but also sepsis.',
    'No increase in [[edema]].',
    'Ambulates without difficulty despite [[arthritis]].',
    'Gram negative [[bacteremia]].',
    'Negative pressure wound therapy to the [[sacral ulcer]].',
    'Diabetes with no complications, [[hypertension]], and obesity.',
    'Migraine without aura, [[hypertension]].',
    'No effusion, mild [[atelectasis]].',
    'No acute distress. [[Edema]] 2+.',
    'No chest pain, [[edema]] is worse.',
    '[[Diabetes]] not well controlled.',
    'Not taking metformin for [[diabetes]].',
    'No treatment for [[hepatitis C]] to date.',
    'No murmur, which is notable given [[endocarditis]].',
    '[[Heart failure]] without hypoxia.',
    'Chest pain, no longer severe, and [[diaphoresis]].',
    '(-) fever, (+) [[cough]]',
    '+[[cough]], -fever',
    '[ ] Fever [x] [[Cough]]',
    'Neck pain: no. [[Back pain]]: Yes',
    'A 3-day history of [[cough]].',
    'Long history of [[hypertension]].',
    'Past medical history significant for [[diabetes]], COPD, and CKD.',
    'PAST MEDICAL HISTORY:\n1. Hypertension\n2. [[Chronic kidney disease]], stage 3',
    'If the [[pain]] worsens, return to the clinic.',
    'If her [[pneumonia]] does not improve, repeat the film.',
    'Per mother, [[cough]] for three days.',
    'His wife reports [[confusion]].',
    'Patient and daughter state that the [[cough]] is worse.',
    'Acute kidney injury likely due to dehydration in the setting of [[heart failure]].',
    '[[Dyspnea]] likely due to pneumonia.',
    'Likely viral bronchitis, [[COPD]], and diabetes.',
    'High risk for thrombosis due to [[malignancy]].',
    'Was diagnosed with [[diabetes]] in 2009.',
    '[[Atrial fibrillation]] since 2018.',
    'Scheduled for bypass surgery for [[coronary artery disease]].',
    'Compared to prior exam, [[effusion]] is larger.',
    '72-year-old man with [[COPD]].',
    'Status post CABG, [[hypertension]].',
    'No doubt this is [[sepsis]].',
    'The cause of the [[anemia]] was not found.',
    'Diabetes with chronic complications such as [[neuropathy]].',
  ],
  possible: [
    'Probable [[pneumonia]].',
    'Suspected [[sepsis]].',
    '[[Pneumonia]] is likely.',
    'Likely [[pneumonia]].',
    'Dyspnea likely due to [[pneumonia]].',
    'Findings consistent with [[pneumonia]].',
    'Concern for [[osteomyelitis]].',
    'r/o [[MI]]',
    'Rule out [[sepsis]].',
    'Cannot rule out [[PE]].',
    '[[Pneumonia]] cannot be excluded.',
    'Less likely [[pneumonia]] (cannot be excluded).',
    'Pneumonia versus [[atelectasis]].',
    '[[Pneumonia]] versus atelectasis.',
    'Question of [[syncope]].',
    '?[[pneumonia]]',
    '[[Pneumonia]]?',
    'May represent [[malignancy]].',
    'Not certain if [[COPD]].',
    'I suspect [[GERD]].',
    'Suspicious for [[malignancy]], abscess or cyst.',
    'Suspicious for malignancy, [[abscess]] or cyst.',
    '[[Aspiration]] still to be ruled out.',
    'DIFFERENTIAL DIAGNOSIS:\n- [[Pneumonia]]\n- Heart failure',
  ],
  historical: [
    'History of [[breast cancer]].',
    'h/o [[DVT]]',
    's/p [[appendectomy]] in 2009',
    'Status post [[left hip fracture]] repair.',
    'Prior [[stroke]].',
    '[[Appendectomy]] in 2009.',
    '[[CVA]] (2015).',
    '[[Pneumonia]], resolved.',
    'Her [[hyponatremia]] has resolved.',
    'The [[cramps]] and hiccups resolved.',
    'No longer has [[seizures]].',
    'PMH: history of [[colon cancer]], hypertension.',
    'Old [[rib fracture]].',
    '[[Kidney stones]] as a child.',
    'Former [[smoker]].',
  ],
  family: [
    'Family history of [[breast cancer]].',
    'FAMILY HISTORY:\nMother: [[diabetes]].',
    'FAMILY HISTORY\n[[Hypertension]]',
    'His mother had a [[stroke]] at 60.',
    '[[Breast cancer]] in her sister.',
    'Colon cancer (father), [[stroke]] (mother).',
    'Father died of [[myocardial infarction]].',
    'There is a strong family history of colon cancer and [[diabetes]].',
  ],
  hypothetical: [
    'Return for [[fever]].',
    'Call if [[fever]], chills, or bleeding.',
    'Should she develop [[chest pain]], call 911.',
    'Return to the Emergency Department if he develops nausea, vomiting, or [[chills]].',
    'At risk for [[falls]].',
    'Fall and [[seizure]] precautions.',
    '[[DVT]] prophylaxis with heparin.',
    'Monitor for [[bleeding]].',
    'Risks include bleeding, [[infection]], and death.',
    'Screening for [[colon cancer]].',
    'Acetaminophen as needed for [[headache]].',
    'Return to the ED for any of the following:\n- [[fever]]\n- bleeding',
  ],
  planned: [
    'Will undergo [[cholecystectomy]].',
    'Scheduled for [[bypass surgery]] for coronary artery disease.',
    '[[Colonoscopy]] is scheduled.',
    'Awaiting [[hip replacement]].',
    'Recommend [[colonoscopy]].',
  ],
} as const;

for (const [status, sentences] of Object.entries(STATUS)) {
  describe(`is ${status}`, () => {
    test.each(sentences)('%s', (marked) => {
      expect(asserted(marked)).toMatchObject({ status });
    });
  });
}

describe('the cue', () => {
  test.each([
    ['No fever or [[chills]].', 'No', 'assert.negated.before'],
    ['[[PE]] was ruled out.', 'was ruled out', 'assert.negated.after'],
    ['Probable [[pneumonia]].', 'Probable', 'assert.possible.before'],
    ['[[Fever]]: No', ': No', 'assert.negated.mark'],
    ['His mother had [[asthma]].', 'mother', 'assert.family.cue'],
    ['FAMILY HISTORY\n[[Asthma]]', '', 'assert.family.section'],
    ['[[Asthma]].', '', 'assert.present.default'],
    ['Denies:\n- fever\n- [[cough]]', 'Denies', 'assert.negated.lead-in'],
    ['Past medical history of [[asthma]].', 'Past medical history of', 'assert.present.medical-history'],
    ['[[MI]] in 2015.', 'in 2015', 'assert.historical.year'],
  ])('%s', (marked, quoted, rule) => {
    expect(asserted(marked)).toMatchObject({ quoted, rule });
  });
});

test('any target in any text gets an answer whose cue lies in the text and outside the target', () => {
  const words = constantFrom(
    'no',
    'denies',
    'fever',
    ',',
    'or',
    '.',
    '\n',
    'if',
    'mother',
    'had',
    'likely',
    'resolved',
    '(-)',
    ':',
    'in 2019',
    'é',
    '\u{1F600}',
    'history of',
    '- ',
    '1. ',
  );
  assert(
    property(array(oneof(words, string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 }), nat(), nat(), (parts, from, to) => {
      const text = parts.join(' ');
      const reading = readNote(text);
      for (const sentence of reading.sentences) {
        const width = sentence.end - sentence.start;
        const start = sentence.start + (from % width);
        const end = start + 1 + (to % (sentence.end - start));
        const { cue } = assertionOf(reading, sentence, { start, end });
        if (cue === undefined) continue;
        expect(cue.start).toBeLessThan(cue.end);
        expect(cue.end <= start || cue.start >= end).toBe(true);
        expect(cue.start).toBeGreaterThanOrEqual(0);
        expect(cue.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
