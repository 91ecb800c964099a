import { randomBytes } from 'node:crypto';
import { Failure } from '#core/errors.ts';

export interface Faults {
  /**
   * Writes down what broke and gives what may be said of it, with the id under which it was written. A refusal, and a fault
   * that carries its id already, comes back as it is.
   */
  noted(thrown: unknown, during: string): Failure;
}

const NOTED = /\bF-[0-9a-f]{12}\b/;
/** `    at name (file:///place.ts:1:2)`, with or without the name. */
const FRAME = /^ {4}at (?:.* \()?(?:file:|node:|wasm:|\/|[A-Z]:\\|native|<anonymous>)[^()]*\)?$/;
const MOST_FRAMES = 12;
const MOST_CAUSES = 4;

/**
 * A log of faults, one line of JSON each: id, time, class of the error, where it broke, and the same of its causes. The message
 * of a foreign error is left out, because it may quote a chart; a Failure's own sentence never does.
 */
export function faultLog(
  write: (line: string) => void,
  newId: () => string = () => `F-${randomBytes(6).toString('hex')}`,
  now: () => Date = () => new Date(),
): Faults {
  return {
    noted(thrown, during) {
      if (thrown instanceof Failure && (thrown.code !== 'broken-promise' || NOTED.test(thrown.says))) return thrown;
      const fault = newId();
      write(`${JSON.stringify({ fault, at: now().toISOString(), during, ...described(thrown), causes: causesOf(thrown) })}\n`);
      const what = thrown instanceof Failure ? thrown.says : 'Something broke inside Countersign.';
      return new Failure('broken-promise', `${what} It was written to the log as ${fault}.`, { cause: thrown });
    },
  };
}

/** Does the work, notes what breaks in it, and throws what may be said of that. */
export async function noting<T>(faults: Faults, during: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw faults.noted(thrown, during);
  }
}

function described(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { error: thrown === null ? 'null' : typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(thrown.code) ? thrown.code : undefined;
  return {
    error: thrown.constructor.name,
    ...(code !== undefined && { code }),
    ...(thrown instanceof Failure && { says: thrown.says }),
    frames: framesOf(thrown),
  };
}

/** The frames of a stack and nothing of the message before them, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const at = message === '' ? -1 : stack.indexOf(message);
  const after = at < 0 ? stack : stack.slice(at + message.length);
  return after
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.slice('    at '.length));
}

function causesOf(thrown: unknown): readonly object[] {
  const causes: object[] = [];
  let cause = thrown instanceof Error ? thrown.cause : undefined;
  while (cause !== undefined && causes.length < MOST_CAUSES) {
    causes.push(described(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
