import type { Message } from '#agent/chat/store.ts';
import { textDigest, type RowSeal } from '../sealed-row.ts';

export interface MessageRow {
  readonly id: string;
  readonly message: string;
  readonly seal: string;
  readonly posted: string | null;
}

export const MESSAGE = 'm.id, m.message::text as message, m.seal, m.posted';

/** `undefined` for a row that does not bear the seal: it was not put here by this program, and is not shown. */
export type ReadMessage = (row: MessageRow) => Promise<Message | undefined>;

export function messageReader(seals: RowSeal): ReadMessage {
  return async ({ id, message, seal, posted }) => {
    if (!(await seals.isOf(seal, id, textDigest(message)))) return undefined;
    return { ...(JSON.parse(message) as Omit<Message, 'id'>), id, ...(posted !== null && { posted }) };
  };
}
