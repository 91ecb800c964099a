import { codeTable, type CodeTable } from './code-table.ts';
import type { Combination, EditionSource, TabularNote } from './edition-source.ts';
import { exactTitles, type ExactTitles } from './exact-titles.ts';
import { bindingNotes } from './official-notes/binding-notes.ts';
import { presumedLinks } from './official-notes/presumed-links.ts';
import { statementTables, type StatementTables } from './statement-index.ts';
import { statementsOf } from './statements.ts';

/** What of a compiled edition takes seconds to make and is kept in its file. */
export interface PreparedEdition {
  readonly statements: StatementTables;
  readonly titles: ExactTitles;
  /** The notes of the tabular list, official and written here, as they bind codes. */
  readonly notes: readonly TabularNote[];
  /** Combinations that the official index makes of two conditions. */
  readonly links: readonly Combination[];
}

export function prepareEdition(source: EditionSource, table: CodeTable = codeTable(source.codes)): PreparedEdition {
  const statements = statementsOf(source);
  const notes = bindingNotes(source);
  const links = presumedLinks({ codes: source.codes, index: source.official?.index ?? [], statements, notes });
  return { statements: statementTables(statements), titles: exactTitles(table), notes, links };
}
