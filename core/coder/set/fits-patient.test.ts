import { expect, test } from 'vitest';
import { LocalDate } from '../../codes.ts';
import { whyUnfit } from './fits-patient.ts';

const DAY = LocalDate.parse('2026-03-14');
const of = (sex: 'female' | 'male' | 'other' | 'unknown', birth?: string) => ({
  sex,
  birthDate: birth === undefined ? undefined : LocalDate.parse(birth),
});

test.each([
  ['a prostate code of a woman', 'N40.1', of('female'), 'male patient'],
  ['a delivery of a man', 'O80', of('male'), 'female patient'],
  ['a delivery at 70', 'O80', of('female', '1956-01-01'), '9 to 64 years'],
  ['a birth record of an adult', 'Z38.00', of('female', '1990-01-01'), 'newborn'],
  ["a child's examination of an adult", 'Z00.129', of('female', '1990-01-01'), 'up to 17 years'],
  ["an adult's examination of a child", 'Z00.00', of('female', '2020-01-01'), 'at least 15 years'],
])('refuses %s', (_name, code, patient, words) => {
  expect(whyUnfit(code, patient, DAY)).toContain(words);
});

test.each([
  ['a prostate code of a man', 'N40.1', of('male', '1950-01-01')],
  ['any code where the sex is not recorded', 'O80', of('unknown')],
  ['any code where the birth date is not recorded', 'Z38.00', of('female')],
  ['a delivery on the day before the 65th birthday', 'O80', of('female', '1961-03-15')],
  ['a perinatal condition that stayed', 'P27.1', of('male', '2001-01-01')],
])('lets %s be', (_name, code, patient) => {
  expect(whyUnfit(code, patient, DAY)).toBeUndefined();
});
