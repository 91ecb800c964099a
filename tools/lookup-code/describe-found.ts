import type { CodeBook } from '#core/terminology/lookup/code-book.ts';
import type { IndexLine } from '#core/terminology/lookup/index-line.ts';
import { bounded, lineOf, listed, onceEach } from './lines.ts';
import { MOST, type FoundCard, type Line } from './looked-up.ts';

/** Finds entries by words, and what stands beside and beneath the first of them in its index. */
export function describeFound(query: string, book: CodeBook): FoundCard {
  const { words, unknown, without, hits, more } = book.find(query, MOST);
  const [best] = hits;
  const inIndex = best !== undefined && best.by !== 'title' && best.by !== 'inclusion term' && best.columns === undefined;
  const beside = inIndex && best.path.length > 1 ? book.beneath(best.path.slice(0, -1), best.by) : [];
  const others = bounded(onceEach(beside.filter(({ path }) => path.at(-1) !== best?.path.at(-1)).filter(leads)), MOST);
  const under = bounded(onceEach((inIndex ? book.beneath(best.path, best.by) : []).filter(leads)), MOST);
  return {
    words: [...words],
    unknown: unknown.map(({ word, nearest }) => ({ word, nearest: [...nearest] })),
    ...(without !== undefined && { without }),
    lines: hits.map((hit) => followed(lineOf(hit, book), book)),
    more,
    beside: others.first.map((line) => lineOf(line, book)),
    moreBeside: others.more,
    beneath: under.first.map((line) => lineOf(line, book)),
    moreBeneath: under.more,
  };
}

/** A cross-reference with the code that it leads to, where its words are the whole of a line. */
function followed(line: Line, book: CodeBook): Line {
  const [target] = line.see === undefined || line.leadsTo !== undefined ? [] : book.find(line.see, 1).hits;
  if (target?.entry === undefined || target.apart > 0 || target.by !== line.by) return line;
  return { ...line, leadsTo: listed(target.entry) };
}

function leads({ entry, see, seeAlso }: IndexLine): boolean {
  return (entry ?? see ?? seeAlso) !== undefined;
}

/** What came of it in a sentence, with everything that was tried. */
export function saysFound(query: string, { unknown, without, lines, more, words }: FoundCard): string {
  const unsaid = unknown.map(({ word, nearest }) => {
    const near = nearest.length === 0 ? 'it was left out' : `nearest: ${nearest.map((one) => `"${one}"`).join(', ')}`;
    return `No entry says "${word}"; ${near}.`;
  });
  if (lines.length === 0) {
    const tried = 'Index paths, titles, inclusion terms and the tables were searched for these words in any order.';
    const shape = /^[a-z0-9][a-z0-9.]{2,8}$/i.test(query.trim()) && /\d/.test(query) ? ' A code looks like I50.23.' : '';
    return [...unsaid, `Nothing was found for "${query}".`, `${tried}${shape}`].join(' ');
  }
  const left = without === undefined ? [] : [`No entry has all of these words; these have them without "${without}".`];
  const count = lines.length + more;
  const where = count === 1 ? '1 entry has' : `${count} entries have`;
  const looked = words.length === 1 ? 'this word' : 'these words';
  return [
    ...unsaid,
    ...left,
    without === undefined ? `${where} ${looked}, the closest first.` : `${count} in all, the closest first.`,
  ].join(' ');
}
