import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedWords } from '#tests/support/words.ts';
import { DENIAL_FAMILIES, type DenialFamily } from './denial-family.ts';
import { causesAmong, denialFamilies, familyOf, isDenial } from './families.ts';

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

test.each<[string, string, readonly string[], readonly string[]]>([
  ['a payment with the discount and the deductible', '1', ['CO-45', 'PR-1'], []],
  ['a line that was bundled beside the discount', '1', ['CO-45', 'CO-97'], ['bundling']],
  ['two families, each once', '4', ['CO-97', 'CO-236', 'CO-29', 'CO-45'], ['bundling', 'timely-filing']],
  ['a denied claim with unknown codes alone', '4', ['CO-999', 'CO-45'], ['other']],
  ['a denied claim without a code', '04', [], ['other']],
  ['a paid claim with an unknown code', '1', ['CO-999'], []],
])('names the families of %s', (_name, status, codes, families) => {
  expect(denialFamilies(words, { status, adjustments: codes.map(adjusted) })).toEqual(families);
});

test('reads each remark beside its own adjustment', () => {
  const adjustments = [
    { group: 'CO', reason: '16', remarks: ['N4'] },
    { group: 'CO', reason: '16', remarks: ['M51'] },
  ];

  expect(denialFamilies(words, { status: '4', adjustments })).toEqual(['coordination', 'missing-information']);
});

test('whatever stands in a remittance, a denied claim has a family and a family is one of the list', () => {
  const code = fc.stringMatching(/^[A-Z]{0,2}\d{0,3}$/);
  const adjustment = fc.record({ group: fc.constantFrom('CO', 'PR', 'OA', 'PI'), reason: code, remarks: fc.array(code, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(adjustment, { maxLength: 6 }), (adjustments) => {
      const families = denialFamilies(words, { status: '4', adjustments });
      expect(families.length).toBeGreaterThan(0);
      for (const family of families) expect(DENIAL_FAMILIES).toContain(family);
    }),
  );
});
