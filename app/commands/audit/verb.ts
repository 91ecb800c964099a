import type { Desk } from '#agent/desk.ts';
import type { Bench } from '../../command.ts';
import type { Words } from '../../words.ts';

/** One thing that `countersign audit` does. */
export interface Verb {
  readonly name: string;
  /** Its words after the name. */
  readonly usage: string;
  /** Its options beside `--as`. */
  readonly options: Readonly<Record<string, 'text' | 'switch'>>;
  /** The request that the words make, or `undefined` where they make none. Throws Failure `bad-input` that says what is wrong. */
  readonly read: (words: Words, as: string | undefined) => Request | undefined;
}

/** Asks the desk and prints; resolves to the exit status. */
export type Request = (desk: Desk, bench: Pick<Bench, 'print' | 'tell'>) => Promise<number>;
