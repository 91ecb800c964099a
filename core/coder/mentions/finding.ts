import type { AssertionStatus } from '../trace.ts';
import type { Range } from '../../text/reading.ts';

/**
 * Words of a document that speak for a code. `phrase`: a term written here, or one of the gold set that was reviewed. `statement`: the official index, tables and titles.
 * `learned`: words beside which coders of the gold set gave the code.
 */
export interface Finding {
  readonly code: string;
  readonly source: 'phrase' | 'statement' | 'learned';
  /** Under what its record with the gold set is kept: canonical words, or the path of a phrase. */
  readonly key: string;
  /** Where the words lead by the classification: `Alphabetic index > Failure, heart`; for learned words the words. */
  readonly path: string;
  readonly range: Range;
  readonly section: string;
  readonly status: AssertionStatus;
  readonly rule: string;
  readonly words: number;
  /** Words between that a statement does not account for. */
  readonly extra: number;
  /** False where a longer statement took the words. */
  readonly chosen: boolean;
  /** True where its words are all of a longer statement's. */
  readonly nested: boolean;
  /** True where it is all that the sentence says. */
  readonly whole: boolean;
  /** True where it is the official title, word for word. */
  readonly letter: boolean;
  readonly table: boolean;
}
