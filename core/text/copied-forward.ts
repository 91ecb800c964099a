import type { Range } from './reading.ts';

/** Text of one document that already stood, but for its numbers, in an earlier one. */
export interface CopiedForward {
  readonly document: string;
  readonly range: Range;
  /** The earliest document in which it stands. */
  readonly from: string;
}

/** Shorter passages repeat by themselves: headings, templates, `Patient seen and examined.` */
const SHORTEST = 120;
/** The part of a paragraph that must stand in one earlier paragraph for its sentences to be taken for a copy. */
const MOST_OF = 0.6;
/** Dates, doses and vital signs, which change from day to day in a copy; the number of a stage or a type is what is said. */
const NUMBER = /(?<![\p{L}\d.]|\b(?:stage|grade|type|class|level|ckd|nyha|category|degree) )\d+(?:[.,/:-]\d+)*(?![\p{L}\d])/giu;

/**
 * Sentences that stand again in a later document, in a paragraph most of which does: the same words in the same order, white
 * space and numbers apart. A sentence with a changed word is its author's own. Documents are given in the order of their dates.
 * Time is linear in their length.
 */
export function copiedForward(documents: readonly { readonly id: string; readonly text: string }[]): CopiedForward[] {
  if (documents.length < 2) return [];
  const origins = new Map<string, Origin>();
  const found: CopiedForward[] = [];
  for (const { id, text } of documents) {
    const own = new Map<string, Origin>();
    paragraphs(text).forEach((paragraph, at) => {
      if (paragraph.end - paragraph.start < SHORTEST) return;
      const sentences = sentencesOf(text, paragraph);
      const source = sourceOf(sentences, origins);
      if (source !== undefined)
        found.push(...copies(sentences, source, origins).map((range) => ({ document: id, range, from: source.document })));
      for (const { key } of sentences) if (!origins.has(key)) own.set(key, { document: id, paragraph: at });
    });
    for (const [key, origin] of own) origins.set(key, origin);
  }
  return found;
}

interface Origin {
  readonly document: string;
  readonly paragraph: number;
}

interface Keyed extends Range {
  /** The sentence as it is compared. */
  readonly key: string;
}

function sentencesOf(text: string, { start, end }: Range): Keyed[] {
  const found: Keyed[] = [];
  for (const match of text.slice(start, end).matchAll(/\S[^.!?;]*(?:[.!?;](?!\s)[^.!?;]*)*[.!?;]?/gu)) {
    const from = start + match.index;
    const raw = match[0].trimEnd();
    found.push({ start: from, end: from + raw.length, key: raw.replace(/\s+/gu, ' ').replace(NUMBER, '#') });
  }
  return found;
}

/** The earlier paragraph that holds most of the sentences, by their length. */
function sourceOf(sentences: readonly Keyed[], origins: ReadonlyMap<string, Origin>): Origin | undefined {
  const held = new Map<string, { origin: Origin; size: number }>();
  let all = 0;
  for (const { start, end, key } of sentences) {
    all += end - start;
    const origin = origins.get(key);
    if (origin === undefined) continue;
    const name = `${origin.paragraph} ${origin.document}`;
    held.set(name, { origin, size: (held.get(name)?.size ?? 0) + end - start });
  }
  const best = [...held.values()].reduce<{ origin: Origin; size: number } | undefined>(
    (kept, one) => (kept !== undefined && kept.size >= one.size ? kept : one),
    undefined,
  );
  return best !== undefined && best.size >= SHORTEST && best.size >= MOST_OF * all ? best.origin : undefined;
}

/** Sentences of the source, those that follow each other as one stretch. */
function copies(sentences: readonly Keyed[], source: Origin, origins: ReadonlyMap<string, Origin>): Range[] {
  const found: Range[] = [];
  let open = false;
  for (const { start, end, key } of sentences) {
    const origin = origins.get(key);
    const copied = origin?.document === source.document && origin.paragraph === source.paragraph;
    const last = found.at(-1);
    if (copied && open && last !== undefined) found[found.length - 1] = { start: last.start, end };
    else if (copied) found.push({ start, end });
    open = copied;
  }
  return found;
}

/** Stretches between blank lines, without white space at either end. */
function paragraphs(text: string): Range[] {
  const found: Range[] = [];
  let start = -1;
  let end = 0;
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    const from = line.index + line[0].length - line[0].trimStart().length;
    const to = line.index + line[0].trimEnd().length;
    const gap = start === -1 ? '' : text.slice(end, line.index).replace(/\r\n?/gu, '\n');
    if (start !== -1 && (gap.split('\n').length > 2 || from >= to)) {
      found.push({ start, end });
      start = -1;
    }
    if (from >= to) continue;
    if (start === -1) start = from;
    end = to;
  }
  if (start !== -1) found.push({ start, end });
  return found;
}
