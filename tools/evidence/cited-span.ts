import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { AuthorRole, type ChartDocument } from '#core/chart/chart.ts';
import { Span } from '#core/coder/trace.ts';

/** Verbatim words of a chart with everything that is needed to find and weigh them. */
export const CitedSpan = Span.extend({
  title: z.string(),
  author: z.string().optional(),
  authorTitle: z.string().optional(),
  role: AuthorRole,
  date: z.string(),
});
export type CitedSpan = z.infer<typeof CitedSpan>;

export function citeSpan(span: Span, documents: readonly ChartDocument[]): CitedSpan {
  const document = documents.find(({ id }) => id === span.document);
  if (document === undefined) throw new RangeError(`no document ${span.document} in this chart`);
  const { title, author, authorTitle, role, date } = document;
  return { ...span, title, role, date, ...(author !== undefined && { author }), ...(authorTitle !== undefined && { authorTitle }) };
}

export function quoteOf(cited: CitedSpan, flags: readonly string[] = []): Block {
  const { document, title, author, authorTitle, role, date, section, start, end, text } = cited;
  const who = [author, authorTitle ?? role].filter((part) => part !== undefined).join(', ');
  const source = `${document} ${title} · ${who} · ${date} · ${sectionInWords(section)} · characters ${start}-${end}`;
  return { kind: 'quote', text, source, ...(flags.length > 0 && { flags: [...flags] }) };
}

function sectionInWords(section: string): string {
  return section === 'unsectioned' ? 'no section' : `section ${section.replaceAll('-', ' ')}`;
}
