import { Failure } from '#core/errors.ts';
import { openCheckpoint, signCheckpoint, type Checkpoint } from './checkpoint.ts';
import { growthFault } from './growth.ts';
import type { CheckpointSink, LedgerSnapshot } from './ledger-archive.ts';
import { verifiersOf, vouches, type LedgerKeys } from './ledger-keys.ts';
import type { Signer } from './signed-note.ts';

/** The checkpoints of a sink. Throws Failure `altered` when one of them is not what a key of this ledger has signed, in its time. */
export async function readCheckpoints(sink: CheckpointSink, origin: string, keys: LedgerKeys): Promise<readonly Checkpoint[]> {
  return (await sink.read()).map((note, at) => opened(note, { where: `Checkpoint ${at + 1} of ${sink.name}`, origin, keys }));
}

/** The last of them alone: there is one a minute, and to open them all takes longer with every day. */
export async function lastCheckpoint(sink: CheckpointSink, origin: string, keys: LedgerKeys): Promise<Published | undefined> {
  const notes = await sink.read();
  const note = notes.at(-1);
  return note === undefined
    ? undefined
    : { note, checkpoint: opened(note, { where: `Checkpoint ${notes.length} of ${sink.name}`, origin, keys }) };
}

interface Opening {
  readonly where: string;
  readonly origin: string;
  readonly keys: LedgerKeys;
}

function opened(note: string, { where, origin, keys }: Opening): Checkpoint {
  const checkpoint = openCheckpoint(note, verifiersOf(keys));
  if (checkpoint?.origin !== origin) throw new Failure('altered', `${where} is not one that the key of this ledger signed.`);
  if (!vouches(keys, checkpoint.signedBy, checkpoint.size))
    throw new Failure('altered', `${where} was signed with a key that had been retired before.`);
  return checkpoint;
}

export interface Published {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/**
 * Signs the head of a ledger and adds it to the sink, and gives the note. A head that the sink already holds is not signed again,
 * unless a key is handed over, when the retiring key signs beside the new one. Throws Failure `altered` when the ledger is not the
 * continuation of what was signed before, or what was added since is not what this installation wrote: the key never vouches for two
 * histories, nor for an act that somebody put into the database beside the program.
 *
 * `readKeys` MUST read the keys anew: another process may have handed them over since, and what it signed last bounds what the old
 * key may sign. The head is read first, so that a head signed with the old key is never later than the hand-over.
 */
export async function publishCheckpoint(
  snapshot: LedgerSnapshot,
  sink: CheckpointSink,
  origin: string,
  readKeys: () => Promise<LedgerKeys>,
  retiring?: Signer,
): Promise<Published> {
  const { size, root } = await snapshot.head();
  const head = { size, root: Buffer.from(root, 'hex') };
  const keys = await readKeys();
  const last = await lastCheckpoint(sink, origin, keys);
  const fault = await growthFault(snapshot, { from: last?.checkpoint, to: head, keys });
  if (fault !== undefined) throw new Failure('altered', `${fault} No checkpoint was made: run countersign audit verify.`);
  const checkpoint = { origin, ...head };
  if (last?.checkpoint.size === size && retiring === undefined) return { note: last.note, checkpoint };
  const note = signCheckpoint(checkpoint, retiring === undefined ? [keys.current] : [keys.current, retiring]);
  await sink.add(note);
  return { note, checkpoint };
}
