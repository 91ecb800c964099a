import { expect, test } from 'vitest';
import type { Icd10Cm } from '#core/codes.ts';
import { compareWithClaims } from './compare-with-claims.ts';

const aClaim = (id: string, ...codes: string[]) => ({ id, diagnoses: codes as Icd10Cm[], procedures: [] });
const sure = (code: string) => ({ code, contested: false });

test('names what the claim has without support and what it lacks', () => {
  expect(compareWithClaims([aClaim('C-1', 'N18.30', 'I10')], [sure('N18.32'), sure('I10')])).toEqual([
    { claim: 'C-1', notSupported: ['N18.30'], contested: [], notClaimed: ['N18.32'], partial: false },
  ]);
});

test('sets a code that one provider denies apart, and does not ask for it where it is not claimed', () => {
  const supported = [sure('I10'), { code: 'N17.9', contested: true }];

  expect(compareWithClaims([aClaim('C-1', 'I10', 'N17.9')], supported)).toEqual([
    { claim: 'C-1', notSupported: [], contested: ['N17.9'], notClaimed: [], partial: false },
  ]);
  expect(compareWithClaims([aClaim('C-1', 'I10')], supported)[0]?.notClaimed).toEqual([]);
});

test("does not tell a surgeon's claim beside the hospital's that the rest of the stay is missing", () => {
  const hospital = aClaim('C-1', 'S72.141A', 'I10');
  const surgeon = aClaim('C-1-P', 'S72.142A');
  const [, second] = compareWithClaims([hospital, surgeon], [sure('S72.141A'), sure('I10'), sure('D62')]);

  expect(second).toEqual({ claim: 'C-1-P', notSupported: ['S72.142A'], contested: [], notClaimed: [], partial: true });
});
