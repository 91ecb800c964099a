import { describe, expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from './code-chart.ts';
import type { Trace } from './trace.ts';

const coded = (setting: 'inpatient' | 'outpatient', text: string): Trace => codeChart(aChart(setting, [text]), starterEdition());
const codesOf = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code);

describe('codes of an everyday note', () => {
  test.each([
    ['an adverse effect by its cause', 'DISCHARGE DIAGNOSES:\nHypokalemia attributed to hydrochlorothiazide', 'E87.6 T50.2X5A'],
    ['an adverse effect that names the condition', 'DISCHARGE DIAGNOSES:\nSteroid-induced hyperglycemia', 'R73.9 T38.0X5A'],
    ['underdosing for its cost', 'DISCHARGE DIAGNOSES:\nHypertension, off apixaban because he could not afford it', 'I10 T45.516A Z91.120'],
    ['no underdosing where the provider stopped it', 'DISCHARGE DIAGNOSES:\nHypertension, off apixaban', 'I10'],
    ['a trip over a rug (external cause index)', 'DISCHARGE DIAGNOSES:\nLeft knee contusion, tripped over a rug', 'S80.02XA W18.09XA'],
    ['a trip over nothing told', 'DISCHARGE DIAGNOSES:\nLeft knee contusion, tripped and fell', 'S80.02XA W01.0XXA'],
    ['a room of her house', 'DISCHARGE DIAGNOSES:\nLeft knee contusion after fall in the bedroom of her house', 'S80.02XA Y92.013'],
    ['a bruise of the forehead', 'ASSESSMENT:\nForehead contusion', 'S00.83XA'],
    ['low bone mass at several sites', 'ASSESSMENT:\nOsteopenia, multiple sites', 'M85.89'],
    ['inconsistent compliance', 'ASSESSMENT:\nInconsistent compliance with medication', 'Z91.148'],
    ['cigarettes by the pack', 'SOCIAL HISTORY:\nSmokes 1 pack of cigarettes daily.', 'F17.210'],
    ['a healing fracture', 'ASSESSMENT:\nClosed fracture of left distal radius, healing, subsequent visit', 'S52.502D'],
    ['an eye and its activity', 'ASSESSMENT:\nWet age-related macular degeneration, active in the right eye', 'H35.3211'],
  ])('%s', (_name, note, codes) => {
    expect(codesOf(coded(note.startsWith('DISCHARGE') ? 'inpatient' : 'outpatient', note)).toSorted()).toEqual(codes.split(' '));
  });

  test('gives each receptor its own code', () => {
    const note = 'ASSESSMENT:\nRight breast cancer, ER positive, PR positive, HER2 negative.';

    expect(codesOf(coded('outpatient', note))).toEqual(expect.arrayContaining(['Z17.0', 'Z17.21', 'Z17.32']));
  });
});

describe('allergies and relatives', () => {
  test.each([
    ['ALLERGIES: penicillin (rash)', 'Z88.0'],
    ['ALLERGIES:\nPenicillin - hives\nSulfa\nCodeine', 'Z88.0 Z88.2 Z88.5'],
    ['HPI:\nFeels well. No supplements. Allergies: sulfa.', 'Z88.2'],
    ['ASSESSMENT:\nAllergy to sulfonamides', 'Z88.2'],
    ['FAMILY HISTORY: Mother hypertension, father diabetes, sister depression.', 'Z81.8 Z82.49 Z83.3'],
    ['FAMILY HISTORY: Brother died of lung cancer. Father ischemic stroke.', 'Z80.1 Z82.3'],
    ["HPI:\nWorried because of her mother's breast cancer.", 'Z80.3'],
    ['ASSESSMENT:\nType 2 diabetes with hyperglycemia.\nFAMILY HISTORY: Mother - type 2 DM.', 'E11.65 Z83.3'],
  ])('%s', (note, codes) => {
    expect(codesOf(coded('outpatient', note)).toSorted()).toEqual(codes.split(' '));
  });

  test.each(['MEDICATIONS:\npenicillin 500 mg QID', 'ALLERGIES: No known drug allergies', "HPI:\nMother's report of cough is noted."])(
    'finds no allergy and no relative in "%s"',
    (note) => {
      expect(codesOf(coded('outpatient', note)).filter((code) => code.startsWith('Z8'))).toEqual([]);
    },
  );
});

describe('what states nothing', () => {
  test.each([
    'ASSESSMENT:\nFlu, COVID and RSV negative.',
    "ASSESSMENT:\nI don't think this is heart failure.",
    'ASSESSMENT:\nDiagnosis of asthma is not supported by spirometry.',
    'ASSESSMENT:\nLung cancer not diagnosed.',
    'HPI:\nFeels well. PE: BP 124/76, HR 80. PE BP 120/80. PE: lungs clear.',
    'ASSESSMENT:\nFull adherence to her heart failure medicines.',
  ])('%s', (note) => {
    expect(codesOf(coded('outpatient', note))).toEqual([]);
  });

  test('says of a symptom denied in a review of systems that the note denies it', () => {
    const { abstentions } = coded('outpatient', 'ROS:\nDenies fever/vomiting.');

    expect(abstentions.map(({ code, why }) => [code, why])).toEqual([
      ['R50.9', 'The note denies it.'],
      ['R11.10', 'The note denies it.'],
    ]);
  });

  test('reads an examination after the social history as one', () => {
    const note = 'SH: separated, printer.\n\nVS 14:05: BP 92/54, HR 118\nGen: pale. Spider nevi.\nAbd: soft, melena on rectal exam.';
    const sections = coded('outpatient', note).mentions.map(({ span }) => span.section);

    expect(sections).toContain('physical-exam');
    expect(sections).not.toContain('social-history');
  });
});

describe('evidence', () => {
  const NOTE = 'DISCHARGE DIAGNOSES:\n1. CKD stage 3b\n2. Acute systolic heart failure\n3. Hypertension\n4. Anemia in CKD\n5. CKD stage 3b';
  const joint = () => coded('inpatient', NOTE).suggestions.find(({ code }) => code === 'I13.0');

  test('quotes one passage for each part of a joint code first, and no words of a document twice', () => {
    const texts = joint()?.evidence.map(({ text }) => text) ?? [];

    expect(texts.slice(0, 3).toSorted()).toEqual(['Acute systolic heart failure', 'CKD stage 3b', 'Hypertension']);
    expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length);
  });

  test('names no axis that would lead nowhere', () => {
    expect(joint()?.open).toEqual([]);
  });

  test("takes a consultant's impression for an assessment, and what was asked for no statement", () => {
    const consult = {
      type: 'consultation',
      text: 'CARDIOLOGY\nReason: decompensated heart failure\n\nStudies\nEcho: EF 30%.\n\nImpression\n1. Acute systolic heart failure.',
    };
    const { suggestions } = codeChart(aChart('inpatient', [consult]), starterEdition());
    const [first] = suggestions.find(({ code }) => code === 'I50.21')?.evidence ?? [];

    expect(first).toMatchObject({ text: 'Acute systolic heart failure', section: 'impression' });
  });
});

describe('a question mark before a condition', () => {
  test.each([
    ['ASSESSMENT:\n1. COPD\n2. Hypertension\n3. ? sepsis', 'sepsis', 'A41.9'],
    ['ASSESSMENT:\n? sepsis', 'sepsis', 'A41.9'],
    ['ASSESSMENT:\nPlan as follows: 1. Hypertension 2. ? sepsis', 'sepsis', 'A41.9'],
    ['ASSESSMENT:\nHypertension, ? pneumonia.', 'pneumonia', 'J18.9'],
    ['ASSESSMENT:\nHypertension - ? pneumonia.', 'pneumonia', 'J18.9'],
    ['ASSESSMENT:\nHypertension (? pneumonia).', 'pneumonia', 'J18.9'],
    ['ASSESSMENT:\nLabs sent, ?? severe malnutrition', 'malnutrition', 'E43'],
  ])('leaves it uncertain: %s', (note, words, code) => {
    const visit = coded('outpatient', note);
    const mention = visit.mentions.find(({ span }) => span.text.endsWith(words));

    expect(mention?.assertion).toMatchObject({ status: 'possible', cue: { text: expect.stringMatching(/^\?+$/) as string } });
    expect(codesOf(visit)).not.toContain(code);
    expect(codesOf(visit).includes('I10')).toBe(note.includes('Hypertension'));
    expect(codesOf(coded('inpatient', note.replace('ASSESSMENT', 'DISCHARGE DIAGNOSES')))).not.toEqual(codesOf(visit));
  });

  test('is no end of a question that was asked', () => {
    expect(codesOf(coded('outpatient', 'ASSESSMENT:\nIs it sepsis? No.\nIs it gout? Hypertension is stable.'))).toEqual(['I10']);
  });
});

describe('what is ruled out', () => {
  test.each([
    ['Sepsis ruled out.', 'A41.9'],
    ['Sepsis considered and ruled out.', 'A41.9'],
    ['Sepsis was considered, criteria not met.', 'A41.9'],
    ['Sepsis: criteria not met.', 'A41.9'],
    ['Sepsis criteria are not met.', 'A41.9'],
    ['I am not calling sepsis.', 'A41.9'],
    ['I am not calling this sepsis.', 'A41.9'],
    ['PE was considered but excluded by CT.', 'I26.99'],
    ['PE excluded by CT.', 'I26.99'],
  ])('is told as ruled out: %s', (words, code) => {
    const { suggestions, abstentions } = coded('outpatient', `ASSESSMENT:\n${words}`);

    expect(suggestions).toEqual([]);
    expect(abstentions).toEqual([expect.objectContaining({ code, why: 'The note rules it out.', rule: 'assert.negated' })]);
  });

  test('stays in doubt where it was considered and not ruled out', () => {
    const { abstentions } = coded('outpatient', 'ASSESSMENT:\nPE was considered and not ruled out.');

    expect(abstentions.map(({ rule }) => rule)).not.toContain('assert.negated');
  });
});

describe('a finding at several sites', () => {
  test.each([
    ['Multiple benign melanocytic nevi of upper and lower extremities and trunk.', 'D22.5 D22.60 D22.70'],
    ['Multiple nevi of bilateral upper and lower extremities.', 'D22.61 D22.62 D22.71 D22.72'],
    ['Benign melanocytic nevi of the trunk and left arm.', 'D22.5 D22.62'],
    ['Melanocytic nevi of left forearm and right thigh.', 'D22.62 D22.71'],
    ['Melanocytic nevus of the left forearm.', 'D22.62'],
  ])('has a code for each: %s', (words, codes) => {
    expect(codesOf(coded('outpatient', `ASSESSMENT:\n${words}`)).toSorted()).toEqual(codes.split(' '));
  });
});

test.each([
  ['Diabetes.\n2. Diabetic retinopathy.', 'E11.319'],
  ['Type 2 diabetes.\n2. Diabetic gastroparesis.', 'E11.43'],
])('a disease is not coded as without complications beside its complication: 1. %j', (list, code) => {
  const codes = codesOf(coded('outpatient', `ASSESSMENT:\n1. ${list}`));

  expect(codes).toContain(code);
  expect(codes).not.toContain('E11.9');
});

test('a referral for a condition states nothing, and joins nothing to what is stated', () => {
  const codes = (plan: string) => coded('outpatient', `ASSESSMENT:\n1. Diabetes.\n${plan}`).suggestions.map(({ code }) => String(code));

  expect(codes('I referred the patient to ophthalmology for retinopathy.')).toEqual(['E11.9']);
  expect(codes('Diabetic retinopathy, stable. Referred to ophthalmology for retinopathy.')).toEqual(['E11.319']);
});
