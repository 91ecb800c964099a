import { expect, test } from 'vitest';
import { readNote } from './read-note.ts';

const sections = (text: string): string[] => readNote(text).sections.map(({ kind, heading }) => `${kind}|${heading}`);
const items = (text: string): string[] =>
  readNote(text)
    .sentences.filter(({ item }) => item)
    .map(({ start, end }) => text.slice(start, end));

test.each([
  ['laboratory values', 'Labs: WBC 12.\nImpression: bronchitis.', 'impression'],
  ['laboratory values, over a list', 'Labs: lactate 3.\nImpression:\n1. Sepsis\n2. Pneumonia', 'impression'],
  ['pathology', 'Pathology: tubular adenoma.\nImpression: diverticulosis.', 'impression'],
  ['laboratory values and a film', 'Labs: WBC 12. CXR with an effusion.\nImpression: effusion.', 'imaging'],
  ['a film', 'CXR: effusion.\nImpression: effusion.', 'imaging'],
  ['a tracing', 'EKG: ST depression.\nImpression: ischemia.', 'imaging'],
])('whose the impression is that stands right after %s', (_name, text, kind) => {
  expect(readNote(text).sections.at(-1)?.kind).toBe(kind);
});

test.each([
  ['numbered by a sign without a space', 'A/P:\n#Oral thrush - nystatin\n#Hypokalemia - replete'],
  ['numbered by a sign with a space', 'A/P:\n# Oral thrush - nystatin\n# Hypokalemia - replete'],
  ['so numbered under a marked heading', '# A/P\n#Oral thrush - nystatin\n#Hypokalemia - replete'],
])('no problem %s is a heading', (_name, text) => {
  expect(readNote(text).sections.map(({ kind }) => kind)).toEqual(['assessment-and-plan']);
  expect(items(text)).toEqual(['Oral thrush - nystatin', 'Hypokalemia - replete']);
});

test('a heading marked as the ones before it closes their section, and a known name is a heading wherever it stands', () => {
  expect(sections('# Assessment\nGout.\n# Housekeeping\nForms.')).toEqual(['assessment|Assessment', 'other|Housekeeping']);
  expect(sections('A/P:\n#Gout\n#Allergies\nPenicillin')).toEqual(['assessment-and-plan|A/P', 'allergies|Allergies']);
});
