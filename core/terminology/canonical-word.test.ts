import { expect, test } from 'vitest';
import { canonicalWord } from './canonical-word.ts';

test.each([
  ['renal', 'kidney'],
  ['pulmonary', 'lung'],
  ['bleeding', 'hemorrhage'],
  ['haemorrhagic', 'hemorrhage'],
  ['oedema', 'edema'],
  ['anaemia', 'anemia'],
  ['fractures', 'fracture'],
  ['carcinomas', 'cancer'],
])('reads %s as %s', (said, means) => {
  expect(canonicalWord(said)).toBe(means);
});

test.each([
  ['acute', 'subacute'],
  ['systolic', 'diastolic'],
  ['left', 'right'],
  ['fibula', 'tibia'],
])('keeps %s and %s apart', (one, other) => {
  expect(canonicalWord(one)).not.toBe(canonicalWord(other));
});

test('reads what it gave as it gave it', () => {
  for (const word of ['nephric', 'tumours', 'bleeding', 'diabetes', 'herpes']) {
    const once = canonicalWord(word);

    expect(canonicalWord(once)).toBe(once);
  }
});
