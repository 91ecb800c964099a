import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyClaim } from '#tests/support/any-claim-837.ts';
import { CLAIM, readClaims as read, readSegments } from '#tests/support/read-837.ts';
import { Claim } from '../../billing/claim.ts';
import { LocalDate } from '../../codes.ts';
import type { Claim837 } from './claim-837.ts';
import { claim837Of } from './corrected-claim.ts';
import { claimOf, correctionOf } from './product-claim.ts';
import { writeClaims } from './write-claims.ts';

const ENVELOPE = { sender: '1234567893', receiver: 'BLUEFERN', at: '2026-03-14T10:00:00.000Z', control: '000000007', real: false };

test('what is written is read back as the same claims', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyClaim, { minLength: 1, maxLength: 3 }), async (drawn) => {
      const kind = drawn[0]?.kind ?? 'professional';
      const claims: readonly Claim837[] = drawn.filter((claim) => claim.kind === kind);
      const written = writeClaims({ ...ENVELOPE, head: { type: kind === 'professional' ? '837P' : '837I' }, claims });
      const again = await read(written);

      expect(again.claims.map((claim) => ({ ...claim, segment: undefined }))).toEqual(claims);
      expect(again.rules.filter((rule) => /order|unexpected|hierarchy/.test(rule))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const PRODUCT = Claim.parse({
  id: 'C-88',
  account: 'C-88',
  kind: 'professional',
  payer: { id: 'BLUEFERN', name: 'BLUE FERN' },
  order: 'primary',
  patient: { id: 'R-9', last: 'ROE', first: 'ANN' },
  memberId: 'M-1',
  provider: { npi: '1234567893', name: 'DEMO HOSPITAL' },
  from: '2026-03-01',
  to: '2026-03-02',
  authorisation: 'AUTH-1',
  facility: '11',
  diagnoses: ['I50.23', 'I10'],
  lines: [
    { number: 1, code: '99213', modifiers: ['25'], units: 1, chargeCents: 10_050, date: '2026-03-01', diagnoses: [1, 2] },
    { number: 2, code: '80053', modifiers: [], units: 2, chargeCents: 4_000, date: '2026-03-02', diagnoses: [1] },
  ],
  totalCents: 14_050,
});
const DETAILS = {
  billing: {
    address: { lines: ['1 MAIN STREET'], city: 'ALBANY', state: 'NY', zip: '12207' },
    references: [{ qualifier: 'EI', value: '123456789' }],
  },
  subscriber: { filing: 'CI', birthDate: LocalDate.parse('1980-01-02'), sex: 'F' },
  frequency: '7',
  payerClaimId: 'P-77',
} as const;

test('a corrected claim replaces the one that the payer knows, has no finding, and comes back as the same claim', async () => {
  const head = {
    type: '837P',
    submitter: {
      role: '41',
      isPerson: false,
      last: 'DEMO HOSPITAL',
      scheme: '46',
      id: '1',
      references: [],
      contact: { name: 'DESK', ways: [{ qualifier: 'TE', value: '5555550000' }] },
    },
    receiver: { role: '40', isPerson: false, last: 'BLUE FERN', scheme: '46', id: '2', references: [] },
  } as const;
  const written = writeClaims({ ...ENVELOPE, head, claims: [claim837Of(PRODUCT, DETAILS)] });
  const { claims, findings } = await read(written);

  expect(written).toContain('~CLM*C-88*140.5***11>B>7*Y*A*Y*Y~');
  expect(written).toContain('~REF*F8*P-77~');
  expect(findings).toEqual([]);
  expect(claimOf(claims[0]!)).toEqual(PRODUCT);
  expect(correctionOf(claims[0]!)).toEqual({ voids: false, payerClaimId: 'P-77' });
});

test('a claim that cannot be kept is refused by its segment, without a name', async () => {
  const { claims } = await readSegments(CLAIM.map((one) => one.replace('ABK:I5023', 'BK:4280')));

  expect(() => claimOf(claims[0]!)).toThrow('The claim at segment 17 cannot be taken in: one of its diagnoses is no code of ICD-10-CM');
  expect(() => claimOf({ ...claims[0]!, codes: [], billing: undefined })).toThrow(
    'it has no provider.npi, provider.name that a claim here can hold',
  );
});

test('a name with a delimiter is written without it, and an id with one is refused', () => {
  const claim = claim837Of({ ...PRODUCT, patient: { ...PRODUCT.patient, last: 'Núñez~de*la' } }, DETAILS);

  expect(writeClaims({ ...ENVELOPE, head: { type: '837P' }, claims: [claim] })).toContain('NM1*IL*1*Nunez de la*ANN');
  expect(() => writeClaims({ ...ENVELOPE, head: { type: '837P' }, claims: [{ ...claim, id: 'C*1' }] })).toThrow(
    'cannot hold what CLM says',
  );
});
