import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { LaidParagraph } from '#core/appeals/letter/lay-out.ts';
import { DRAFT, type LetterSheet } from '#core/appeals/letter/letter-sheet.ts';
import { undated } from './undated-zip.ts';

const FONT = 'Times New Roman';
const BODY = 21;
const SMALL = 17;
const TABLE = 19;
/** Of the table of refused lines, in twentieths of a point; from the fourth on its columns are figures. */
const CELL_WIDTHS = [760, 2_300, 2_200, 800, 1_650, 1_650] as const;
const FIRST_NUMBER = 3;

type Sentences = Extract<LaidParagraph, { readonly kind: 'sentences' }>['sentences'];
/** A file of the same letter has the same bytes: no moment of its making stands in it. */
const CORE = (title: string, author: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><cp:lastModifiedBy>${xml(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>`;

/** The letter as a Word document. Its enclosures are in the packet, which is a PDF. */
export async function letterDocx(sheet: LetterSheet): Promise<Buffer> {
  const document = new Document({
    creator: sheet.letterhead.name,
    title: sheet.title,
    styles: { default: { document: { run: { font: FONT, size: BODY } } } },
    sections: [
      {
        properties: { page: { size: { width: 12_240, height: 15_840 }, margin: { top: 1_440, bottom: 1_440, left: 1_440, right: 1_440 } } },
        footers: { default: footer(sheet) },
        children: [
          ...head(sheet),
          about(sheet),
          ...body(sheet),
          ...list(
            'Enclosures',
            numbered(sheet.enclosures, (at) => `${at}.`),
          ),
          ...list(
            'Sources',
            numbered(sheet.sources, (at) => `[${at}]`),
          ),
        ],
      },
    ],
  });
  const core = CORE(sheet.title, sheet.letterhead.name);
  return undated(await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: core }]));
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function line(text: string, { bold = false, italics = false, size = BODY, after = 0, right = false, keepNext = false } = {}): Paragraph {
  const alignment = right ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new Paragraph({ alignment, keepNext, spacing: { after }, children: [new TextRun({ text, bold, italics, size })] });
}

function head({ letterhead, date, to, title }: LetterSheet): Paragraph[] {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 6, space: 4, color: '000000' } };
  const last = letterhead.lines.at(-1) ?? '';
  return [
    line(letterhead.name, { bold: true, size: 30 }),
    ...letterhead.lines.slice(0, -1).map((one) => line(one, { size: 18 })),
    new Paragraph({ border, spacing: { after: 240 }, children: [new TextRun({ text: last, size: 18 })] }),
    line(date ?? DRAFT, { bold: date === undefined, after: 240 }),
    ...to.map((one, at) => line(one, { after: at === to.length - 1 ? 240 : 0 })),
    line(`RE: ${title}`, { bold: true, after: 80 }),
  ];
}

function about({ about: rows }: LetterSheet): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  const cell = (text: string, width: number, italics: boolean): TableCell =>
    new TableCell({ width: { size: width, type: WidthType.DXA }, children: [line(text, { italics })] });
  return new Table({
    borders,
    width: { size: 9_360, type: WidthType.DXA },
    columnWidths: [2_600, 6_760],
    rows: rows.map(([label, value]) => new TableRow({ children: [cell(label, 2_600, true), cell(value, 6_760, false)] })),
  });
}

function body({ paragraphs, signer, letterhead, date }: LetterSheet): (Paragraph | Table)[] {
  return [
    line('', { after: 80 }),
    ...paragraphs.flatMap((one): (Paragraph | Table)[] =>
      one.kind === 'table' ? [refusedLines(one), line('', { after: 80 })] : [sentencesOf(one.sentences)],
    ),
    new Paragraph({ keepNext: true, spacing: { after: 720 }, children: [new TextRun({ text: 'Sincerely,' })] }),
    line('_______________________________', { keepNext: true }),
    line(signer ?? 'Signature', { keepNext: true }),
    line(letterhead.name, { after: date === undefined ? 240 : 0 }),
    ...(date === undefined ? [] : [line(`Approved ${date}`, { italics: true, after: 240 })]),
  ];
}

function sentencesOf(sentences: Sentences): Paragraph {
  return new Paragraph({
    spacing: { after: 160, line: 276 },
    children: sentences.flatMap(({ text, marks }, at) => [
      new TextRun({ text: at === 0 ? text : ` ${text}` }),
      ...(marks === '' ? [] : [new TextRun({ text: ` ${marks}`, size: SMALL })]),
    ]),
  });
}

/** The head of the table comes again on each page, and no row is broken over two. */
function refusedLines({ columns, rows }: Extract<LaidParagraph, { readonly kind: 'table' }>): Table {
  const rule = { style: BorderStyle.SINGLE, size: 4, color: '808080' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const cell = (text: string, at: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: CELL_WIDTHS[at] ?? 0, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [line(text, { bold, size: TABLE, right: at >= FIRST_NUMBER })],
    });
  const row = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({ tableHeader: head, cantSplit: true, children: cells.map((text, at) => cell(text, at, head)) });
  return new Table({
    borders: { top: rule, bottom: rule, left: none, right: none, insideHorizontal: rule, insideVertical: none },
    width: { size: 9_360, type: WidthType.DXA },
    columnWidths: [...CELL_WIDTHS],
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  });
}

function numbered(items: readonly string[], mark: (at: number) => string): readonly string[] {
  return items.map((one, at) => `${mark(at + 1)} ${one}`);
}

function list(title: string, items: readonly string[]): Paragraph[] {
  return items.length === 0
    ? []
    : [
        line(title, { bold: true, after: 60 }),
        ...items.map((one, at) => line(one, { size: SMALL, after: at === items.length - 1 ? 200 : 20 })),
      ];
}

function footer({ reference }: LetterSheet): Footer {
  const children = [new TextRun({ children: [`${reference}  -  page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 16 })];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}
