import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedWords } from '#tests/support/words.ts';
import { Adjustment } from '../remittance/remittance.ts';
import { DENIAL_FAMILIES } from './denial-family.ts';
import { denialFamilies, refusalsOf, unheldCodes } from './refusals.ts';

const words = shippedWords();

/** `CO-97`, or `CO-97=-1000` where the amount matters. */
function anAdjustment(text: string): Adjustment {
  const [, group, reason, amount = '1000'] = /^(\w*)-(\w*)(?:=(.+))?$/.exec(text) ?? [];
  return Adjustment.parse({ group, reason, amountCents: Number(amount) });
}

const aPart = (codes: readonly string[], remarks: readonly string[] = []) => ({
  adjustments: codes.map(anAdjustment),
  remarks: [...remarks],
});
const aClaim = (status: string, codes: readonly string[], remarks: readonly string[] = [], lines: ReturnType<typeof aPart>[] = []) => ({
  status,
  ...aPart(codes, remarks),
  lines,
});

test.each<[string, ReturnType<typeof aClaim>, readonly string[]]>([
  ['a payment with the discount and the deductible', aClaim('1', ['CO-45', 'PR-1']), []],
  ['a refusal beside the discount', aClaim('1', ['CO-45', 'CO-97']), ['bundling']],
  ['two families, each once', aClaim('4', ['CO-97', 'CO-236', 'CO-29', 'CO-45']), ['bundling', 'timely-filing']],
  ['a line of a paid claim', aClaim('1', [], [], [aPart(['CO-45']), aPart(['PI-50'], ['N115'])]), ['medical-necessity']],
  ['a denied claim with unknown codes alone', aClaim('4', ['CO-999', 'CO-45']), ['other']],
  ['a denied claim without a code', aClaim('04', []), ['other']],
  ['a paid claim with an unknown code', aClaim('1', ['CO-999']), []],
  ['a reversal, which gives back', aClaim('22', ['CO-97=-1000']), []],
  ['a deductible that took all', aClaim('1', ['PR-1=90000']), []],
])('names the families of %s', (_name, claim, families) => {
  expect(denialFamilies(words, claim)).toEqual(families);
});

test('reads each remark beside its own line, and those of the claim where a line has none that could be a cause', () => {
  const lines = [aPart(['CO-16'], ['N4']), aPart(['CO-16'], ['M51']), aPart(['CO-16'], ['N704']), aPart(['CO-16'])];
  const refusals = refusalsOf(words, aClaim('4', [], ['MA01', 'N115'], lines));

  expect(refusals.map(({ line, family, causes }) => [line, family, causes.map(({ code }) => code)])).toEqual([
    [0, 'coordination', ['N4']],
    [1, 'missing-information', ['M51']],
    [2, 'medical-necessity', ['N115']],
    [3, 'medical-necessity', ['N115']],
  ]);
});

test('keeps every code that is not described', () => {
  const claim = aClaim('77', ['CO-999', 'XX-45'], ['N9999', 'MA01'], [aPart(['CO-999'], ['n9999', 'N115'])]);

  expect(unheldCodes(words, claim)).toEqual([
    { kind: 'claim-status', code: '77' },
    { kind: 'group', code: 'XX' },
    { kind: 'carc', code: '999' },
    { kind: 'rarc', code: 'N9999' },
    { kind: 'rarc', code: 'n9999' },
  ]);
});

test('whatever stands in a remittance, a denied claim has a family, and every code is described or kept', () => {
  const code = fc.stringMatching(/^[A-Z]{0,2}\d{0,3}$/);
  const part = fc.record({
    adjustments: fc.array(fc.record({ group: fc.constantFrom('CO', 'PR', 'OA', 'PI', 'ZZ'), reason: code, amountCents: fc.integer() }), {
      maxLength: 6,
    }),
    remarks: fc.array(code, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 3 }), (whole, lines) => {
      const claim = { status: '4', ...whole, lines } as ReturnType<typeof aClaim>;
      const families = denialFamilies(words, claim);
      const unheld = new Set(unheldCodes(words, claim).flatMap(({ kind, code }) => (kind === 'carc' ? [code] : [])));

      expect(families.length).toBeGreaterThan(0);
      for (const family of families) expect(DENIAL_FAMILIES).toContain(family);
      for (const { reason } of [whole, ...lines].flatMap(({ adjustments }) => adjustments))
        expect(words.carc(reason) === undefined).toBe(unheld.has(reason));
    }),
  );
});
