import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Failure } from '#core/errors.ts';
import type { Config } from './settings/config.ts';

type Options = Readonly<Record<string, 'text' | 'switch'>>;

export interface Words {
  readonly rest: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly has: (name: string) => boolean;
}

/** Reads the words of a command. Throws Failure `bad-input` for an option that it does not have. */
export function readWords(words: readonly string[], options: Options, usage: string): Words {
  const config: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(options).map(([name, kind]) => [name, { type: kind === 'text' ? ('string' as const) : ('boolean' as const) }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: config, allowPositionals: true });
    return {
      rest: positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      has: (name) => values[name] === true,
    };
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : '';
    throw new Failure('bad-input', `${why}. Usage: countersign ${usage}`, { cause });
  }
}

/** Who speaks: whom `--as` names, or COUNTERSIGN_USER; the two are one. `undefined` leaves it to the owner of the data. */
export function speaker({ text }: Words, { user, userGiven }: Config): string | undefined {
  return text('as') ?? (userGiven ? user : undefined);
}

export function oneWord({ rest }: Words, what: string, usage: string): string {
  const [word] = rest;
  if (word === undefined || rest.length > 1) throw new Failure('bad-input', `Give one ${what}. Usage: countersign ${usage}`);
  return word;
}
