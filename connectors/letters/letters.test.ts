import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { LetterSheet } from '#core/appeals/letter/letter-sheet.ts';
import { encodable } from './encodable.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPdf } from './letter-pdf.ts';

const SHEET: LetterSheet = {
  letterhead: { name: 'Alder Bend Hospital', lines: ['1 River Road, Alder Bend, OH 43000', 'NPI 1234567893, telephone 555-0100'] },
  date: 'November 22, 2026',
  signer: 'Victor Amadi',
  reference: 'P-17, claim C-88',
  title: 'Appeal of the decision on claim C-88',
  to: ['Blue Fern Health', 'Appeals department', 'PO Box 100'],
  about: [
    ['Patient', 'Marguerite Testa'],
    ['Amount in dispute', '$200.00'],
  ],
  paragraphs: [
    { kind: 'sentences', sentences: [{ text: 'To the appeals department:', marks: '' }] },
    {
      kind: 'sentences',
      sentences: [
        { text: 'We ask you to look again.', marks: '' },
        { text: 'Your remittance took $200.00 off & <more>.', marks: '[1][2]' },
      ],
    },
    {
      kind: 'table',
      columns: ['Line', 'Billed as', 'Date of service', 'Units', 'Billed', 'Refused'],
      rows: [
        ['1', '99213-25', 'March 9, 2026', '1', '$150.00', '$150.00'],
        ['2', 'Revenue code 0250', 'March 9, 2026', '4', '$50.00', '$50.00'],
      ],
      lines: ['Line 1', 'Line 2'],
    },
  ],
  enclosures: ['Claim C-88, as it was sent'],
  sources: ['Remittance EFT-1', 'Claim C-88, line 1'],
  enclosed: [{ title: 'Discharge Summary', text: 'Troponin ≥ 0.04 → trending.\n'.repeat(200) }],
};

/** The files of an archive, by name. */
function files(zip: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = zip.readUInt32LE(zip.length - 6), left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    found.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return found;
}

test('the same letter is the same bytes, as PDF and as Word document', async () => {
  expect((await letterPdf(SHEET)).equals(await letterPdf(SHEET))).toBe(true);
  const first = await letterDocx(SHEET);
  await new Promise((resolve) => setImmediate(resolve));
  expect(first.equals(await letterDocx(SHEET))).toBe(true);
});

test('the Word document holds every sentence with the numbers of its sources, and no moment of its making', async () => {
  const parts = files(await letterDocx(SHEET));
  const text = (parts.get('word/document.xml') ?? '').replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '');

  expect(text).toContain('We ask you to look again. Your remittance took $200.00 off &amp; &lt;more&gt;. [1][2]');
  expect(text).toContain('RE: Appeal of the decision on claim C-88');
  expect(text).toContain('[2] Claim C-88, line 1');
  expect(text).toContain('Victor Amadi');
  expect(parts.get('docProps/core.xml')).not.toMatch(/20[12]\d-/);
});

test('refused lines are a table whose head comes again on each page, in both forms', async () => {
  const xml = files(await letterDocx(SHEET)).get('word/document.xml') ?? '';
  const table = xml.slice(xml.lastIndexOf('<w:tbl>'), xml.lastIndexOf('</w:tbl>'));
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const many = Array.from({ length: 40 }, (_, at) => [`${at + 1}`, '99213-25', 'March 9, 2026', '1', '$150.00', '$150.00']);
  const long = SHEET.paragraphs.map((one) => (one.kind === 'table' ? { ...one, rows: many } : one));

  expect(table.match(/<w:tr>/g)).toHaveLength(3);
  expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(table.replaceAll(/<[^>]+>/g, ' ')).toMatch(/Billed as .* 99213-25 .* \$150\.00 .* Revenue code 0250/);
  expect(pages(await letterPdf({ ...SHEET, enclosed: [], paragraphs: long }))).toBe(2);
});

test('a letter that nobody approved says that it is a draft, and has no name under it', async () => {
  const { date: _date, signer: _signer, ...draft } = SHEET;
  const text = files(await letterDocx(draft)).get('word/document.xml') ?? '';

  expect(text).toContain('DRAFT - not approved, not to be sent');
  expect(text).not.toContain('Victor Amadi');
  expect((await letterPdf(draft)).equals(await letterPdf(SHEET))).toBe(false);
});

test('the packet has a page for each enclosure at least', async () => {
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

  expect(pages(await letterPdf({ ...SHEET, enclosed: [] }))).toBe(1);
  expect(pages(await letterPdf(SHEET))).toBeGreaterThanOrEqual(4);
});

test('a sign that the typefaces lack is spelled or named, and none is lost', () => {
  expect(encodable('BP ≥ 90, µg “x” – 38 °C')).toBe('BP >= 90, µg “x” – 38 °C');
  expect(encodable('李\u0007')).toBe('[U+674E] ');
});
