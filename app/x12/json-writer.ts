import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import type { X12Event } from '#core/x12/read-x12.ts';
import type { SetEvent } from '#core/x12/set-event.ts';
import { claimJson, headJson, tailJson } from './remittance-json.ts';
import { snakeJson } from './snake-json.ts';

export interface JsonWriter {
  /** What one event adds to the answer. */
  readonly write: (event: X12Event) => string;
  /** The end of the answer. */
  readonly end: () => string;
  /** Transactions written so far. */
  readonly transactions: () => number;
}

/** `{"transactions":[…]}` as it streams by, one claim a line, so that a file of any size is printed without being held. */
export function jsonWriter(words: () => AdjustmentWords): JsonWriter {
  let [transactions, items] = [0, 0];
  const open = (head: object, list: string): string => {
    const before = transactions === 0 ? '{"transactions":[\n' : ',\n';
    [transactions, items] = [transactions + 1, 0];
    return `${before}${JSON.stringify(head).slice(0, -1)},"${list}":[`;
  };
  const item = (value: unknown): string => {
    items += 1;
    return `${items === 1 ? '\n' : ',\n'}${JSON.stringify(value)}`;
  };
  const close = (tail: object): string => {
    const after = JSON.stringify(tail).slice(1);
    return after === '}' ? ']}' : `],${after}`;
  };
  const typed = (event: SetEvent<object, unknown>, list: string): string => {
    if (event.kind === 'item') return item(snakeJson(event.item));
    if (event.kind === 'tail') return close({});
    const { interchange, group, control, version } = event.set;
    const { type, ...head } = event.head as { readonly type: string };
    return open({ type, interchange, group, control, version, ...(snakeJson(head) as object) }, list);
  };
  return {
    write(event) {
      switch (event.of) {
        case 'remittance':
          if (event.event.kind === 'head') return open(headJson(event.event.head), 'claims');
          return event.event.kind === 'claim' ? item(claimJson(words(), event.event.claim)) : close(tailJson(event.event.tail));
        case 'claims':
          return typed(event.event, 'claims');
        case 'status':
          return typed(event.event, 'statuses');
        case 'acknowledgement':
          return typed(event.event, 'groups');
        case 'unread':
        case 'file':
          return '';
      }
    },
    end: () => (transactions === 0 ? '{"transactions":[]}\n' : '\n]}\n'),
    transactions: () => transactions,
  };
}
