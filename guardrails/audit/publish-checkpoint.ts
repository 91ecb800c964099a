import { Failure } from '#core/errors.ts';
import { openCheckpoint, signCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { CheckpointSink, LedgerSnapshot } from './ledger-archive.ts';
import { verifiersOf, vouches, type LedgerKeys } from './ledger-keys.ts';
import { consistencyPath, verifyConsistency, type SizedRoot } from './proofs.ts';
import type { Signer } from './signed-note.ts';

/** The checkpoints of a sink. Throws Failure `altered` when one of them is not what a key of this ledger has signed, in its time. */
export async function readCheckpoints(sink: CheckpointSink, origin: string, keys: LedgerKeys): Promise<readonly Checkpoint[]> {
  return (await sink.read()).map((note, at) => {
    const checkpoint = openCheckpoint(note, verifiersOf(keys));
    if (checkpoint?.origin !== origin)
      throw new Failure('altered', `Checkpoint ${at + 1} of ${sink.name} is not one that the key of this ledger signed.`);
    if (!vouches(keys, checkpoint.signedBy, checkpoint.size))
      throw new Failure('altered', `Checkpoint ${at + 1} of ${sink.name} was signed with a key that had been retired before.`);
    return checkpoint;
  });
}

export interface Published {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/**
 * Signs the head of a ledger and adds it to the sink, and gives the note. A head that the sink already holds is not signed again,
 * unless a key is handed over, when the retiring key signs beside the new one. Throws Failure `altered` when the ledger is not the
 * continuation of what was signed before: the key never vouches for two histories.
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
  const earlier = await readCheckpoints(sink, origin, keys);
  const last = earlier.at(-1);
  if (last !== undefined && !(await continues(last, head, snapshot))) {
    throw new Failure(
      'altered',
      `The ledger is not the continuation of what was signed at ${last.size} entries. No checkpoint was made: run countersign audit verify.`,
    );
  }
  const checkpoint = { origin, ...head };
  if (last?.size === size && retiring === undefined) return { note: (await sink.read()).at(-1) ?? '', checkpoint };
  const note = signCheckpoint(checkpoint, retiring === undefined ? [keys.current] : [keys.current, retiring]);
  await sink.add(note);
  return { note, checkpoint };
}

/** Whether the newer head is a continuation of the older one, by the nodes that the ledger itself holds. */
async function continues(older: SizedRoot, newer: SizedRoot, { nodes }: LedgerSnapshot): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === 0) return true;
  const path = await consistencyPath(older.size, newer.size, nodes).catch((thrown: unknown) => {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  });
  return path !== undefined && verifyConsistency(older, newer, path);
}
