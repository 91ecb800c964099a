import { describe, expect, test } from 'vitest';
import { shippedWords } from '#tests/support/words.ts';
import type { DenialFamily } from './denial-family.ts';
import { causesAmong, familyOf, isDenial } from './families.ts';

const words = shippedWords();
const adjusted = (text: string) => {
  const [group = '', reason = ''] = text.split('-');
  return { group, reason };
};

test.each<[DenialFamily, readonly string[]]>([
  ['bundling', ['97', '236']],
  ['authorisation', ['197', '198']],
  ['eligibility', ['27', '31']],
  ['timely-filing', ['29']],
  ['duplicate', ['18']],
  ['coordination', ['22']],
  ['medical-necessity', ['50']],
  ['non-covered', ['96', '204']],
  ['missing-information', ['16', '226', '252']],
  ['coding', ['4', '11', '146', '181', '182']],
  ['clinical-validation', ['150', '152', '186']],
  ['maximum', ['119']],
  ['contractual', ['45']],
])('%s is the family of %j', (family, reasons) => {
  expect(reasons.map((reason) => familyOf(words, { group: 'CO', reason }))).toEqual(reasons.map(() => family));
});

test.each<[string, readonly string[], DenialFamily]>([
  ['CO-16', ['N706'], 'missing-information'],
  ['CO-16', ['M127', 'MA130'], 'missing-information'],
  ['CO-16', ['N115'], 'medical-necessity'],
  ['CO-16', ['N386'], 'medical-necessity'],
  ['CO-16', ['M15'], 'bundling'],
  ['CO-16', ['N20'], 'bundling'],
  ['CO-16', ['N4'], 'coordination'],
  ['CO-16', ['MA130', 'MA04'], 'coordination'],
  ['CO-16', ['N30'], 'eligibility'],
  ['CO-16', ['N163'], 'clinical-validation'],
  ['CO-16', ['MA01', 'N704'], 'missing-information'],
  ['CO-16', ['N9999'], 'missing-information'],
  ['CO-16', ['N14'], 'missing-information'],
  ['CO-151', [], 'clinical-validation'],
  ['CO-151', ['N362', 'N115'], 'maximum'],
  ['CO-A1', ['N386'], 'medical-necessity'],
  ['CO-A1', [], 'other'],
  ['CO-97', ['N115'], 'bundling'],
  ['CO-96', ['N386'], 'non-covered'],
])('%s with the remarks %j is %s', (code, remarks, family) => {
  expect(familyOf(words, adjusted(code), remarks)).toBe(family);
});

describe('a refusal', () => {
  test.each(['CO-97', 'PI-50', 'OA-18', 'PR-204', 'PR-31', 'CO-16', 'co-029', 'CO-B7', 'CO-252'])('is %s', (code) => {
    expect(isDenial(words, adjusted(code))).toBe(true);
  });

  test.each(['CO-45', 'PR-45', 'PR-1', 'PR-2', 'PR-3', 'PR-66', 'OA-23', 'CO-253', 'CO-59', 'OA-133', 'OA-257', 'CO-A2'])(
    'is not %s',
    (code) => {
      expect(isDenial(words, adjusted(code))).toBe(false);
    },
  );

  test('is not known of a code that is not held', () => {
    expect(isDenial(words, adjusted('CO-999'))).toBeUndefined();
    expect(familyOf(words, adjusted('CO-999'), ['N115'])).toBeUndefined();
  });
});

test('an alert is never among the causes', () => {
  expect(causesAmong(words, ['MA01', 'N706', 'N211', 'ZZ9']).map(({ code }) => code)).toEqual(['N706']);
});
