import { Failure } from '#core/errors.ts';

/** What was changed beside the program is replaced, like what is missing. */
export function unlessAltered(thrown: unknown): undefined {
  if (thrown instanceof Failure && thrown.code === 'altered') return undefined;
  throw thrown;
}
