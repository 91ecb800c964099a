import type { Block } from '#core/answer/block.ts';
import type { Config } from './settings/config.ts';
import type { Faults } from './owner/faults.ts';

/**
 * What a command has to work with. `print` is the answer and goes to stdout as it is, `show` one in blocks; `tell` and `say` are the program's own words,
 * laid out for the terminal, on stdout and on stderr.
 */
export interface Bench {
  readonly root: string;
  readonly config: () => Config;
  readonly print: (text: string) => void;
  readonly show: (blocks: readonly Block[]) => void;
  readonly tell: (text: string) => void;
  readonly say: (text: string) => void;
  readonly faults: Faults;
}

export interface Command {
  readonly name: string;
  /** Its words after the name: `"<question>" [--as <person>]`. */
  readonly usage: string;
  readonly summary: string;
  /** Runs with the words after its name; resolves to the exit status. */
  readonly run: (words: readonly string[], bench: Bench) => Promise<number>;
}
