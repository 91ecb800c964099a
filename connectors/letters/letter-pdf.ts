import PdfDocument from 'pdfkit';
import { inARow } from '#core/appeals/letter/lay-out.ts';
import { DRAFT, type LetterSheet } from '#core/appeals/letter/letter-sheet.ts';
import { encodable } from './encodable.ts';
import { refusedLines } from './pdf-table.ts';

const MARGIN = 72;
const BODY = 10.5;
const SMALL = 8.5;
/** The height that the close takes with room for the pen, in points. */
const SIGNATURE = 115;
const FONT = { plain: 'Times-Roman', bold: 'Times-Bold', italic: 'Times-Italic', fixed: 'Courier' } as const;
/** A file of the same letter has the same bytes: the day in it is that of the approval, or none in particular. */
const NO_DAY = '2000-01-01T00:00:00Z';

type Pdf = InstanceType<typeof PdfDocument>;

/** The letter as a PDF on US letter paper; with its enclosures behind it, a page or more each, where the sheet has them. */
export async function letterPdf(sheet: LetterSheet): Promise<Buffer> {
  const pdf = new PdfDocument({
    size: 'LETTER',
    margin: MARGIN,
    bufferPages: true,
    lang: 'en-US',
    info: { Title: encodable(sheet.title), Author: encodable(sheet.letterhead.name), CreationDate: new Date(NO_DAY) },
  });
  const done = collected(pdf);
  head(pdf, sheet);
  body(pdf, sheet);
  lists(pdf, sheet);
  for (const { title, text } of sheet.enclosed) enclosure(pdf, title, text);
  feet(pdf, sheet);
  pdf.end();
  return done;
}

function collected(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function head(pdf: Pdf, { letterhead, date, to, title, about }: LetterSheet): void {
  pdf.font(FONT.bold).fontSize(15).text(encodable(letterhead.name));
  pdf.font(FONT.plain).fontSize(9);
  for (const line of letterhead.lines) pdf.text(encodable(line));
  rule(pdf);
  pdf.fontSize(BODY);
  if (date === undefined) pdf.font(FONT.bold).text(DRAFT).font(FONT.plain);
  else pdf.text(date);
  pdf.moveDown();
  for (const line of to) pdf.text(encodable(line));
  pdf.moveDown();
  pdf
    .font(FONT.bold)
    .text(`RE: ${encodable(title)}`)
    .font(FONT.plain)
    .moveDown(0.4);
  for (const [label, value] of about) row(pdf, label, value);
  pdf.moveDown();
}

function rule(pdf: Pdf): void {
  pdf.moveDown(0.4);
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(pdf.page.width - MARGIN, pdf.y)
    .lineWidth(0.7)
    .stroke();
  pdf.moveDown(0.8);
}

const LABEL_WIDTH = 130;

function row(pdf: Pdf, label: string, value: string): void {
  const { y } = pdf;
  const width = pdf.page.width - 2 * MARGIN - LABEL_WIDTH;
  pdf.font(FONT.italic).text(encodable(label), MARGIN, y, { width: LABEL_WIDTH });
  pdf.font(FONT.plain).text(encodable(value), MARGIN + LABEL_WIDTH, y, { width });
  pdf.x = MARGIN;
}

function body(pdf: Pdf, { paragraphs, signer, letterhead, date }: LetterSheet): void {
  pdf.font(FONT.plain).fontSize(BODY);
  for (const [at, one] of paragraphs.entries()) {
    // The close goes with the signature: neither begins a page without the other.
    if (at === paragraphs.length - 1 && one.kind === 'sentences')
      keepTogether(pdf, pdf.heightOfString(inARow(one.sentences), { lineGap: 1.5 }) + SIGNATURE);
    if (one.kind === 'table') refusedLines(pdf, one, BODY);
    else pdf.text(encodable(inARow(one.sentences)), { lineGap: 1.5 }).moveDown(0.7);
  }
  keepTogether(pdf, SIGNATURE - 10);
  pdf.text('Sincerely,').moveDown(3);
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(MARGIN + 220, pdf.y)
    .lineWidth(0.5)
    .stroke()
    .moveDown(0.3);
  pdf.text(encodable(signer === undefined ? 'Signature' : signer));
  pdf.text(encodable(letterhead.name));
  if (date !== undefined && signer !== undefined) pdf.font(FONT.italic).text(`Approved ${date}`).font(FONT.plain);
  pdf.moveDown();
}

function lists(pdf: Pdf, { enclosures, sources }: LetterSheet): void {
  const list = (title: string, items: readonly string[]): void => {
    if (items.length === 0) return;
    keepTogether(pdf, 60);
    pdf.font(FONT.bold).fontSize(BODY).text(title).font(FONT.plain).fontSize(SMALL).moveDown(0.2);
    for (const item of items) pdf.text(encodable(item), MARGIN + 12, pdf.y, { indent: -12, lineGap: 1 });
    pdf.x = MARGIN;
    pdf.moveDown();
  };
  list(
    'Enclosures',
    enclosures.map((one, at) => `${at + 1}.  ${one}`),
  );
  list(
    'Sources',
    sources.map((one, at) => `[${at + 1}] ${one}`),
  );
}

function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
}

function enclosure(pdf: Pdf, title: string, text: string): void {
  pdf.addPage();
  pdf
    .font(FONT.bold)
    .fontSize(11)
    .text(`Enclosure: ${encodable(title)}`)
    .moveDown();
  pdf.font(FONT.fixed).fontSize(8.5).text(encodable(text), { lineGap: 1 });
}

/** Page numbers, once it is known how many there are. */
function feet(pdf: Pdf, { reference }: LetterSheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin, which would otherwise begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font(FONT.plain).fontSize(8);
    pdf.text(`${encodable(reference)}  -  page ${page - start + 1} of ${count}`, MARGIN, pdf.page.height - 46, {
      align: 'center',
      lineBreak: false,
      width: pdf.page.width - 2 * MARGIN,
    });
    pdf.page.margins.bottom = MARGIN;
  }
}
