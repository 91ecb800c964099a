import type { CodeRow, EditionSource, IndexEntry } from '../edition-source.ts';
import type { IndexPath } from '../index-path.ts';
import { modifierNames, readPhrase } from '../phrase-words.ts';

/** One line of an index, official or written here (`curated`), as a coder reads it from its main term down. */
export interface IndexLine {
  readonly table: IndexPath['table'] | 'curated';
  readonly path: readonly string[];
  /** Words that may be said or not: nonessential modifiers. */
  readonly optional: readonly string[];
  /** Phrases that people say for the main term of a curated line, and the modifiers of the line that each implies. */
  readonly phrases: readonly { readonly say: string; readonly implied: readonly string[] }[];
  /** How many of the first elements of the path the phrases stand for. */
  readonly lead: number;
  /** The code or header it points to, where the code list carries it. */
  readonly entry?: CodeRow;
  readonly manifestation?: string;
  readonly see?: string;
  readonly seeAlso?: string;
  /** The columns of a table that hold a code of the code list. */
  readonly columns?: readonly { readonly column: string; readonly entry: CodeRow }[];
}

const NEOPLASM = ['malignant primary', 'malignant secondary', 'in situ', 'benign', 'uncertain behavior', 'unspecified behavior'];
const DRUG = [
  'poisoning, accidental',
  'poisoning, self-harm',
  'poisoning, assault',
  'poisoning, undetermined',
  'adverse effect',
  'underdosing',
];

type Find = (code: string) => CodeRow | undefined;

/** Every line of the indexes of an edition: the official ones in their order, then those that are written here. */
export function indexLines({ index, official }: Pick<EditionSource, 'index' | 'official'>, find: Find): IndexLine[] {
  return [...(official?.index ?? []).map((line) => officialLine(line, find)), ...index.flatMap((entry) => curatedLines(entry, find))];
}

function officialLine({ table, path, nonessential, code, columns, manifestation, see, seeAlso }: IndexPath, find: Find): IndexLine {
  const entry = code === undefined ? undefined : targetOf(code, find);
  const names = table === 'neoplasm' ? NEOPLASM : DRUG;
  const filled = columns?.flatMap((printed, at) => {
    const held = printed === '' ? undefined : targetOf(printed, find);
    return held === undefined ? [] : [{ column: names[at] ?? '', entry: held }];
  });
  return {
    ...{ table, path, optional: nonessential ?? [], phrases: [], lead: 1 },
    ...(entry !== undefined && { entry }),
    ...(manifestation !== undefined && { manifestation }),
    ...(see !== undefined && { see }),
    ...(seeAlso !== undefined && { seeAlso }),
    ...(filled !== undefined && { columns: filled }),
  };
}

function curatedLines({ main, say, code, sub }: IndexEntry, find: Find): IndexLine[] {
  const lead = main.split(',').map((part) => part.trim());
  const spoken = say.map(readPhrase);
  const line = (names: readonly string[], target: string): IndexLine[] => {
    const entry = targetOf(target, find);
    const phrases = spoken.filter(({ implied }) => implied.every((name) => names.includes(name)));
    return entry === undefined ? [] : [{ table: 'curated', path: [...lead, ...names], optional: [], phrases, lead: lead.length, entry }];
  };
  return [
    ...(code === undefined ? [] : line([], code)),
    ...Object.entries(sub).flatMap(([names, target]) => line(modifierNames(names), target)),
  ];
}

/** `S72.00-`, `W10.9?` and `I50.23` as the code list has them: a header where more characters are needed. */
function targetOf(printed: string, find: Find): CodeRow | undefined {
  return find(printed.replace(/[-?]+$/, '').replace(/\.$/, ''));
}
