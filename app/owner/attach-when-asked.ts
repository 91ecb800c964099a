import type { Desk } from '#agent/desk.ts';
import { leftBehind } from '#connectors/daemon/connect-desk.ts';
import type { Failure } from '#core/errors.ts';
import type { Attached } from './attach.ts';

/** Why a question that the stopped owner may have begun must not be asked again; `undefined` when it may. */
export type Doubt = () => Promise<Failure | undefined>;

export interface AttachedWhenAsked {
  /**
   * Without a doubt, a question MUST be one that changes nothing more when it is asked a second time. What the owner certainly
   * never began is asked again in any case.
   */
  ask<T>(question: (desk: Desk) => Promise<T>, doubt?: Doubt): Promise<T>;
  /** How many other processes would be left without an owner if this one went now. */
  readonly others: () => number;
  /** Waits for an attaching that has begun, and begins none. */
  close(): Promise<void>;
}

/** A question that ends every owner that takes it must not go round for ever. */
const MOST_OWNERS = 4;

/** A desk that is attached by the first question, and anew when the process that owned the data has stopped. */
export function attachWhenAsked(open: () => Promise<Attached>): AttachedWhenAsked {
  let held: Promise<Attached> | undefined;
  let last: Attached | undefined;
  const attached = (): Promise<Attached> => {
    const opening = (held ??= open());
    opening.then(
      (one) => (last = one),
      () => letGo(opening),
    );
    return opening;
  };
  const letGo = (one: Promise<Attached>): void => {
    if (held === one) held = undefined;
  };
  const ask = async <T>(question: (desk: Desk) => Promise<T>, doubt: Doubt | undefined, owners: number): Promise<T> => {
    const asked = attached();
    const { desk } = await asked;
    try {
      return await question(desk);
    } catch (thrown) {
      const begun = leftBehind(thrown);
      if (begun === undefined) throw thrown;
      // Questions that fail together take over together: the first lets go and opens, the others wait for it.
      letGo(asked);
      const doubted = begun === 'perhaps' ? await doubt?.() : undefined;
      if (doubted !== undefined) throw doubted;
      if (owners >= MOST_OWNERS) throw thrown;
      return ask(question, doubt, owners + 1);
    }
  };
  return {
    ask: (question, doubt) => ask(question, doubt, 1),
    others: () => last?.others() ?? 0,
    async close() {
      const attachment = await held?.catch(() => undefined);
      await attachment?.close();
    },
  };
}
