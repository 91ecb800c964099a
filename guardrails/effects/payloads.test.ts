import { describe, expect, test } from 'vitest';
import { EFFECT_KINDS, type EffectKind } from '../risk.ts';
import { amountCentsOf, parsePayload, payloadOf } from './payloads.ts';

const CODE = {
  v: 1,
  encounter: 'E-1',
  patient: 'P-9',
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code: 'I50.23',
  title: 'Heart failure',
  rank: 'other',
  codingDate: '2026-03-14',
  evidence: [{ document: 'D-1', start: 0, end: 4 }],
};
const POSTING = { v: 1, account: 'A-1', patient: 'P-9', date: '2026-03-14', amountCents: 100, transactionCode: 'T', reason: 'Contract' };
const PAYLOADS: Readonly<Record<EffectKind, object>> = {
  'code.accept': CODE,
  'code.add': { ...CODE, evidence: [] },
  'code.change': { ...CODE, replaces: 'I50.22', target: { reference: 'Condition/c1', versionId: '3' } },
  'query.send': {
    v: 1,
    encounter: 'E-1',
    patient: 'P-9',
    to: 'dr.raman',
    subject: 'Heart failure',
    text: 'Please\nclarify.',
    options: [],
    evidence: [],
  },
  'appeal.submit': {
    v: 1,
    claim: 'C-88',
    payerClaim: 'BF-1',
    patient: 'P-9',
    patientName: { last: 'Testa' },
    payer: { id: 'BF', name: 'Blue Fern' },
    provider: { npi: '1234567893', name: 'Demo Hospital' },
    level: 'first',
    serviceDate: '2026-03-14',
    deadline: '2026-06-12',
    amountCents: 50_000,
    letter: { title: 'Appeal', text: 'Dear\n…' },
  },
  'patient-message.send': {
    v: 1,
    patient: 'P-9',
    to: { name: 'Marguerite Testa', is: 'patient' },
    channel: 'letter',
    language: 'en',
    subject: 'Your bill',
    text: 'You owe\n$1.',
  },
  'adjustment.post': { ...POSTING, direction: 'credit' },
  'write-off.post': POSTING,
  'payment-plan.set': {
    v: 1,
    account: 'A-1',
    patient: 'P-9',
    amountCents: 300,
    instalments: [
      { due: '2026-04-01', amountCents: 100 },
      { due: '2026-05-01', amountCents: 200 },
    ],
  },
  'rule-pack.activate': { v: 1, rulePack: 'blue-fern-2026', sha256: 'a'.repeat(64) },
  'edition.activate': { v: 1, edition: 'icd10cm-2026', sha256: 'a'.repeat(64) },
  'policy.change': { v: 1, name: 'baseline', version: 'baseline@3f2a91c04b7e', text: 'name: baseline\n' },
};

describe.each(EFFECT_KINDS)('the payload of %s', (kind) => {
  test('is taken as it is', () => {
    expect(parsePayload(kind, PAYLOADS[kind])).toEqual(PAYLOADS[kind]);
    expect(payloadOf(kind).safeParse(PAYLOADS[kind]).success).toBe(true);
  });

  test('is refused with one key too many, of another version, or without a key, and the refusal holds none of it', () => {
    const [first = ''] = Object.keys(PAYLOADS[kind]).slice(1);
    const { [first]: _gone, ...without } = PAYLOADS[kind] as Record<string, unknown>;
    for (const wrong of [{ ...PAYLOADS[kind], Marguerite: 'Testa' }, { ...PAYLOADS[kind], v: 2 }, without, null, 'Marguerite', []]) {
      expect(() => parsePayload(kind, wrong)).toThrow(
        expect.objectContaining({ code: 'bad-input', says: expect.not.stringMatching(/Marguerite|Testa/) }) as Error,
      );
    }
  });
});

test('money is whole cents, more than nothing', () => {
  for (const amountCents of [0, -1, 1.5, 1e15, '100', Number.NaN]) {
    expect(() => parsePayload('write-off.post', { ...POSTING, amountCents })).toThrow('not well formed at amountCents');
  }
});

test('the instalments of a plan come to its amount', () => {
  expect(() => parsePayload('payment-plan.set', { ...PAYLOADS['payment-plan.set'], amountCents: 301 })).toThrow('at instalments');
});

test('no line holds a line break or another control character', () => {
  for (const reason of [
    'a\nb',
    'a\rMSH|',
    'a\u0000',
    'a\u2028b',
    'a\u0085b',
    'a\u202Eb',
    'a\u200Bb',
    'a\uFFFF',
    'a\u200Db',
    'a\u{E0041}',
  ]) {
    expect(() => parsePayload('write-off.post', { ...POSTING, reason })).toThrow('at reason');
  }
});

test('text holds nothing unseen but line breaks and tabs, and joiners where a script joins', () => {
  const parse = (text: string) => parsePayload('patient-message.send', { ...PAYLOADS['patient-message.send'], text });

  for (const text of ['a\u202Eb', 'a\u200B', 'a\uFFFE', 'a\u0007']) expect(() => parse(text)).toThrow('at text');
  for (const text of ['a\n\tb', 'نامه\u200Cها', '👩\u200D⚕️', 'Núñez']) expect(parse(text).text).toBe(text);
});

test('the amount of an effect is that of its payload, and a code has none', () => {
  const amounts = EFFECT_KINDS.flatMap((kind) => {
    const cents = amountCentsOf(kind, PAYLOADS[kind]);
    return cents === undefined ? [] : [`${kind} ${cents}`];
  });
  expect(amounts.toSorted()).toEqual(['adjustment.post 100', 'appeal.submit 50000', 'payment-plan.set 300', 'write-off.post 100']);
});
