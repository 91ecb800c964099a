import { describe, expect, test } from 'vitest';
import { assertionOf } from './assertion.ts';
import { readNote } from './read-note.ts';

/** Sentences written for this project, by class, the words asked about in double brackets. */
const CLASSES = {
  'a row of dashes in a review of systems denies, and so does one answer behind a row': {
    negated: [
      'ROS: - fever - [[chills]] - cough',
      'ROS: Constitutional: - [[fever]] - chills',
      '[[Fever]], chills, cough: negative.',
      'Fever, [[chills]] and nausea: none.',
    ],
    present: ['Review of systems: Resp - [[cough]]. GI - nausea', 'Known [[asthma]], chest film: negative.', 'Plan: - [[cough]] - fever'],
  },
  'what a differential names is in doubt, and one of blood cells is none': {
    possible: ['Chest pain. Differential: [[embolism]], pneumonia.', 'Rule-outs: asthma, [[bronchitis]].', 'DDx: [[asthma]] vs reflux.'],
    present: ['CBC with differential, [[anemia]].', 'The differential showed [[neutrophilia]].'],
  },
  'a chained list is denied to its end': {
    negated: [
      'The patient is not currently [[suicidal]].',
      'He denies the following symptoms: rash, [[hives]], itching.',
      'Negative for the following: rash, [[hives]].',
      'A man with no history of [[gout]], who came for a check.',
      'Chest pain with no radiation, nausea, or [[diaphoresis]].',
      'No worsening dyspnea or [[chest pain]].',
      'Denies cp/[[sob]].',
      'No cp, sob, n/v/[[diarrhea]].',
      'Has had no [[vomiting]] since Friday.',
      'Cardiac: no murmurs, rubs, [[gallops]].',
      'No fever, chills, night sweats or [[weight loss]].',
      'No fever, [[chills]], night sweats or weight loss.',
      'She denies headache, visual change, [[syncope]], or seizure.',
      'There was no cyanosis, clubbing, or [[edema]] of the legs.',
      'Negative for cough, sputum, [[hemoptysis]] and wheezing.',
      'He has never had angina, [[myocardial infarction]] or stroke.',
      'Patient denies any nausea, vomiting, [[diarrhea]], constipation, melena, or hematochezia.',
      'No rash nor [[joint swelling]].',
      'Neither fever nor [[rigors]] were noted.',
      'The abdomen is free of [[ascites]] and masses.',
      'CT shows no hemorrhage, mass effect, or [[midline shift]].',
      'Without fever, rash, or [[lymphadenopathy]].',
    ],
  },
  'a test or an examination that is negative denies': {
    negated: [
      'Enzymes were adequate to rule her out for [[infarction]].',
      'He was ruled out against [[embolism]].',
      'She can no longer [[walk]].',
      'Rapid strep negative, no [[pharyngitis]].',
      'Unable to palpate [[splenomegaly]].',
      'At no time did he have [[chest pain]].',
      'It is unlikely that she has [[meningitis]].',
      'Chest film is negative for [[pneumothorax]].',
      'Ultrasound was negative for [[deep vein thrombosis]], cyst and abscess.',
      'Stress test came back negative for [[ischemia]].',
      'Skin negative for [[jaundice]].',
      'Blood cultures were not suggestive of [[bacteremia]].',
      'The findings are not consistent with [[appendicitis]].',
      'The picture was not concerning for [[cauda equina syndrome]].',
      'The rash was not typical of measles, [[scabies]], or eczema.',
      'The scan fails to demonstrate [[hydronephrosis]].',
      'Duplex failed to reveal [[thrombosis]].',
      '[[Malignancy]] is not identified.',
      '[[Effusion]] is not seen.',
      'No evidence of acute [[fracture]] or dislocation.',
      'No sonographic evidence of [[cholecystitis]].',
      'None [[pericardial thickening]].',
      'Troponins flat, and [[myocardial infarction]] was excluded.',
    ],
    present: [
      'Negative for fever, but positive for [[cough]].',
      'Negative for gallstones and cholecystitis but positive for [[pancreatitis]].',
      'CT negative for stroke; MRI shows [[demyelination]].',
    ],
  },
  'a cue after the words denies them': {
    negated: [
      'He is [[pain]] free.',
      '[[Sepsis]] can be ruled out.',
      '[[Embolism]] unlikely given the low score.',
      '[[Sepsis]] unlikely because the lactate is normal.',
      '[[Diarrhea]]? No.',
      '[[Endocarditis]] was ruled out by echocardiography.',
      '[[Appendicitis]] has been ruled out.',
      '[[Meningitis]] is felt to be unlikely.',
      '[[Clubbing]]: absent.',
      '[[Jaundice]] - none.',
      '[[Pulmonary embolism]] was not seen.',
    ],
  },
  'what looks like a denial is none': {
    present: [
      'Not much [[pain]] now.',
      'Abdominal [[ascites]], free fluid in the pelvis.',
      'A 65-year-old man with no history of interest, [[knee pain]] after a fall.',
      'None of the [[polyps]] was large.',
      'Cannot walk without [[pain]].',
      'Unable to stand without [[dizziness]].',
      'No worse [[dyspnea]] than usual.',
      'No evidence of improvement in the [[pneumonia]].',
      'There is no radiation of the [[pain]].',
      'She has no insight into her [[schizophrenia]].',
      'No acute complications of [[cirrhosis]].',
      'Denies that the [[pain]] radiates.',
      'The [[pain]] does not radiate.',
      '[[Fever]] has not resolved.',
      'Patient without insurance with [[diabetes]].',
      'No change in the [[effusion]].',
      'No significant interval change in the [[aneurysm]].',
      'No increase in [[shortness of breath]].',
      'Not only [[sepsis]] but also kidney injury.',
      'She swallows without difficulty in spite of her [[stricture]].',
      'No longer requiring oxygen for [[pneumonia]].',
      'Gram negative [[sepsis]].',
      'He is not compliant with treatment of [[hypertension]].',
      'No relief of [[back pain]] with ibuprofen.',
      'There is no doubt about the [[fracture]].',
      'No cause for the [[anemia]] was found.',
      'No new complaints related to [[arthritis]].',
    ],
  },
  'a word that ends the scope frees what follows': {
    present: [
      'No fever, but [[cough]] for a week.',
      'Denies chest pain, however [[palpitations]] come daily.',
      'No focal deficit except for [[facial droop]].',
      'No headache although [[photophobia]] is marked.',
      'She denies dyspnea and reports [[fatigue]].',
      'No edema, which is a change since her [[heart failure]] was treated.',
      'Denies vomiting despite [[nausea]].',
      'No bleeding secondary to [[thrombocytopenia]].',
      'Denies suicidal ideation; [[depression]] persists.',
      'No chest pain. [[Dyspnea]] on stairs.',
      'No wheeze, mild [[crackles]] at the bases.',
      'No masses apart from a [[lipoma]].',
      'No pain aside from [[headache]].',
    ],
  },
  'a double denial or an open question leaves it possible': {
    possible: [
      '[[Embolism]] should be ruled out.',
      'Admitted to rule him out for [[infarction]].',
      'The film did not rule out [[fracture]].',
      'It is possible that he has [[pneumonia]].',
      '[[Sepsis]] likely given the lactate.',
      'Impression: favor [[atelectasis]].',
      'Looks like [[shingles]].',
      'Cannot exclude [[malignancy]].',
      '[[Osteomyelitis]] cannot be excluded.',
      'We could not rule out [[abscess]].',
      '[[Aspiration]] has not been ruled out.',
      'Findings suggestive of [[cirrhosis]].',
      'Probable [[cellulitis]].',
      'Suspected [[stroke]].',
      'This may represent [[lymphoma]].',
      'Concerning for [[perforation]].',
      'Pneumonia versus [[atelectasis]].',
      'Unclear whether [[seizure]] occurred.',
      '? [[gout]]',
      'The [[dementia]] is likely.',
    ],
  },
  'what is over is resolved': {
    historical: [
      'Once the [[shock]] was resolved, he was moved to the ward.',
      'Her [[delirium]] has resolved.',
      '[[Hypokalemia]], resolved.',
      'Resolved [[acute kidney injury]].',
      'The [[rash]] has completely resolved.',
      'The [[edema]] is no longer present.',
      'His [[hiccups]] have gone away.',
      'The [[wheezing]] has since resolved.',
      'Resolution of [[pneumonia]].',
    ],
    present: ['Close the wound once the [[abscess]] is resolved.', 'Hold feeds until the [[ileus]] has resolved.'],
  },
  'what lies behind is historical': {
    historical: [
      'History of stroke in May 2011 with [[weakness]].',
      'Ex-[[smoker]].',
      'She had a [[stroke]] 5 years ago.',
      'Quit [[smoking]] in 1990.',
      'History of [[pulmonary embolism]] in 2011.',
      'Remote [[myocardial infarction]].',
      'S/p [[hysterectomy]].',
      'Status post [[lithotripsy]] on **DATE[May 2011].',
      'Status post valve repair in **DATE[May 2011] with [[sternal dehiscence]].',
      'Previous [[gastric ulcer]].',
      '[[Polio]] as a child.',
      '[[Shingles]] several years ago.',
      'Personal history of [[colon polyps]].',
      'She used to have [[migraines]].',
      'Hx of [[seizures]].',
      'H/o [[falls]].',
    ],
    present: [
      'She gives a history of [[cramps]] for two days.',
      'A two-day history of [[vomiting]].',
      'Longstanding history of [[psoriasis]].',
      'Compared to prior study, the [[mass]] is larger.',
      'Previously healthy man with [[pneumonia]].',
      'History and physical: [[abdominal pain]].',
      '[[Lupus]] since 2004.',
    ],
  },
  'a condition that is only supposed is hypothetical': {
    hypothetical: [
      'Return if [[bleeding]] occurs.',
      'Return for [[fever]] over 38.',
      'Should he develop [[dyspnea]], call the office.',
      'If any [[redness]] develops, stop the cream.',
      'Come back to the ED for [[vomiting]].',
      'Call the office for any of the following: rash, [[hives]], or itching.',
      'Seek care for [[chest pain]].',
      'In case of [[hypoglycemia]], give glucose.',
      'Ondansetron as needed for [[nausea]].',
      'At risk of [[aspiration]].',
      'Watch for [[bleeding]].',
      'Aspirin for prevention of [[stroke]].',
      'Vaccinated against [[influenza]].',
      '[[Pneumonia]] vaccine given.',
      'Exposure to [[tuberculosis]].',
    ],
    present: ['If the [[headache]] persists, repeat imaging.', 'If her [[edema]] worsens, double the dose.'],
  },
  'what has not been done is planned': {
    planned: [
      'Scheduled for [[hernia repair]] on Monday.',
      'He will undergo [[amputation]].',
      'Plan for [[tracheostomy]].',
      '[[Thoracentesis]] is planned.',
      'Awaiting [[transplantation]].',
      'We recommend [[biopsy]].',
    ],
  },
  'another person has it': {
    family: [
      'In the family history, [[deafness]] of two uncles.',
      'There is [[diabetes]] in the family.',
      '[[Coronary disease]] runs in the family.',
      'Maternal grandmother with [[ovarian cancer]].',
      'Mother with [[lupus]].',
      'Her brother has [[hemophilia]].',
      'Family history of [[melanoma]] and glaucoma.',
      'Father died of [[lung cancer]] at 61.',
      'FAMILY HISTORY: [[Alzheimer disease]] in the father.',
      'Two sisters had [[breast cancer]].',
      'Strong family history of [[gout]].',
      'His roommate has [[influenza]].',
      'Her husband was diagnosed with [[scabies]].',
    ],
    negated: ['Denies family history of [[colon cancer]].', 'No family history of [[aneurysm]].'],
    present: [
      'Per the daughter, [[confusion]] since Friday.',
      'Her husband reports [[snoring]].',
      'He fell back into a child state with [[delirium]].',
      'Lives with his mother; [[asthma]] is stable.',
      'Walked with her husband, [[dyspnea]] after a block.',
    ],
  },
} as const;

/** How the words in double brackets are asserted. */
function statusOf(marked: string): string {
  const start = marked.indexOf('[[');
  const target = { start, end: marked.indexOf(']]') - 2 };
  const reading = readNote(marked.replace('[[', '').replace(']]', ''));
  const sentence = reading.sentences.find((candidate) => candidate.start <= start && target.end <= candidate.end);
  if (sentence === undefined) throw new Error(`no sentence holds the target of: ${marked}`);
  return assertionOf(reading, sentence, target).status;
}

for (const [name, statuses] of Object.entries(CLASSES)) {
  describe(`in the class: ${name}`, () => {
    for (const [status, sentences] of Object.entries<readonly string[]>(statuses)) {
      test.each(sentences)(`is ${status}: %s`, (marked) => {
        expect(statusOf(marked)).toBe(status);
      });
    }
  });
}

test('what stands further off than a window of words changes nothing, however long the sentence is', () => {
  const near = 'no fever, chills or [[cough]]';
  const answers = [0, 1_000, 20_000].map((words) => statusOf(`${'if '.repeat(words)}${'the scan was read and filed '.repeat(25)}${near}`));

  expect(answers).toEqual(['negated', 'negated', 'negated']);
});
