import { describe, expect, test } from 'vitest';
import { readNote } from '../../text/read-note.ts';
import { generalTalk } from './general-talk.ts';

/** The rule by which the words in double brackets are talk and no statement. */
function ruleOf(marked: string): string | undefined {
  const start = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  const range = { start, end: marked.indexOf(']]') - 2 };
  const sentence = readNote(text).sentences.find((one) => one.start <= range.start && range.end <= one.end);
  if (sentence === undefined) throw new Error(`no sentence holds the words of: ${marked}`);
  return generalTalk(text, sentence, range)?.rule;
}

describe('talk of a condition that states nothing of the patient', () => {
  test.each([
    ['talk.teaching', 'Risks discussed include bleeding, pneumothorax, [[stroke]], and death.'],
    ['talk.teaching', 'Risks, benefits and alternatives were discussed, including [[pneumonia]].'],
    ['talk.teaching', 'Complications discussed: [[pneumothorax]], sepsis.'],
    ['talk.teaching', 'Risks of the procedure including pneumothorax and [[sepsis]] were reviewed.'],
    ['talk.read-about', 'Educational handout on diabetes and [[heart failure]] given.'],
    ['talk.read-about', 'Article in the waiting room: "[[Type 2 diabetes]] is common."'],
    ['talk.read-about', 'The patient read online about "[[multiple sclerosis]]".'],
    ['talk.read-about', 'Internet search: [[lupus]].'],
    ['talk.read-about', 'Per the ICD manual, "[[acute respiratory failure]]".'],
    ['talk.read-about', 'He asks about [[lupus]].'],
    ['talk.form', 'Diagnosis options (delete as appropriate): sepsis / [[pneumonia]] / UTI'],
    ['talk.form', 'Select one: Asthma, [[COPD]], CHF'],
    ['talk.form', 'Example: [[Acute systolic heart failure]].'],
    ['talk.form', 'The form says: Diagnosis: [[pneumonia]] (example).'],
    ['talk.compound', '"[[Sepsis]] protocol" binder reviewed.'],
    ['talk.compound', 'Volunteers at the [[Stroke]] Club.'],
    ['talk.compound', 'American [[Diabetes]] Association walk.'],
    ['talk.name', 'Seen by Dr. [[Gout]].'],
    ['talk.other-patient', "The following was copied from another patient's chart: [[acute systolic heart failure]]."],
    ['talk.other-patient', 'WRONG PATIENT: the note below belongs to someone else. [[Sepsis]] due to E. coli.'],
  ])('%s: %s', (rule, marked) => {
    expect(ruleOf(marked)).toBe(rule);
  });
});

test.each([
  'Risk factors for stroke include [[hypertension]].',
  'Discussed risks of anticoagulation. [[Atrial fibrillation]] persists.',
  'She asked about her [[diabetes]].',
  'Check all that apply: [x] [[Asthma]]',
  'The prior note was filed in the wrong chart.\n\n[[Gout]] flare.',
  'Wrong-site precautions were taken. [[Acute appendicitis]].',
  'Seen by Dr. Roe for [[gout]].',
  'He lives in a [[palliative care]] center.',
  '[[Asthma]], medication renewed.',
])('is a statement of the patient: %s', (marked) => {
  expect(ruleOf(marked)).toBeUndefined();
});
