import { Place } from '#agent/chat/event.ts';
import type { Channel, Channels } from '#agent/chat/store.ts';
import { nameOfChannel } from '#guardrails/channels.ts';
import { Leaf, type Act } from '#guardrails/audit/ledger.ts';
import { newestSound } from '../newest-sound.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { rowSeal, textDigest } from '../sealed-row.ts';

interface Row {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  readonly kind: string;
  readonly phi: string;
  readonly shared: boolean;
  readonly digests: boolean;
  readonly reference: string | null;
  readonly seal: string | null;
  readonly listed_by: string | null;
}

const COLUMNS = 'surface, workspace, channel, kind, phi, shared, digests, reference::text as reference, seal, listed_by';
const KEY = 'surface = $1 and workspace = $2 and channel = $3';

/** Has what was said there with words of charts drawn again, without them. */
const REDRAW = `update chat_message set wanted = wanted + 1, swept = true, wanted_at = clock_timestamp()
  where ${KEY} and lost is null and posted is not null and message ->> 'phi' = 'full'`;

/** The columns that name a place in every table of chat. */
export const keyOf = ({ surface, workspace, channel }: Place): readonly [string, string, string] => [surface, workspace, channel];

/** Enters a place that was not seen before. The caller MUST have locked the tenant's writers. */
export async function seen({ rows }: Transaction, place: Place): Promise<void> {
  await rows('insert into chat_channel (surface, workspace, channel, kind) values ($1, $2, $3, $4) on conflict do nothing', [
    ...keyOf(place),
    place.kind,
  ]);
}

/** What is known of places. A reference that was changed beside the program is none: messages go where it says. */
export function channels(transaction: Transaction, sealed: Sealed): Channels {
  const { rows, lockWriters } = transaction;
  const seal = rowSeal(transaction, sealed, 'chat-reference');
  const entered = async (place: Place) => {
    await lockWriters();
    await seen(transaction, place);
  };
  const read = async (row: Row): Promise<Channel> => {
    const { digests, reference } = row;
    const place = Place.parse({ surface: row.surface, workspace: row.workspace, channel: row.channel, kind: row.kind });
    const ours = reference !== null && (await seal.isOf(row.seal, nameOfChannel(row), textDigest(reference)));
    return { place, digests, ...(await listing(rows, sealed, row)), ...(ours && { reference: JSON.parse(reference) as unknown }) };
  };

  return {
    async find(place) {
      const row = await found(transaction, place);
      const { thread: _none, ...whole } = place;
      return row === undefined ? { place: whole, phi: 'none', digests: false } : read(row);
    },
    async list() {
      const all = await rows<Row>(`select ${COLUMNS} from chat_channel order by surface, workspace, channel`);
      const listed: Channel[] = [];
      for (const row of all) listed.push(await read(row));
      return listed;
    },
    async refer(place, reference) {
      const text = JSON.stringify(reference);
      const known = await found(transaction, place);
      const borne = await seal.of(nameOfChannel(place), textDigest(text));
      if (known?.reference === text && known.seal === borne) return;
      await entered(place);
      await rows(`update chat_channel set reference = $4::json, seal = $5 where ${KEY}`, [...keyOf(place), text, borne]);
    },
    setShared: (place, shared) => setShared(transaction, sealed, place, shared),
    async setDigests(place, digests) {
      await entered(place);
      await rows(`update chat_channel set digests = $4 where ${KEY}`, [...keyOf(place), digests]);
    },
    async setPhi(place, phi, by) {
      await entered(place);
      await rows(`update chat_channel set phi = $4, listed_by = $5 where ${KEY}`, [...keyOf(place), phi, by]);
      if (phi === 'none') await rows(REDRAW, keyOf(place));
    },
  };
}

async function setShared(transaction: Transaction, sealed: Sealed, place: Place, shared: boolean): Promise<boolean> {
  const { rows, lockWriters } = transaction;
  const row = await found(transaction, place);
  if ((row !== undefined && (await isShared(rows, sealed, row))) === shared) return false;
  await lockWriters();
  await seen(transaction, place);
  await rows(`update chat_channel set shared = $4 where ${KEY}`, [...keyOf(place), shared]);
  if (shared) await rows(REDRAW, keyOf(place));
  return true;
}

async function found({ rows }: Transaction, place: Place): Promise<Row | undefined> {
  return (await rows<Row>(`select ${COLUMNS} from chat_channel where ${KEY}`, keyOf(place)))[0];
}

type Listed = Pick<Channel, 'phi' | 'listedBy' | 'listedAt' | 'shared'>;

/** What the ledger bears out of a row: who listed the place last, under seal, and nothing else. Where others read, no listing counts. */
async function listing(rows: Transaction['rows'], sealed: Sealed, row: Row): Promise<Listed> {
  if (row.shared) return { phi: 'none', shared: true };
  if (row.phi !== 'full') return { phi: 'none' };
  if (await isShared(rows, sealed, row)) return { phi: 'none', shared: true };
  const leaf = await newestOf(rows, sealed, row, ['channel.listed', 'channel.unlisted']);
  if (leaf?.act !== 'channel.listed' || leaf.actor !== row.listed_by) return { phi: 'none' };
  return { phi: 'full', listedBy: leaf.actor, listedAt: leaf.at };
}

/** A row may say more than the ledger, and never less: whoever wrote `shared` away beside the program lets nobody read there. */
async function isShared(rows: Transaction['rows'], sealed: Sealed, row: Row): Promise<boolean> {
  return row.shared || (await newestOf(rows, sealed, row, ['channel.shared', 'channel.unshared']))?.act === 'channel.shared';
}

async function newestOf(rows: Transaction['rows'], sealed: Sealed, row: Row, acts: readonly Act[]): Promise<Leaf | undefined> {
  const where = `about ->> 'place' = $1 and substring(leaf from '"act":"([^"]*)"') = any($2::text[])`;
  const entry = await newestSound(rows, sealed, { where, values: [nameOfChannel(row), acts] });
  return entry && Leaf.parse(JSON.parse(entry.leaf));
}
