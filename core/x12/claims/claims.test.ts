import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Claim } from '../../billing/claim.ts';
import { LocalDate } from '../../codes.ts';
import { allOf, anInterchange, inChunks, type X12File } from '#tests/support/x12-file.ts';
import { readX12, type X12Event } from '../read-x12.ts';
import { diagnosesOf, type Claim837 } from './claim-837.ts';
import { claim837Of } from './corrected-claim.ts';
import { claimOf } from './product-claim.ts';
import { writeClaims } from './write-claims.ts';

const PROFESSIONAL: X12File = { set: '837', version: '005010X222A1', group: 'HC' };
const ENVELOPE = { sender: '1234567893', receiver: 'BLUEFERN', at: '2026-03-14T10:00:00.000Z', control: '000000007', real: false };
const ABOVE = [
  'BHT*0019*00*1*20260314*1000*CH',
  'NM1*41*2*DEMO HOSPITAL*****46*1',
  'PER*IC*DESK*TE*5555550000',
  'NM1*40*2*BLUE FERN*****46*2',
  'HL*1**20*1',
  'NM1*85*2*DEMO HOSPITAL*****XX*1234567893',
  'N3*1 MAIN STREET',
  'N4*ALBANY*NY*12207',
  'REF*EI*123456789',
  'HL*2*1*22*0',
  'SBR*P*18*******CI',
  'NM1*IL*1*ROE*ANN****MI*M-1',
  'NM1*PR*2*BLUE FERN*****PI*BLUEFERN',
];
const LINE = ['LX*1', 'SV1*HC:99213:25*100*UN*1***1:2', 'DTP*472*D8*20260301'];
const CLAIM = ['CLM*C-1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:I5023*ABF:I10', ...LINE];

async function read(text: string) {
  const events: X12Event[] = await allOf(readX12(inChunks(text, 31)));
  const claims = events.flatMap((event) => (event.of === 'claims' && event.event.kind === 'item' ? [event.event.item] : []));
  const findings = events.flatMap((event) => (event.of === 'claims' && event.event.kind === 'tail' ? event.event.findings : []));
  return { claims, findings, rules: findings.map(({ severity, rule, element }) => `${severity} ${rule} ${element}`) };
}

const readSegments = (segments: readonly string[], file = PROFESSIONAL) => read(anInterchange([...ABOVE, ...segments], file));

test('reads a claim with all that stands above it', async () => {
  const { claims, findings } = await readSegments(CLAIM);

  expect(findings).toEqual([]);
  expect(claims).toMatchObject([
    {
      kind: 'professional',
      id: 'C-1',
      chargeCents: 10_000,
      facility: '11',
      frequency: '1',
      billing: { last: 'DEMO HOSPITAL', id: '1234567893', address: { lines: ['1 MAIN STREET'], city: 'ALBANY' } },
      subscriber: { order: 'P', relationship: '18', filing: 'CI', party: { last: 'ROE', id: 'M-1' } },
      payer: { last: 'BLUE FERN', id: 'BLUEFERN' },
      lines: [{ number: 1, code: '99213', modifiers: ['25'], chargeCents: 10_000, units: 1, pointers: [1, 2] }],
    },
  ]);
});

test('keeps every diagnosis, of several HI, and the principal one first', async () => {
  const codes = Array.from({ length: 12 }, (_none, at) => `ABF:I${100 + at}`);
  const { claims } = await readSegments(['CLM*C-1*100***11:B:1*Y*A*Y*Y', `HI*${codes.join('*')}`, 'HI*ABK:I5023', ...LINE]);

  expect(diagnosesOf(claims[0]!).map(({ code }) => code)).toEqual(['I5023', ...Array.from({ length: 12 }, (_none, at) => `I${100 + at}`)]);
});

test('nests each of several other payers with its adjustments, name and line decisions', async () => {
  const other = (order: string, id: string) => [
    `SBR*${order}*18*******CI`,
    'CAS*OA*23*5',
    'AMT*D*95',
    'OI***Y***Y',
    'NM1*IL*1*ROE*ANN****MI*M-2',
    `NM1*PR*2*PAYER ${id}*****PI*${id}`,
  ];
  const decided = (id: string) => [`SVD*${id}*95*HC:99213**1`, 'CAS*PR*1*5', 'DTP*573*D8*20260310'];
  const { claims, findings } = await readSegments([
    ...CLAIM.slice(0, 2),
    ...other('P', 'AAA'),
    ...other('S', 'BBB'),
    ...LINE,
    ...decided('AAA'),
    ...decided('BBB'),
  ]);

  expect(
    claims[0]?.otherPayers.map(({ order, payer, subscriber, adjustments }) => [order, payer?.id, subscriber?.id, adjustments[0]?.group]),
  ).toEqual([
    ['P', 'AAA', 'M-2', 'OA'],
    ['S', 'BBB', 'M-2', 'OA'],
  ]);
  expect(claims[0]?.lines[0]?.adjudications).toMatchObject([
    { payerId: 'AAA', paidCents: 9_500, paidOn: '2026-03-10', adjustments: [{ group: 'PR', reason: '1', amountCents: 500 }] },
    { payerId: 'BBB', paidCents: 9_500 },
  ]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('finds', () => {
  test.each([
    ['a segment out of order', [...CLAIM.slice(0, 2), 'CLM*C-2*0***11:B:1', 'HI*ABK:I10', 'AMT*F5*1'], 'error x12.order AMT'],
    ['a missing segment', ['CLM*C-1*100***11:B:1*Y*A*Y*Y', ...LINE], 'error x12.segment.missing HI'],
    ['a missing loop', CLAIM.slice(0, 2), 'error x12.loop.missing LX'],
    ['a loop too often', [...CLAIM.slice(0, 2), 'NM1*82*1*A', 'NM1*82*1*B', ...LINE], 'error x12.repeat NM1'],
    ['a segment that has no place', [...CLAIM, 'PLB*1*20261231*WO*1'], 'error x12.segment.unexpected PLB'],
    ['an unknown qualifier', [...CLAIM.slice(0, 1), 'REF*QQ*1', ...CLAIM.slice(1)], 'warning x12.qualifier REF01'],
    ['a missing element', ['CLM*C-1*100', ...CLAIM.slice(1)], 'error x12.element.missing CLM05'],
    ['lines that are not the claim', ['CLM*C-1*99***11:B:1', ...CLAIM.slice(1)], 'error 837.claim.total CLM02'],
    ['a pointer to no diagnosis', ['CLM*C-1*100***11:B:1', 'HI*ABK:I10', ...LINE], 'error 837.line.pointer SV107'],
    [
      'a level under another',
      ['HL*3*9*23*0', 'PAT*19', 'NM1*QC*1*ROE*TIM', 'N3*A', 'N4*B', 'DMG*D8*20200101*M', ...CLAIM],
      'warning x12.hierarchy HL02',
    ],
  ])('%s', async (_name, segments, rule) => {
    expect((await readSegments(segments)).rules).toContain(rule);
  });
});

const text = fc.stringMatching(/^[A-Z0-9](?: ?[A-Z0-9.-]){0,10}$/);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => LocalDate.parse(date.toISOString().slice(0, 10)));
const cents = fc.integer({ min: 0, max: 9_999_999 });
const references = (...qualifiers: string[]) =>
  fc.array(fc.record({ qualifier: fc.constantFrom(...qualifiers), value: text }), { maxLength: 3 });
const modifiers = fc.array(fc.stringMatching(/^[A-Z0-9]{2}$/), { maxLength: 4 });
const adjustments = fc.array(
  fc.record({
    group: fc.constantFrom('CO', 'OA', 'PR'),
    reason: fc.constantFrom('1', '45', 'Z9'),
    amountCents: cents,
    quantity: maybe(fc.integer({ min: 1, max: 9 })),
  }),
  { maxLength: 9 },
);
const party = (role: string, isPerson = false) =>
  fc.record({
    role: fc.constant(role),
    isPerson: fc.constant(isPerson),
    last: text,
    first: isPerson ? maybe(text) : fc.constant(undefined),
    scheme: fc.constant('XX'),
    id: text,
    address: maybe(
      fc.record({ lines: fc.array(text, { minLength: 1, maxLength: 2 }), city: text, state: fc.constant('NY'), zip: fc.constant('12207') }),
    ),
    references: references('EI', 'G2'),
  });
const dated = (qualifier: string) => day.map((from) => [{ qualifier, from, to: from }]);
const dependent = fc.record({
  relationship: fc.constant('19'),
  party: party('QC', true),
  birthDate: maybe(day),
  sex: fc.constantFrom('F', 'M'),
});
const anyLine = (kind: Claim837['kind']) =>
  fc.record({
    qualifier: fc.constant('HC'),
    code: fc.stringMatching(/^[A-Z0-9]{5}$/),
    modifiers,
    description: maybe(text),
    revenue: kind === 'institutional' ? fc.constant('0300') : fc.constant(undefined),
    chargeCents: cents,
    unit: fc.constant('UN'),
    units: fc.integer({ min: 1, max: 400 }).map((half) => half / 2),
    place: kind === 'professional' ? maybe(fc.constant('22')) : fc.constant(undefined),
    pointers: kind === 'professional' ? fc.constant([1]) : fc.constant([]),
    dates: dated('472'),
    references: references('6R', 'G1'),
    amounts: fc.array(fc.record({ qualifier: fc.constant('T'), cents }), { maxLength: 1 }),
    notes: references('ADD').map((notes) => notes.slice(0, 1)),
    drugs: fc.array(
      fc.record({
        qualifier: fc.constant('N4'),
        code: fc.stringMatching(/^\d{11}$/),
        quantity: fc.integer({ min: 1, max: 99 }),
        unit: fc.constant('ML'),
        references: references('XZ'),
      }),
      { maxLength: 1 },
    ),
    providers: fc.array(party('82', true), { maxLength: 1 }),
    adjudications: fc.array(
      fc.record({
        payerId: text,
        paidCents: cents,
        code: fc.stringMatching(/^[A-Z0-9]{5}$/),
        modifiers,
        units: fc.constant(1),
        adjustments,
        paidOn: day,
      }),
      { maxLength: 2 },
    ),
  });
const otherPayer = fc.record({
  order: fc.constantFrom('P', 'S', 'T'),
  relationship: fc.constant('18'),
  filing: fc.constant('CI'),
  benefits: fc.constant('Y'),
  release: fc.constant('I'),
  adjustments,
  amounts: fc.array(fc.record({ qualifier: fc.constantFrom('D', 'EAF'), cents }), { maxLength: 2 }),
  remarks: fc.array(fc.constantFrom('MA01', 'N130'), { maxLength: 5 }),
  subscriber: party('IL', true),
  payer: party('PR'),
  providers: fc.array(party('82', true), { maxLength: 1 }),
  paidOn: maybe(day),
});
const anyClaim = fc.constantFrom('professional' as const, 'institutional' as const).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    id: fc.stringMatching(/^C-\d{1,8}$/),
    chargeCents: cents,
    facility: fc.constant('11'),
    facilityQualifier: fc.constantFrom('A', 'B'),
    frequency: fc.constantFrom('1', '7', '8'),
    signature: maybe(fc.constant('Y')),
    assignment: fc.constant('A'),
    benefits: fc.constant('Y'),
    release: fc.constant('Y'),
    billing: party('85'),
    payTo: maybe(party('87')),
    subscriber: fc.record({
      order: fc.constantFrom('P', 'S'),
      relationship: maybe(fc.constant('18')),
      group: maybe(text),
      groupName: maybe(text),
      filing: fc.constant('MB'),
      party: party('IL', true),
      birthDate: maybe(day),
      sex: fc.constantFrom('F', 'M', 'U'),
    }),
    payer: party('PR'),
    patient: maybe(dependent),
    dates: dated('434'),
    admission: kind === 'institutional' ? fc.constant({ kind: '1', source: '1', status: '01' }) : fc.constant(undefined),
    amounts: fc.array(fc.record({ qualifier: fc.constant('F5'), cents }), { maxLength: 1 }),
    references: references('G1', 'F8', 'EA', 'D9'),
    notes: references('ADD').map((notes) => notes.slice(0, 1)),
    codes: fc
      .array(fc.record({ code: fc.stringMatching(/^[A-Z]\d{3}$/), onAdmission: maybe(fc.constantFrom('Y', 'N')) }), {
        minLength: 1,
        maxLength: 25,
      })
      .map((codes) => codes.map((one, at) => ({ qualifier: at === 0 ? 'ABK' : 'ABF', ...one }))),
    providers: fc.array(fc.oneof(party('82', true), party('DN', true)), { maxLength: 2 }),
    otherPayers: fc.array(otherPayer, { maxLength: 3 }),
    lines: fc.array(anyLine(kind), { minLength: 1, maxLength: 5 }).map((lines) => lines.map((line, at) => ({ number: at + 1, ...line }))),
  }),
);

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
  expect(claimOf(claims[0]!)).toEqual({ ...PRODUCT, corrects: 'P-77' });
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
