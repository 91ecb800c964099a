import fc from 'fast-check';
import { LocalDate } from '#core/codes.ts';
import type { Claim837 } from '#core/x12/claims/claim-837.ts';

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
  providers: fc.array(
    party('82', true).map((one) => ({ ...one, address: undefined })),
    { maxLength: 1 },
  ),
  paidOn: maybe(day),
});
/** Any claim that an 837 of ours can hold, of either kind. */
export const anyClaim = fc.constantFrom('professional' as const, 'institutional' as const).chain((kind) =>
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
