import type { Icd10Cm } from '../codes.ts';
import type { CodeTarget, Combination, EditionSource } from './edition-source.ts';
import type { Edition } from './edition.ts';
import type { Lexicon } from './lexicon.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import type { PreparedEdition } from './prepare-edition.ts';
import type { CodeRefiner } from './refine-code.ts';
import type { Episode } from './seventh-character.ts';
import type { StatementIndex } from './statement-index.ts';
import type { StatementOrigin } from './statements.ts';

/** One subterm of an index entry: every name must be said for the target to hold. */
export interface Subterm {
  readonly names: readonly string[];
  readonly target: CodeTarget;
}

export interface CompiledEntry {
  /** Position in the edition; `-1` for an entry that was made of an official statement. */
  readonly id: number;
  readonly main: string;
  /** `phrase` for the entries that are written here; for statements of the official publications, which one. */
  readonly origin: 'phrase' | StatementOrigin;
  readonly code: CodeTarget | undefined;
  readonly subterms: readonly Subterm[];
  /** Entries that the same words state as well. */
  readonly also: readonly CompiledEntry[];
  readonly notIn: readonly string[];
  readonly onlyIn: readonly string[];
  /** Every modifier that can change the code, episode words included where a seventh character is chosen. */
  readonly uses: ReadonlySet<string>;
}

export interface PhraseUse {
  readonly entry: CompiledEntry;
  readonly capitals: boolean;
  /** How a single word in capitals is spelt, since `CRPS` is no plural of `CRP`; empty for any other phrase. */
  readonly spelling: string;
  readonly implied: readonly string[];
  /** How many words the phrase has. */
  readonly words: number;
}

export interface ModifierUse {
  readonly name: string;
  readonly axis: string;
  readonly capitals: boolean;
}

/** A way through the index to a code. */
export interface Reach {
  readonly entry: CompiledEntry;
  readonly names: readonly string[];
}

/** Something of the index that this edition's code list does not carry, or a term that the index does not have. */
export interface DroppedTarget {
  readonly main: string;
  readonly subterm: string;
  readonly target: string;
}

/** An edition with what the coder needs to find its terms in a text. */
export interface CompiledEdition extends Edition {
  readonly lexicon: Lexicon;
  readonly phrases: PhraseTrie<PhraseUse>;
  readonly modifiers: PhraseTrie<ModifierUse>;
  /** Words that may stand inside a phrase without breaking it: articles, sides, acuity and severity. */
  readonly passable: ReadonlySet<number>;
  readonly combinations: readonly Combination[];
  /** Names that choose a seventh character: `open`, `nonunion`, `sequela`. */
  readonly episodes: ReadonlySet<string>;
  /** What its file keeps: the source without what the publications print, and what takes long to make. */
  readonly kept: { readonly source: Omit<EditionSource, 'official'>; readonly prepared: PreparedEdition };
  readonly dropped: readonly DroppedTarget[];
  /** The axis of a modifier; a modifier that stands in no axis is its own. */
  readonly axisOf: (name: string) => string;
  /** What the official index, tables, inclusion terms and titles state. */
  readonly statements: StatementIndex;
  readonly refine: CodeRefiner['refine'];
  /** The billable code whose title has exactly the words of a key (`titleKey`). */
  readonly exactTitle: (key: string) => string | undefined;
  /** Whether a billable title has this as its first word. */
  readonly opensTitle: (word: string) => boolean;
  /** Index entries that can lead to a code, in the order of the index. */
  readonly reach: (code: string) => readonly Reach[];
  /** The billable code of a target, its seventh character chosen by episode; `undefined` when there is none. */
  readonly resolve: (target: CodeTarget, episode: Episode) => Icd10Cm | undefined;
}
