import { Failure } from '#core/errors.ts';

/**
 * Refuses the file that is being read, with a sentence that names the place and the kind of fault. It is shown and logged, so it
 * MUST NOT hold chart text: no names, no values, no words of a note.
 */
export function refuse(why: string): never {
  throw new Failure('bad-file', why);
}

/** What `read` gives, or why it refused. Anything but a refusal is thrown on. */
export function attempt<T>(read: () => T): { readonly read: T } | { readonly why: string } {
  try {
    return { read: read() };
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-file') return { why: error.says };
    throw error;
  }
}
