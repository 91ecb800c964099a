import { isIcd10Cm, type AnySource } from './any-source.ts';
import type { IndexPath } from './index-path.ts';
import type { TabularEntry } from './tabular-entry.ts';

export interface Changed {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** How one part of two editions differs, in the order of the editions. */
export interface PartDiff {
  readonly part: string;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly Changed[];
}

type Rows = ReadonlyMap<string, string>;
type Pair = readonly [string, string];

const TABLES: Readonly<Record<IndexPath['table'], string>> = {
  index: 'Index lines',
  neoplasm: 'Neoplasm table',
  drug: 'Table of drugs',
  'external-cause': 'External causes',
};

/**
 * What an edition adds, takes away and changes, part by part. A part that only one of the two has is left out: that it was not
 * loaded is no change.
 */
export function diffEditions(before: AnySource, now: AnySource): PartDiff[] {
  const earlier = partsOf(before);
  return [...partsOf(now)].flatMap(([part, rows]) => {
    const other = earlier.get(part);
    return other === undefined ? [] : [diffRows(part, other, rows)];
  });
}

function diffRows(part: string, before: Rows, now: Rows): PartDiff {
  return {
    part,
    added: [...now.keys()].filter((key) => !before.has(key)),
    gone: [...before.keys()].filter((key) => !now.has(key)),
    changed: [...now].flatMap(([key, to]) => {
      const from = before.get(key);
      return from === undefined || from === to ? [] : [{ key, from, to }];
    }),
  };
}

function partsOf(source: AnySource): ReadonlyMap<string, Rows> {
  if (isIcd10Cm(source)) {
    const { index = [], tabular = [] } = source.official ?? {};
    const lines = Object.entries(TABLES).map(([table, part]): [string, Pair[]] => [
      part,
      index.filter((line) => line.table === table).map((line) => [line.path.join(', '), pointsTo(line)]),
    ]);
    return withRows({
      Codes: source.codes.map(({ code, billable, title }) => [code, `${title}${billable ? '' : ' (header)'}`]),
      ...Object.fromEntries(lines),
      'Tabular notes': tabular.flatMap(notesOf),
    });
  }
  if ('edits' in source) return withRows({ Edits: source.edits.map(({ code, edit }) => [code, JSON.stringify(edit)]) });
  if ('rows' in source) return withRows({ Mappings: source.rows.map(({ code, model, category }) => [`${code} in ${model}`, category]) });
  if ('texts' in source) return withRows({ Codes: source.texts.map(({ kind, code, says }) => [`${kind} ${code}`, says]) });
  if ('levels' in source) return withRows({ Codes: source.levels.map(({ code, level }) => [code, level]) });
  return withRows({ Codes: source.codes.map((row) => (typeof row === 'string' ? [row, ''] : [row.code, row.title])) });
}

function withRows(parts: Readonly<Record<string, readonly Pair[]>>): ReadonlyMap<string, Rows> {
  return new Map(
    Object.entries(parts)
      .filter(([, rows]) => rows.length > 0)
      .map(([part, rows]) => [part, together(rows)]),
  );
}

/** A key may stand more than once, as a code does with two edits. */
function together(rows: readonly Pair[]): Rows {
  const byKey = new Map<string, string>();
  for (const [key, value] of rows) {
    const known = byKey.get(key);
    byKey.set(key, known === undefined || known === value ? value : `${known}; ${value}`);
  }
  return byKey;
}

/** Each kind of note at a place is a row of its own, `I50 excludes1`. Titles of codes are compared with the codes. */
function notesOf({ code, title: _title, seventh, ...notes }: TabularEntry): Pair[] {
  const printed = Object.entries(notes).map(([kind, lines]): Pair => [`${code} ${kind}`, (lines ?? []).join(' | ')]);
  const characters = Object.entries(seventh ?? {}).map(([character, meaning]) => `${character} ${meaning}`);
  return characters.length === 0 ? printed : [...printed, [`${code} seventh`, characters.join(' | ')]];
}

function pointsTo({ code, manifestation, see, seeAlso, columns }: IndexPath): string {
  const parts = [code, manifestation && `[${manifestation}]`, see && `see ${see}`, seeAlso && `see also ${seeAlso}`, columns?.join(' ')];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
