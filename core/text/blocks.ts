import { shortensGenus } from './abbreviations.ts';
import { isRule, type Line } from './lines.ts';
import type { Range } from './reading.ts';

/** A stretch whose line breaks mean nothing: a paragraph, an item of a list, a row of a table. */
export interface Block extends Range {
  readonly item: boolean;
}

const BULLET =
  /^(?:[•●○▪■◦‣·*–—→➢➤►»]\s*|[-]\s+|-(?=[\p{Lu}])|>\s+|o\s+(?=\p{Lu})|#\d{1,2}[.:)]?\s+|#{1,6}\s*|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})[.)]\s+)/u;
const ROW = /\||\t/u;
const OPEN_END =
  /(?:[,&/(]|\b(?:and|or|of|the|a|an|with|to|no|for|in|on|at|by|from|without|is|was|are|were|has|had|his|her|any|nor|than|as|that|which|who))$/iu;
/** What is denied, or told of a relative, comes on the next line, however short this one is. */
const CUE_END =
  /\b(?:denies|denied|deny|denying|not|never|have|has|had|been|be|found|suspected|suspect|possible|probable|likely|possibly|mother|father|brother|sister|son|daughter|wife|husband|family|history)$/iu;
const VERB_START = /^(?:has|have|had|is|was|are|were|denies|denied|reports|reported)\b/u;
/** Lines shorter than this are never wrapped prose. */
const SHORTEST_WRAP = 60;

/** The blocks of one section's lines; with `oneEach`, a line with a capital is an entry of its own however full the one above is. */
export function blocksOf(lines: readonly Line[], oneEach = false): Block[] {
  const blocks: Block[] = [];
  let run: Line[] = [];
  const close = (): void => {
    blocks.push(...joined(run, oneEach));
    run = [];
  };
  for (const line of lines) {
    if (line.text === '' || isRule(line)) close();
    else if (ROW.test(line.text)) {
      close();
      if (!/^[\s|:+-]*$/u.test(line.text)) blocks.push({ start: line.start, end: line.end, item: true });
    } else run.push(line);
  }
  close();
  return blocks;
}

function joined(run: readonly Line[], oneEach: boolean): Block[] {
  const width = run.reduce((widest, line) => Math.max(widest, line.end - line.from), 0);
  const blocks: Block[] = [];
  let open: Line | undefined;
  for (const line of run) {
    const mark = bullet(line);
    const last = blocks.at(-1);
    if (last !== undefined && open !== undefined && mark === 0 && !(oneEach && isEntry(open, line)) && wraps(open, line, width)) {
      blocks[blocks.length - 1] = { ...last, end: line.end };
    } else if (line.start + mark < line.end) blocks.push({ start: line.start + mark, end: line.end, item: mark > 0 });
    open = line;
  }
  return blocks;
}

/**
 * How much of a line's beginning is a bullet or a number; signs that answer a symptom (`-fever +cough`) are not, nor is the
 * letter of `E. coli`.
 */
function bullet(line: Line): number {
  const mark = BULLET.exec(line.text)?.[0] ?? '';
  if (/^\p{L}\./u.test(mark) && shortensGenus(mark.charAt(0), line.text.slice(mark.length))) return 0;
  if (mark === '-' && /(?:^|[\s,;])\+\p{L}/u.test(line.text)) return 0;
  return mark.length;
}

function isEntry(above: Line, line: Line): boolean {
  return /^\p{Lu}/u.test(line.text) && !OPEN_END.test(above.text);
}

/** Whether a line goes on with the sentence of the line above, because that one was full or broke off. */
function wraps(above: Line, line: Line, width: number): boolean {
  if (above.text.endsWith(':')) return false;
  if (OPEN_END.test(above.text)) return true;
  if (/^\p{Ll}/u.test(line.text) && (CUE_END.test(above.text) || (VERB_START.test(line.text) && !/[.:;!?]$/u.test(above.text))))
    return true;
  const word = /^\S+/u.exec(line.text)?.[0].length ?? 0;
  const length = above.end - above.from;
  const full = length + 1 + word > width * 0.85;
  if (/^[\p{Ll}(]/u.test(line.text)) return full && length >= SHORTEST_WRAP / 2;
  return full && width >= SHORTEST_WRAP && length >= SHORTEST_WRAP - 10;
}
