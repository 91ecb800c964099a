import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLine } from '#core/plain-line.ts';
import { x12Id, x12Name } from '#core/x12/write-interchange.ts';
import type { Owed } from '#guardrails/effects/outbox.ts';
import { controlNumber } from './control-number.ts';
import { x12Appeal } from './x12-appeal.ts';

const ID = '0b8f6a52-3f52-8c56-8f0e-6c1f7d0b9a11';
const APPEAL = {
  v: 1,
  claim: 'C-88',
  payerClaim: 'BF-2026-1',
  patient: 'P-9',
  patientName: { last: 'Testa', first: 'Marguerite' },
  memberId: 'M-1',
  payer: { id: 'BLUEFERN', name: 'Blue Fern Health' },
  provider: { npi: '1234567893', name: 'Demo Hospital' },
  level: 'first',
  serviceDate: '2026-03-14',
  deadline: '2026-06-12',
  amountCents: 50_000,
  letter: { title: 'Appeal of claim C-88', text: 'The note says:\n* heart failure ~ acute^on>chronic' },
};
const TEXT = fc
  .string({
    unit: fc.oneof(fc.constantFrom('*', '>', '^', '~', ' '), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
    minLength: 1,
    maxLength: 200,
  })
  .filter((text) => plainLine(400).safeParse(text).success);
const owed = (changes: object = {}): Owed => ({
  id: ID,
  proposal: 'P-17',
  kind: 'appeal.submit',
  digest: 'd'.repeat(64),
  payload: { ...APPEAL, ...changes },
});
const file = (changes: object = {}) => x12Appeal(owed(changes), { by: 'lee.okafor', at: '2026-03-14T10:00:00.000Z' }, false);
const segmentsOf = (text: string) => text.split('~').slice(0, -1);

describe('an approved appeal', () => {
  test('is an interchange whose counts and control numbers agree', () => {
    const text = file();
    const segments = segmentsOf(text);
    const control = controlNumber(ID);

    expect(segments[0]).toBe(`ISA*00*          *00*          *ZZ*1234567893     *ZZ*BLUEFERN       *260314*1000*^*00501*${control}*0*T*>`);
    expect(text.indexOf('~')).toBe(105);
    expect(segments[1]).toBe(`GS*PI*1234567893*BLUEFERN*20260314*1000*${Number(control)}*X*005010X210`);
    expect(segments.slice(-3)).toEqual([`SE*${segments.length - 4}*0001`, `GE*1*${Number(control)}`, `IEA*1*${control}`]);
    expect(segments.slice(2, -3)).toEqual([
      'ST*275*0001*005010X210',
      `BGN*02*${ID.replaceAll('-', '')}*20260314`,
      'NM1*PR*2*Blue Fern Health*****PI*BLUEFERN',
      'NM1*41*2*Demo Hospital*****46*1234567893',
      'NM1*1P*2*Demo Hospital*****XX*1234567893',
      'NM1*QC*1*Testa*Marguerite****MI*M-1',
      'REF*1K*BF-2026-1',
      'REF*EJ*C-88',
      'DTP*472*D8*20260314',
      'LX*1',
      `TRN*1*${control}`,
      'DTP*368*D8*20260314',
      'CAT*AE*TX',
      'EFI*05',
      expect.stringMatching(/^BIN\*\d+\*MIME-Version: 1\.0\r\n/) as string,
    ]);
  });

  test('holds the letter whole, under the length that it names', () => {
    const [, length = '', ...body] = (segmentsOf(file()).find((one) => one.startsWith('BIN*')) ?? '').split('*');
    const [, base64 = ''] = body.join('*').split('\r\n\r\n');

    expect(Buffer.byteLength(body.join('*'))).toBe(Number(length));
    expect(Buffer.from(base64, 'base64').toString('utf8')).toBe(`${APPEAL.letter.title}\n\n${APPEAL.letter.text}`);
  });

  test('is the same bytes each time', () => {
    expect(file()).toBe(file());
  });
});

describe('what is enclosed', () => {
  const ENCLOSED = [
    { title: 'Your remittance', text: 'CO-50  $890.00' },
    { title: 'ED note', text: 'Syncope*~>^ – "über"\n'.repeat(200) },
    { title: 'CT head', text: 'No acute\u0000 abnormality.' },
  ];
  const sentence = (text: string, place: number) => ({ template: 'enclosure-document', cites: { document: place }, text });
  const written = {
    ground: 'medical-necessity',
    sources: ENCLOSED.map(({ title }, place) => ({ cite: { kind: 'document', document: `D-${place}` }, says: title })),
    title: { template: 'title-first', cites: {}, text: 'Appeal' },
    to: [{ template: 'to-appeals', cites: {}, text: 'Appeals department' }],
    about: [{ template: 'about-claim', cites: {}, text: 'Our claim number: C-88' }],
    paragraphs: [[{ template: 'salutation', cites: {}, text: 'To the appeals department:' }]],
    enclosures: ENCLOSED.map(({ title }, place) => sentence(title, place)),
  };
  const letter = { ...APPEAL.letter, written };

  test('goes with the letter, one BIN each in the order of the list, every byte of it under the length that BIN names', () => {
    const segments = segmentsOf(file({ letter, enclosed: ENCLOSED }));
    const loops = segments.slice(segments.indexOf('LX*1'), -3).map((one) =>
      one
        .split('*')
        .slice(0, one.startsWith('BIN') ? 1 : 2)
        .join(' '),
    );
    const control = controlNumber(ID);
    const read = segments
      .filter((one) => one.startsWith('BIN*'))
      .map((one) => {
        const [, length = '', ...rest] = one.split('*');
        const body = rest.join('*');
        const [, base64 = ''] = body.split('\r\n\r\n');
        return { isAsLong: Buffer.byteLength(body) === Number(length), text: Buffer.from(base64, 'base64').toString('utf8') };
      });

    expect(loops).toEqual([1, 2, 3, 4].flatMap((place) => [`LX ${place}`, 'TRN 1', 'DTP 368', 'CAT AE', 'EFI 05', 'BIN']));
    expect(segments.filter((one) => one.startsWith('TRN*'))).toEqual(['', '002', '003', '004'].map((place) => `TRN*1*${control}${place}`));
    expect(read).toEqual([letter, ...ENCLOSED].map(({ title, text }) => ({ isAsLong: true, text: `${title}\n\n${text}` })));
    expect(segments.at(-3)).toBe(`SE*${segments.length - 4}*0001`);
  });

  test('is not left out: a letter that lists more than goes with it is refused', () => {
    expect(() => file({ letter, enclosed: ENCLOSED.slice(1) })).toThrow('lists 3 enclosures, and 2 of them go with it');
    expect(() => file({ letter })).toThrow('Draft the appeal again');
    expect(() => file({ enclosed: ENCLOSED })).toThrow('lists 0 enclosures, and 3');
  });
});

test('no letter and no name can end a segment or begin an element', () => {
  const count = segmentsOf(file()).length;
  const elements = segmentsOf(file()).map((one) => one.split('*').length);
  fc.assert(
    fc.property(fc.stringMatching(/^[\x20-\x7e]{1,30}$/), TEXT, (name, text) => {
      fc.pre(/[^*>^~ ]/.test(name));
      const segments = segmentsOf(file({ patientName: { last: name, first: 'M' }, letter: { title: 'Appeal', text } }));
      expect(segments).toHaveLength(count);
      expect(segments.map((one) => one.split('*').length)).toEqual(elements);
    }),
  );
});

test('a name loses its accents and its delimiters, and what cannot be written is refused without saying it', () => {
  expect(x12Name('  Núñez*de~la >Cruz ', 'the name of the patient')).toBe('Nunez de la Cruz');
  expect(() => x12Name('李', 'the name of the patient')).toThrow('cannot hold the name of the patient as it is written');
});

test('an id with a delimiter is refused: with a letter less it would be somebody else', () => {
  expect(x12Id('BF 1', 'x')).toBe('BF 1');
  for (const id of ['A*B', 'A~', 'A>B', 'A^B', 'Ä', ' A', 'A'.repeat(51)]) expect(() => x12Id(id, 'the id')).toThrow('cannot hold the id');
});

test('a control number has 9 digits and is not zero', () => {
  expect(controlNumber('00000000-0000-0000-0000-000000000000')).toBe('000000001');
  expect(controlNumber('ffffffff-ffff-ffff-ffff-ffffffffffff')).toMatch(/^\d{9}$/);
});
