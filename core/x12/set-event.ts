import type { X12Finding } from './finding.ts';
import type { SetHead } from './transaction.ts';

/** One transaction as it streams by: its head with what stands before its items, its items, its end; several a file. */
export type SetEvent<Head, Item> =
  | { readonly kind: 'head'; readonly set: SetHead; readonly head: Head }
  /** `errors`: what is wrong with this item, where its reader knows that; they are among the findings of the tail too. */
  | { readonly kind: 'item'; readonly item: Item; readonly errors?: readonly X12Finding[] }
  | { readonly kind: 'tail'; readonly items: number; readonly findings: readonly X12Finding[] };
