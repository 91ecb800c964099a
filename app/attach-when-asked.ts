import type { Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Attached } from './attach.ts';

export interface AttachedWhenAsked {
  ask<T>(question: (desk: Desk) => Promise<T>): Promise<T>;
  /** Waits for an attaching that has begun, and begins none. */
  close(): Promise<void>;
}

/**
 * A desk that is attached by the first question, and anew when the process that owned the data has stopped. A question may be
 * asked twice, so it MUST be one that changes nothing more the second time.
 */
export function attachWhenAsked(open: () => Promise<Attached>): AttachedWhenAsked {
  let held: Promise<Attached> | undefined;
  const attached = (): Promise<Attached> => {
    const opening = (held ??= open());
    opening.catch(() => letGo(opening));
    return opening;
  };
  const letGo = (one: Promise<Attached>): void => {
    if (held === one) held = undefined;
  };
  return {
    async ask(question) {
      const asked = attached();
      const { desk, owner } = await asked;
      try {
        return await question(desk);
      } catch (thrown) {
        if (owner || !(thrown instanceof Failure) || thrown.code !== 'unavailable') throw thrown;
        // Questions that fail together take over together: the first lets go and opens, the others wait for it.
        letGo(asked);
        return question((await attached()).desk);
      }
    },
    async close() {
      const last = await held?.catch(() => undefined);
      await last?.close();
    },
  };
}
