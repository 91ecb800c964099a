import type { Icd10Cm } from '../codes.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { CompiledEdition, Reach } from '../terminology/compiled-edition.ts';
import type { CodeEntry } from '../terminology/edition.ts';
import type { CodeBook } from '../terminology/lookup/code-book.ts';
import { tellingWords } from '../terminology/lookup/telling-words.ts';
import type { Mention, Trace } from './trace.ts';

/** What would have to be said for a code, and how the classification leads to it: a sentence with a space behind it. */
export interface Needs {
  readonly needed: string[];
  readonly how: string;
}

interface Asked {
  readonly entry: CodeEntry;
  readonly edition: CompiledEdition;
  readonly trace: Trace;
  /** Ways of the phrases that are written here. */
  readonly ways: readonly Reach[];
  /** Mentions of the same term or category that nothing denies. */
  readonly said: readonly Mention[];
  readonly book: CodeBook | undefined;
}

/**
 * What the chart does not say and the classification asks for. The phrases written here come first, then what a combination lacks,
 * then the official index, inclusion terms and, where nothing else leads to the code, its title. Never empty.
 */
export function needsOf(asked: Asked): Needs {
  const { entry, said } = asked;
  const episode = episodeWords(asked);
  const sameStem = said.find(({ code }) => code !== undefined && code !== entry.code && code.slice(0, 7) === entry.code.slice(0, 7));
  if (episode !== undefined && sameStem !== undefined) {
    return { needed: [episode], how: `The seventh character ${entry.code.slice(7)} is given only for ${quoted([episode])}. ` };
  }
  const { needed, how } = byPhrases(asked) ?? byParts(asked) ?? byIndex(asked) ?? byTabular(asked);
  if (episode === undefined || entry.code.endsWith('A') || needed.some((words) => words.includes(episode))) return { needed, how };
  return { needed: [...needed, episode], how: `${how}The seventh character ${entry.code.slice(7)} is given for ${quoted([episode])}. ` };
}

function byPhrases({ ways, said }: Asked): Needs | undefined {
  const words = neededWords(ways, said);
  const [first, ...rest] = words ?? [];
  if (words === undefined || first === undefined) return undefined;
  if (!ways.some(({ entry }) => entry.main === first)) {
    return { needed: [...words], how: `The index gives it only where the note says ${quoted(words)}. ` };
  }
  const under = rest.length === 0 ? '' : ` with ${quoted(rest)}`;
  return { needed: [...words], how: `The index gives it under ${quoted([first])}${under}. ` };
}

/** The words that the nearest way through the index still lacks, when what was said of the term or of a narrower one counts. */
function neededWords(ways: readonly Reach[], near: readonly Mention[]): readonly string[] | undefined {
  const present = wordsSaid(near);
  const options = ways.map(({ entry, names }) => {
    const missing = near
      .filter(({ term }) => term === entry.main || term.startsWith(`${entry.main}, `))
      .map(({ modifiers, path }) => new Set([...modifiers.map(({ name }) => name), ...path.split(' > ')]))
      .map((said) => names.filter((name) => !said.has(name)));
    const least = shortest(missing) ?? missingByWords(entry.main, names, present);
    return least === undefined || least.length === 0 ? [entry.main, ...names] : [...least];
  });
  return shortest(options);
}

/** What a way lacks where another term said most of its main term: the official title of a neighbouring code, say. */
function missingByWords(main: string, names: readonly string[], present: ReadonlySet<string>): string[] | undefined {
  const words = tellingWords(main);
  if (words.filter((word) => present.has(word)).length * 2 < words.length) return undefined;
  const missing = names.filter((name) => !isSaid(name, present));
  return missing.length > 0 ? missing : main.split(', ').filter((part) => !isSaid(part, present));
}

function wordsSaid(said: readonly Mention[]): ReadonlySet<string> {
  return new Set(
    said.flatMap(({ path, span, modifiers }) => tellingWords([path, span.text, ...modifiers.map(({ name }) => name)].join(' '))),
  );
}

/** What a combination code still lacks: a condition for each part that no suggestion fills. */
function byParts({ entry, edition, trace: { suggestions } }: Asked): Needs | undefined {
  const rule = edition.combinations.find(({ gives }) => gives === entry.code);
  const lacking = rule?.all.filter((patterns) => !suggestions.some((one) => inAnyPattern(patterns, one.code))) ?? [];
  if (lacking.length === 0) return undefined;
  const needed = lacking.map((patterns) => edition.code(patterns[0] ?? '')?.title ?? patterns.join(', '));
  return { needed, how: `It reports ${quoted(needed)} as well. ` };
}

/** The line of the official index that lacks the least. Where only a header has lines, what the title of the code adds to it too. */
function byIndex(asked: Asked): Needs | undefined {
  const { entry, edition, said, book } = asked;
  const linesOf = (code: string) => (book?.ways(code) ?? []).filter(({ table }) => table !== 'curated');
  const from = [entry.code, ...headersOf(entry.code, edition)].find((code) => linesOf(code).length > 0);
  if (from === undefined) return undefined;
  const paths = linesOf(from).map(({ path }) => path);
  const present = wordsSaid(said);
  const missing = paths.map((path) => path.filter((part) => tellingWords(part).length > 0 && !isSaid(part, present)));
  const least = shortest(missing.filter(({ length }) => length > 0)) ?? paths[0] ?? [];
  const path = paths[missing.findIndex((one) => one === least)] ?? least;
  const added = addedTo(edition.code(from)?.title ?? '', asked);
  const only =
    least.length < path.filter((part) => tellingWords(part).length > 0).length ? `, and the note does not say ${quoted(least)}` : '';
  const adds = added === '' ? '' : `; its title adds ${quoted([added])}`;
  const gives = from === entry.code ? 'gives it' : `gives ${from}`;
  return {
    needed: [...least, ...(added === '' ? [] : [added])],
    how: `The official index ${gives} under ${quoted([path.join(' > ')])}${only}${adds}. `,
  };
}

/** The words of a title that its header has not, without those of its seventh character. */
function addedTo(header: string, asked: Asked): string {
  const { title } = asked.entry;
  const episode = episodeWords(asked);
  const plain = episode !== undefined && title.endsWith(episode) ? title.slice(0, -episode.length) : title;
  const known = new Set(tellingWords(header));
  return tellingWords(plain)
    .filter((word) => !known.has(word))
    .join(' ');
}

function isSaid(part: string, present: ReadonlySet<string>): boolean {
  return part.split(',').some((form) => {
    const words = tellingWords(form);
    return words.length > 0 && words.every((word) => present.has(word));
  });
}

function byTabular({ entry, book }: Asked): Needs {
  const [term] = book?.places.inclusionTerms(entry.code) ?? [];
  if (term !== undefined) return { needed: [term], how: `No line of the index gives it; the tabular list has it for ${quoted([term])}. ` };
  return { needed: [entry.title], how: `No line of the index gives it: only its title leads to it. ` };
}

/** What the seventh character of a code says: the end of its title, which the title of its header has not. */
function episodeWords({ entry: { code, title }, edition, book }: Asked): string | undefined {
  if (code.length !== 8) return undefined;
  const printed = book?.places.seventh(code)?.letters[code.slice(7)];
  if (printed !== undefined) return printed;
  const [header] = headersOf(code, edition);
  const above = header === undefined ? undefined : edition.code(header)?.title;
  if (above === undefined || !title.startsWith(above)) return undefined;
  const rest = title.slice(above.length).replace(/^[,\s]+/, '');
  return rest === '' ? undefined : rest;
}

/** The headers above a code, the nearest first. */
function headersOf(code: Icd10Cm, edition: CompiledEdition): string[] {
  const lengths = Array.from({ length: Math.max(0, code.length - 3) }, (_, at) => code.length - 1 - at);
  return lengths.map((length) => code.slice(0, length)).filter((shorter) => edition.code(shorter) !== undefined);
}

function shortest<T>(lists: readonly (readonly T[])[]): readonly T[] | undefined {
  return lists.reduce<readonly T[] | undefined>((best, one) => (best === undefined || one.length < best.length ? one : best), undefined);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' and ');
}
