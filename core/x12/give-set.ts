import type { X12Finding } from './finding.ts';
import type { SetEvent } from './set-event.ts';
import type { SetHead } from './transaction.ts';

export interface Giving<Item> {
  /** Gives the head, once, when all of it has been read. */
  readonly head: () => void;
  readonly item: (item: Item, errors?: readonly X12Finding[]) => void;
  readonly tail: (findings: readonly X12Finding[]) => void;
}

/** Gives the events of one transaction in their order. */
export function giveSet<Head, Item>(set: SetHead, head: Head, give: (event: SetEvent<Head, Item>) => void): Giving<Item> {
  let [isHeadGiven, items] = [false, 0];
  const giveHead = (): void => {
    if (!isHeadGiven) give({ kind: 'head', set, head });
    isHeadGiven = true;
  };
  return {
    head: giveHead,
    item(item, errors) {
      giveHead();
      items += 1;
      give({ kind: 'item', item, ...(errors !== undefined && { errors }) });
    },
    tail(findings) {
      giveHead();
      give({ kind: 'tail', items, findings });
    },
  };
}
