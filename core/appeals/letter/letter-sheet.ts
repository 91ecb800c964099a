import { z } from 'zod';
import { dayInWords } from './day-in-words.ts';
import { Enclosed } from './enclosures-of.ts';
import { LaidParagraph, layOut } from './lay-out.ts';
import type { AppealLetter } from './letter.ts';

/** A letter as it is laid out on paper. Every word of it but letterhead, date and signature is what was approved. */
export const LetterSheet = z.object({
  /** The hospital: its name, and the lines beneath. */
  letterhead: z.object({ name: z.string(), lines: z.array(z.string()) }),
  /** The day of the approval; without one it is a draft, and says so. */
  date: z.string().optional(),
  /** Who approved it. */
  signer: z.string().optional(),
  reference: z.string(),
  title: z.string(),
  to: z.array(z.string()),
  about: z.array(z.tuple([z.string(), z.string()])),
  paragraphs: z.array(LaidParagraph),
  enclosures: z.array(z.string()),
  sources: z.array(z.string()),
  /** The enclosures themselves, for a packet. */
  enclosed: z.array(Enclosed),
});
export type LetterSheet = z.infer<typeof LetterSheet>;

/** Lays a letter out. `approved` is who approved it and the moment; absent while it waits. */
export function sheetOf(
  letter: AppealLetter,
  beside: {
    readonly letterhead: LetterSheet['letterhead'];
    readonly reference: string;
    readonly approved?: { readonly by: string; readonly at: string } | undefined;
    readonly enclosed: readonly Enclosed[];
  },
): LetterSheet {
  const { paragraphs, sources } = layOut(letter);
  const { letterhead, reference, approved, enclosed } = beside;
  return {
    letterhead,
    ...(approved !== undefined && { date: dayInWords(approved.at), signer: approved.by }),
    reference,
    title: letter.title.text,
    to: letter.to.map(({ text }) => text),
    about: letter.about.map(({ text }) => partedAt(text)),
    paragraphs: [...paragraphs],
    enclosures: letter.enclosures.map(({ text }) => text),
    sources: [...sources],
    enclosed: [...enclosed],
  };
}

function partedAt(text: string): [string, string] {
  const at = text.indexOf(': ');
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 2)];
}

/** Stands at the head of a letter that nobody approved. */
export const DRAFT = 'DRAFT - not approved, not to be sent';
