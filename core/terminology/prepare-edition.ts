import { codeTable, type CodeTable } from './code-table.ts';
import type { EditionSource, TabularNote } from './edition-source.ts';
import { exactTitles, type ExactTitles } from './exact-titles.ts';
import { bindingNotes } from './official-notes/binding-notes.ts';
import { statementTables, type StatementTables } from './statement-index.ts';
import { statementsOf } from './statements.ts';

/** What of a compiled edition takes seconds to make and is kept in its file. */
export interface PreparedEdition {
  readonly statements: StatementTables;
  readonly titles: ExactTitles;
  /** The notes of the tabular list, official and written here, as they bind codes. */
  readonly notes: readonly TabularNote[];
}

export function prepareEdition(source: EditionSource, table: CodeTable = codeTable(source.codes)): PreparedEdition {
  return { statements: statementTables(statementsOf(source)), titles: exactTitles(table), notes: bindingNotes(source) };
}
