import { expect, test } from 'vitest';
import { AccountRecord } from '../billing/account.ts';
import { LocalDate } from '../codes.ts';
import { mayTell, type Telling } from './may-tell.ts';
import { isGuardedDiagnosis } from './sensitive.ts';

const ON = LocalDate.parse('2026-11-20');
const record = (changed: object = {}) =>
  AccountRecord.parse({
    id: 'A-88',
    patient: { id: 'MRN-1', last: 'Reyes', first: 'Ana' },
    language: 'en',
    mayBeTold: [
      { name: 'Reyes, Ana', is: 'patient', scope: 'bill-and-care', channels: ['portal', 'sms'] },
      { name: 'Luis Reyes', is: 'guarantor', scope: 'bill', channels: ['letter'], until: '2026-11-20' },
      { name: 'Old Friend', is: 'other', scope: 'bill', channels: ['letter'], until: '2026-11-19' },
      { name: 'Nobody Reached', is: 'other', scope: 'bill', channels: [] },
    ],
    posted: [],
    restrictions: [],
    selfPay: false,
    emergency: false,
    outOfNetworkAtInNetwork: false,
    contact: { phone: '555-0100', hours: 'Monday to Friday' },
    ...changed,
  });
const ask = (telling: Partial<Telling>, changed: object = {}) =>
  mayTell(record(changed), { to: 'patient', on: ON, wantsCare: false, born: LocalDate.parse('1950-03-14'), ...telling });

test.each([
  ['the patient, by the first way on the account', {}, 'portal'],
  ['the patient by name, in either order', { to: '  ana REYES ' }, 'portal'],
  ['a way that the account has', { channel: 'sms' as const }, 'sms'],
  ['somebody with permission, on its last day', { to: 'Luis Reyes' }, 'letter'],
  ['what the care was for, to whoever may know it', { wantsCare: true }, 'portal'],
  ['an adult patient', { born: LocalDate.parse('2008-11-20') }, 'portal'],
])('tells %s', (_name, telling, channel) => {
  expect(ask(telling)).toMatchObject({ allowed: true, channel });
});

test.each([
  ['somebody who is not on the account', { to: 'Luis Reyez' }, 'tell.unknown'],
  ['one whose permission ended the day before', { to: 'Old Friend' }, 'tell.expired'],
  ['by a way that the account does not have', { channel: 'email' as const }, 'tell.channel'],
  ['one for whom the account has no way', { to: 'Nobody Reached' }, 'tell.no-channel'],
  ['what the care was for, to one who may know of the bill alone', { to: 'Luis Reyes', wantsCare: true }, 'tell.scope'],
  ['what the care was for, by sms', { channel: 'sms' as const, wantsCare: true }, 'tell.channel'],
])('refuses to tell %s', (_name, telling, rule) => {
  expect(ask(telling)).toMatchObject({ allowed: false, rule, person: false });
});

test('a patient under 18 is for a person, until the day of the birthday', () => {
  expect(ask({ born: LocalDate.parse('2008-11-21') })).toMatchObject({ allowed: false, rule: 'tell.minor', person: true });
});

test('a patient whose day of birth no chart has is for a person, and who else may be told is not', () => {
  expect(ask({ born: undefined })).toMatchObject({ allowed: false, rule: 'tell.age-unknown', person: true });
  expect(ask({ born: undefined, to: 'Luis Reyes' })).toMatchObject({ allowed: true });
});

test('confidential communications leave the patient alone to be told', () => {
  const changed = { restrictions: ['confidential communications: portal only'] };

  expect(ask({}, changed)).toMatchObject({ allowed: true });
  expect(ask({ to: 'Luis Reyes' }, changed)).toMatchObject({ allowed: false, rule: 'tell.confidential' });
});

test('a restriction that the program cannot hold to is for a person', () => {
  expect(ask({}, { restrictions: ['minor in confidential care'] })).toMatchObject({
    allowed: false,
    rule: 'tell.restricted',
    person: true,
  });
});

test('two of one name are nobody', () => {
  const twice = { name: 'Sam Doe', is: 'other', scope: 'bill', channels: ['letter'] };

  expect(ask({ to: 'Sam Doe' }, { mayBeTold: [twice, twice] })).toMatchObject({ allowed: false, rule: 'tell.unknown' });
});

test.each([
  ['I lost my job and can’t pay this', 'hardship'],
  ['No puedo pagar', 'hardship'],
  ['I want to file a complaint about the nurse', 'complaint'],
  ['My lawyer will hear of it', 'legal'],
  ['Mi abogado va a llamar', 'legal'],
  ['My husband passed away in May', 'death'],
  ['do not send it home, he hits me', 'violence'],
  ['she was beaten by her husband', 'violence'],
  ['he threatened to choke me', 'violence'],
  ['mi marido me pegó', 'violence'],
  ['is this for the psychiatric unit?', 'behavioural-health'],
  ['was the rehab stay billed', 'substance-use'],
  ['does it show the HIV test', 'hiv'],
  ['V I H results', 'hiv'],
  ['h.i.v.', 'hiv'],
  ['H\u200BI\u200BV', 'hiv'],
  ['is the miscarriage on it', 'reproductive'],
  ['I never was there, this is fraud', 'fraud'],
])('"%s" is for a person', (asks, topic) => {
  expect(ask({ asks })).toMatchObject({ allowed: false, rule: `tell.${topic}`, person: true });
});

test.each([
  'Why do I owe this?',
  '¿Por qué debo esto?',
  'What is a deductible?',
  'When is it due, and can I pay monthly?',
  'Is the discount right?',
  'I still owe a part, I think?',
  'Si da tiempo, ¿puedo pagar después?',
])('"%s" is about the bill alone', (asks) => {
  expect(ask({ asks })).toMatchObject({ allowed: true });
});

test('no refusal holds a name or what was asked', () => {
  const said = [ask({ to: 'Luis Reyez' }), ask({ to: 'Old Friend' }), ask({ asks: 'Zebedee hits me' })]
    .map((one) => (one.allowed ? '' : one.why))
    .join(' ');

  expect(said).not.toMatch(/Reyez|Friend|Ana|Luis|Zebedee/);
});

test.each([
  ['F11.20', true],
  ['B20', true],
  ['O80', true],
  ['T74.11XA', true],
  ['I50.23', false],
  ['E11.9', false],
])('the diagnosis %s is guarded: %s', (code, guarded) => {
  expect(isGuardedDiagnosis(code)).toBe(guarded);
});
