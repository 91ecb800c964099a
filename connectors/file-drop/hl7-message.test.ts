import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLine } from '#core/plain-line.ts';
import type { Owed } from '#guardrails/effects/outbox.ts';
import { controlId } from './control-number.ts';
import { hl7Message } from './hl7-message.ts';
import { hl7Text } from './hl7-text.ts';

const ID = '0b8f6a52-3f52-8c56-8f0e-6c1f7d0b9a11';
const CODE = {
  v: 1,
  encounter: 'E-1',
  patient: 'P-9',
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code: 'I50.23',
  title: 'Heart failure',
  rank: 'principal',
  codingDate: '2026-03-14',
  evidence: [],
};
const POSTING = {
  v: 1,
  account: 'A-1',
  patient: 'P-9',
  encounter: 'E-1',
  date: '2026-03-14',
  amountCents: 12_305,
  transactionCode: 'ADJ-7',
  reason: 'Contract',
};
/** Any line that a payload may hold, and every separator often. */
const LINE = fc
  .string({
    unit: fc.oneof(fc.constantFrom('|', '^', '&', '~', '\\', ' '), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
    minLength: 1,
    maxLength: 60,
  })
  .filter((text) => plainLine(60).safeParse(text).success);
const owed = (kind: Owed['kind'], payload: Owed['payload']): Owed => ({ id: ID, proposal: 'P-17', kind, digest: 'd'.repeat(64), payload });
const message = (kind: Owed['kind'], payload: Owed['payload']) =>
  hl7Message(owed(kind, payload), { by: 'dana.reyes', at: '2026-03-14T10:00:00.000Z' }, { facility: 'demo-hospital', real: false });
const linesOf = (text: string) => text.split('\r');

describe('an approved code', () => {
  test('is a BAR^P05 with the code, its rank, its key and its approver', () => {
    expect(linesOf(message('code.accept', CODE))).toEqual([
      `MSH|^~\\&|COUNTERSIGN|demo-hospital|||20260314100000+0000||BAR^P05^BAR_P05|${controlId(ID)}|T|2.5.1|||NE|NE||UNICODE UTF-8`,
      'EVN|P05|20260314100000+0000|||dana.reyes',
      'PID|1||P-9||^^^^^^U',
      'PV1|1|U|||||||||||||||||E-1',
      `DG1|1||I50.23^Heart failure^I10C||20260314|F|||||||||1|||||${ID}^COUNTERSIGN|A`,
      '',
    ]);
  });

  test('that changes another names the record that it changes, or is refused', () => {
    const change = { ...CODE, replaces: 'I50.22' };
    expect(() => message('code.change', change)).toThrow('has to name the record that it changes');
    expect(message('code.change', { ...change, target: { reference: 'Condition/77', versionId: '3' } })).toMatch(/\|77\|U\r$/);
  });
});

describe('a posting', () => {
  test.each([
    ['adjustment.post', { ...POSTING, direction: 'debit' }, '123.05&USD'],
    ['adjustment.post', { ...POSTING, direction: 'credit' }, '-123.05&USD'],
    ['write-off.post', POSTING, '-123.05&USD'],
  ] as const)('of %s is a DFT^P03 with its amount', (kind, payload, amount) => {
    const text = message(kind, payload);

    expect(linesOf(text)[0]).toContain('|DFT^P03^DFT_P03|');
    expect(text).toContain(`FT1|1|${controlId(ID).slice(-12)}||20260314||AJ|ADJ-7^Contract|||1|${amount}\r`);
    expect(text).toContain('PID|1||P-9||^^^^^^U|||||||||||||A-1\r');
  });
});

test('a transfer takes off one balance and puts on the other, so that the account owes as much as before', () => {
  const text = message('adjustment.post', { ...POSTING, direction: 'credit', movesTo: 'insurance' });

  expect(
    linesOf(text)
      .filter((line) => line.startsWith('FT1'))
      .map((line) => line.slice(0, 5) + (line.split('|')[11] ?? '')),
  ).toEqual(['FT1|1-123.05&USD', 'FT1|2123.05&USD']);
});

test('nothing in a title or a name can begin a field, a component or a segment', () => {
  const before = linesOf(message('code.accept', CODE)).map((line) => line.split('|').length);
  fc.assert(
    fc.property(LINE, (title) => {
      const text = message('code.accept', { ...CODE, title });
      expect(linesOf(text).map((line) => line.split('|').length)).toEqual(before);
      expect(text.split('DG1|')[1]?.split('|')[2]?.split('^')).toHaveLength(3);
    }),
  );
});

test('separators and control characters are escaped, whatever comes', () => {
  expect(hl7Text('a|b^c&d~e\\f\r\nMSH|g\u0085')).toBe('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\X0D\\\\X0A\\MSH\\F\\g\\XC285\\');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hl7Text(text)).not.toMatch(/[|^&~\p{Cc}]/u);
    }),
  );
});

test('a control id is 20 letters and digits, and two of 100,000 ids never share one', () => {
  const ids = new Set<string>();
  for (let at = 0; at < 100_000; at += 1) {
    const id = controlId(`${at.toString(16).padStart(8, '0')}-0000-8000-8000-${(at * 7919).toString(16).padStart(12, '0')}`);
    if (!/^[0-9A-Z]{20}$/.test(id)) throw new Error(id);
    ids.add(id);
  }
  expect(ids.size).toBe(100_000);
});
