import { isDeepStrictEqual } from 'node:util';
import type { Card, Message, Messages } from '#agent/chat/store.ts';
import { Failure } from '#core/errors.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { keyOf, seen } from './channels.ts';
import { MESSAGE, messageReader, type MessageRow } from './message-rows.ts';
import { rowSeal, textDigest, type RowSeal } from '../sealed-row.ts';
import { sending } from './sending.ts';

interface CardRow extends Card {
  readonly message: string;
  readonly seal: string;
}

const CARD = 'c.id, c.message, c.proposal, c.seen, c.seal';

/** Messages and their cards. One that does not bear the seal was put by nobody, and is given out to nobody. */
export function messages(transaction: Transaction, sealed: Sealed): Messages {
  const { rows } = transaction;
  const seals = { message: rowSeal(transaction, sealed, 'chat-message'), card: rowSeal(transaction, sealed, 'chat-card') };
  const read = messageReader(seals.message);
  const readAll = async (rest: string, values: readonly unknown[]) => {
    const found = await Promise.all((await rows<MessageRow>(`select ${MESSAGE} from chat_message m ${rest}`, values)).map(read));
    return found.filter((message) => message !== undefined);
  };
  const find = async (id: string) => (await readAll('where m.id = $1', [id]))[0];

  return {
    find,
    put: (message) => put(transaction, seals, message),
    async card(id) {
      const [row] = await rows<CardRow>(`select ${CARD} from chat_card c where c.id = $1`, [id]);
      if (row === undefined || !(await seals.card.isOf(row.seal, ...cardRecord(row)))) return undefined;
      const message = await find(row.message);
      return message && { card: { id: row.id, proposal: row.proposal, seen: row.seen }, message };
    },
    showing: (proposal) =>
      readAll('where m.lost is null and m.id in (select message from chat_card where proposal = $1 and on_message) order by m.number', [
        proposal,
      ]),
    ...sending(transaction, read),
  };
}

interface Seals {
  readonly message: RowSeal;
  readonly card: RowSeal;
}

function cardRecord({ id, message, proposal, seen: digest }: Omit<CardRow, 'seal'>): readonly string[] {
  return [id, message, proposal, digest];
}

async function put(transaction: Transaction, seals: Seals, { id, posted, ...message }: Message): Promise<void> {
  const { rows, lockWriters } = transaction;
  await lockWriters();
  await seen(transaction, message.place);
  const text = JSON.stringify(message);
  const written = await rows(
    `insert into chat_message as m (id, surface, workspace, channel, message, seal, posted) values ($1, $2, $3, $4, $5::json, $6, $7)
     on conflict (tenant, id) do update
     set message = excluded.message, seal = excluded.seal, posted = coalesce(excluded.posted, m.posted), wanted = m.wanted + 1,
       wanted_at = case when m.wanted > m.stands and m.lost is null then m.wanted_at else clock_timestamp() end,
       swept = false, tries = 0, lost = null
     where (m.surface, m.workspace, m.channel) = (excluded.surface, excluded.workspace, excluded.channel) returning id`,
    [id, ...keyOf(message.place), text, await seals.message.of(id, textDigest(text)), posted],
  );
  if (written.length === 0) throw new Failure('broken-promise', 'A message cannot be moved to another channel.');
  await putCards(transaction, seals.card, id, message.content.cards);
}

/** A card's id stands for one proposal as it was shown, for ever: a click on what was shown earlier MUST not decide what is shown now. */
async function putCards({ rows }: Transaction, seal: RowSeal, message: string, cards: readonly Card[]): Promise<void> {
  await rows('update chat_card set on_message = (id = any($2)) where message = $1 and on_message <> (id = any($2))', [
    message,
    cards.map(({ id }) => id),
  ]);
  for (const card of cards) {
    const row = { ...card, message };
    const fields = cardRecord(row);
    await rows('insert into chat_card (id, message, proposal, seen, seal) values ($1, $2, $3, $4, $5) on conflict do nothing', [
      ...fields,
      await seal.of(...fields),
    ]);
    const [kept] = await rows<CardRow>(`select ${CARD} from chat_card c where c.id = $1`, [card.id]);
    if (kept === undefined || !isDeepStrictEqual(cardRecord(kept), fields))
      throw new Failure('broken-promise', 'The id of a card was given to another proposal, or to another form of it.');
  }
}
