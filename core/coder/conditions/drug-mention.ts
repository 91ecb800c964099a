import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import { assertionOf, type AssertedStatus } from '../../text/assertion.ts';
import type { Range } from '../../text/reading.ts';
import type { DrugCode } from './drug-table.ts';
import { episodeOf } from './episode-of-care.ts';
import { publicationPath } from '../words/publication-path.ts';
import { surroundings, type Unnumbered } from '../words/read-term.ts';

export interface NamedDrug extends DrugCode {
  readonly range: Range;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const BARE: CompiledEntry = {
  id: -1,
  main: '',
  origin: 'drug',
  code: undefined,
  subterms: [],
  also: [],
  notIn: [],
  onlyIn: [],
  uses: NO_NAMES,
};

/** The mention of a drug beside the condition that it is told of: as sure as its own words and those of the condition are. */
export function drugMention(
  condition: Unnumbered,
  { target, label, origin, range }: NamedDrug,
  edition: CompiledEdition,
  phase: Episode['phase'],
): Unnumbered | undefined {
  const { source, sentence, status, cue, assertionRule, weight } = condition;
  const stem = `${target}?`;
  const code = edition.resolve(stem, episodeOf(NO_NAMES, phase));
  if (code === undefined) return undefined;
  const own = assertionOf(source.reading, sentence, range);
  const told: AssertedStatus = { status, rule: assertionRule, ...(cue === undefined ? {} : { cue }) };
  const entry: CompiledEntry = { ...BARE, main: label, origin, code: stem };
  return {
    ...surroundings({ source, sentence }, range, own.status === 'present' ? told : own),
    weight,
    entry,
    names: NO_NAMES,
    modifiers: [],
    refused: [],
    target: stem,
    code,
    path: publicationPath(entry) ?? label,
  };
}
