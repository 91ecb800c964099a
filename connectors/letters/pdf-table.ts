import type PdfDocument from 'pdfkit';
import type { LaidParagraph } from '#core/appeals/letter/lay-out.ts';
import { encodable } from './encodable.ts';

type Pdf = InstanceType<typeof PdfDocument>;

/** What part of the line each column of a table of refused lines takes; from the fourth on they are figures. */
const PARTS = [0.07, 0.25, 0.23, 0.09, 0.18, 0.18] as const;
const FIRST_NUMBER = 3;
const PADDING = 2.5;
const GREY = '#808080';

/** The lines that were refused, ruled off. A row stands on one page whole, and the head comes again on the next page. */
export function refusedLines(pdf: Pdf, { columns, rows }: Extract<LaidParagraph, { readonly kind: 'table' }>, size: number): void {
  const { bottom } = pdf.page.margins;
  const head = (): void => {
    pdf.font('Times-Bold');
    drawRow(pdf, columns);
    pdf.font('Times-Roman');
  };
  pdf.fontSize(size - 1);
  const fits = (row: readonly string[]): boolean => pdf.y + heightOf(pdf, row) <= pdf.page.height - bottom;
  if (!fits(columns) || (rows[0] !== undefined && pdf.y + heightOf(pdf, columns) + heightOf(pdf, rows[0]) > pdf.page.height - bottom))
    pdf.addPage();
  head();
  for (const row of rows) {
    if (!fits(row)) {
      pdf.addPage();
      head();
    }
    drawRow(pdf, row);
  }
  pdf.fontSize(size).moveDown(0.9);
}

function widthsOf(pdf: Pdf): readonly number[] {
  const { left, right } = pdf.page.margins;
  return PARTS.map((part) => part * (pdf.page.width - left - right));
}

function heightOf(pdf: Pdf, row: readonly string[]): number {
  const widths = widthsOf(pdf);
  return Math.max(...row.map((cell, at) => pdf.heightOfString(encodable(cell), { width: (widths[at] ?? 0) - PADDING }))) + 2 * PADDING;
}

function drawRow(pdf: Pdf, row: readonly string[]): void {
  const { left } = pdf.page.margins;
  const widths = widthsOf(pdf);
  const height = heightOf(pdf, row);
  const { y } = pdf;
  let x = left;
  for (const [at, cell] of row.entries()) {
    const width = widths[at] ?? 0;
    pdf.text(encodable(cell), x, y + PADDING, { width: width - PADDING, align: at >= FIRST_NUMBER ? 'right' : 'left' });
    x += width;
  }
  pdf
    .moveTo(left, y + height)
    .lineTo(x, y + height)
    .lineWidth(0.4)
    .strokeColor(GREY)
    .stroke()
    .strokeColor('black');
  pdf.x = left;
  pdf.y = y + height;
}
