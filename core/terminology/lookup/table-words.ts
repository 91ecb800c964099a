import type { IndexLine } from './index-line.ts';

/** Words that choose a table and its columns rather than a line of it. */
const NEOPLASM: Readonly<Record<string, readonly string[]>> = {
  neoplasm: [],
  neoplastic: [],
  tumor: [],
  tumour: [],
  cancer: ['malignant primary'],
  malignant: ['malignant primary', 'malignant secondary'],
  malignancy: ['malignant primary'],
  primary: ['malignant primary'],
  secondary: ['malignant secondary'],
  metastatic: ['malignant secondary'],
  metastasis: ['malignant secondary'],
  situ: ['in situ'],
  benign: ['benign'],
  uncertain: ['uncertain behavior'],
  behavior: [],
};
const DRUG: Readonly<Record<string, readonly string[]>> = {
  poisoning: ['poisoning, accidental', 'poisoning, self-harm', 'poisoning, assault', 'poisoning, undetermined'],
  overdose: ['poisoning, accidental', 'poisoning, self-harm', 'poisoning, assault', 'poisoning, undetermined'],
  toxicity: ['poisoning, accidental', 'poisoning, self-harm', 'poisoning, assault', 'poisoning, undetermined', 'adverse effect'],
  toxic: ['poisoning, accidental', 'poisoning, self-harm', 'poisoning, assault', 'poisoning, undetermined', 'adverse effect'],
  accidental: ['poisoning, accidental'],
  unintentional: ['poisoning, accidental'],
  intentional: ['poisoning, self-harm'],
  self: ['poisoning, self-harm'],
  harm: ['poisoning, self-harm'],
  suicide: ['poisoning, self-harm'],
  assault: ['poisoning, assault'],
  undetermined: ['poisoning, undetermined'],
  adverse: ['adverse effect'],
  effect: [],
  reaction: ['adverse effect'],
  underdosing: ['underdosing'],
};

/** A query as a table reads it: the words of the line, and the columns that its other words choose. */
export interface TableQuery {
  readonly words: readonly string[];
  /** Undefined when the query chooses none, and so means them all. */
  readonly columns: ReadonlySet<string> | undefined;
  readonly named: boolean;
}

/** Takes the words that choose the table out of a query. Words that choose columns narrow each other where they can. */
export function tableQuery(words: readonly string[], table: 'neoplasm' | 'drug'): TableQuery {
  const choosing = table === 'neoplasm' ? NEOPLASM : DRUG;
  const isChoice = (word: string): boolean => Object.hasOwn(choosing, word);
  let columns: ReadonlySet<string> | undefined;
  for (const word of words.filter(isChoice)) {
    const chosen = choosing[word] ?? [];
    if (chosen.length === 0) continue;
    const narrowed = new Set(chosen.filter((one) => columns === undefined || columns.has(one)));
    columns = narrowed.size > 0 ? narrowed : new Set(chosen);
  }
  return { words: words.filter((word) => !isChoice(word)), columns, named: words.some(isChoice) };
}

/** Words that mean a table or a column of one, whether a line holds them or not. */
export function choosesColumn(word: string): boolean {
  return Object.hasOwn(NEOPLASM, word) || Object.hasOwn(DRUG, word);
}

/** The columns of a line that a query asks for. */
export function chosenColumns({ columns = [] }: IndexLine, { columns: chosen }: TableQuery): NonNullable<IndexLine['columns']> {
  return chosen === undefined ? columns : columns.filter(({ column }) => chosen.has(column));
}
