import { anchorsOf, type Anchors } from './statement-anchors.ts';
import type { Statement, StatementOrigin } from './statements.ts';
import { STATEMENT_ORIGINS } from './statements.ts';

/** The statements of an edition as flat arrays: they are written to a file and read back as they are. */
export interface StatementTables {
  /** Every canonical word, the number of each its place. */
  readonly words: readonly string[];
  /** Members of statement `s` are `members[starts[s] … starts[s + 1]]`, the rarest word first. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  /** Places in `targetNames`. */
  readonly targets: Uint32Array;
  readonly targetNames: readonly string[];
  readonly origins: Uint8Array;
  /** Labels one after the other; statement `s` has `labels.slice(labelStarts[s], labelStarts[s + 1])`. */
  readonly labels: string;
  readonly labelStarts: Uint32Array;
  /** `statement number: code` for those that the index pairs with a manifestation. */
  readonly manifestations: readonly (readonly [statement: number, code: string])[];
}

export interface StatementIndex {
  readonly size: number;
  /** Number of a canonical word; `-1` when no statement has it. */
  readonly wordOf: (canonical: string) => number;
  /** Statements by their rarest words: numbers into `at`. */
  readonly anchors: Anchors;
  /** Words of a statement, the rarest first. */
  readonly members: (statement: number) => Uint32Array;
  readonly at: (statement: number) => {
    readonly target: string;
    readonly origin: StatementOrigin;
    readonly label: string;
    readonly manifestation: string | undefined;
  };
  readonly tables: StatementTables;
}

export function statementTables(statements: readonly Statement[]): StatementTables {
  const frequency = new Map<string, number>();
  for (const { words } of statements) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const words = [...frequency.keys()];
  const numbers = new Map(words.map((word, at) => [word, at]));
  const targetNames = [...new Set(statements.map(({ target }) => target))];
  const targets = new Map(targetNames.map((name, at) => [name, at]));
  const starts = new Uint32Array(statements.length + 1);
  const members: number[] = [];
  statements.forEach((statement, at) => {
    const rarest = statement.words.toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0));
    for (const word of rarest) members.push(numbers.get(word) ?? 0);
    starts[at + 1] = members.length;
  });
  return {
    words,
    starts,
    members: Uint32Array.from(members),
    targets: Uint32Array.from(statements, ({ target }) => targets.get(target) ?? 0),
    targetNames,
    origins: Uint8Array.from(statements, ({ origin }) => STATEMENT_ORIGINS.indexOf(origin)),
    labels: statements.map(({ label }) => label).join(''),
    labelStarts: startsOf(statements.map(({ label }) => label.length)),
    manifestations: statements.flatMap(({ manifestation }, at) => (manifestation === undefined ? [] : [[at, manifestation] as const])),
  };
}

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, at) => {
    starts[at + 1] = (starts[at] ?? 0) + length;
  });
  return starts;
}

/** Makes the tables quick to ask: nothing is copied but the anchors. */
export function statementIndex(tables: StatementTables): StatementIndex {
  const { words, starts, members, targets, targetNames, origins, labels, labelStarts } = tables;
  const numbers = new Map(words.map((word, at) => [word, at]));
  const manifestations = new Map(tables.manifestations);
  const anchors = anchorsOf(tables, words.length);
  return {
    size: starts.length - 1,
    tables,
    anchors,
    wordOf: (canonical) => numbers.get(canonical) ?? -1,
    members: (statement) => members.subarray(starts[statement], starts[statement + 1]),
    at: (statement) => ({
      target: targetNames[targets[statement] ?? 0] ?? '',
      origin: STATEMENT_ORIGINS[origins[statement] ?? 0] ?? 'index',
      label: labels.slice(labelStarts[statement], labelStarts[statement + 1]),
      manifestation: manifestations.get(statement),
    }),
  };
}
