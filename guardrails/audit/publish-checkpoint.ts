import { Failure } from '#core/errors.ts';
import { openCheckpoint, signCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { CheckpointSink, LedgerSnapshot } from './ledger-archive.ts';
import { consistencyPath, verifyConsistency, type SizedRoot } from './proofs.ts';
import type { Signer, Verifier } from './signed-note.ts';

/** The checkpoints of a sink. Throws Failure `altered` when one of them is not what the ledger's key has signed. */
export async function readCheckpoints(sink: CheckpointSink, origin: string, key: Verifier): Promise<readonly Checkpoint[]> {
  return (await sink.read()).map((note, at) => {
    const checkpoint = openCheckpoint(note, [key]);
    if (checkpoint?.origin === origin) return checkpoint;
    throw new Failure('altered', `Checkpoint ${at + 1} of ${sink.name} is not one that the key of this ledger signed.`);
  });
}

/**
 * Signs the head of a ledger and adds it to the sink, and gives the note. A head that the sink already holds is not signed again.
 * Throws Failure `altered` when the ledger is not the continuation of what was signed before: the key never vouches for two
 * histories.
 */
export async function publishCheckpoint(
  snapshot: LedgerSnapshot,
  sink: CheckpointSink,
  origin: string,
  signer: Signer,
): Promise<{ readonly note: string; readonly checkpoint: Checkpoint }> {
  const { size, root } = await snapshot.head();
  const head = { size, root: Buffer.from(root, 'hex') };
  const earlier = await readCheckpoints(sink, origin, signer.verifier);
  const last = earlier.at(-1);
  if (last !== undefined && !(await continues(last, head, snapshot))) {
    throw new Failure(
      'altered',
      `The ledger is not the continuation of what was signed at ${last.size} entries. No checkpoint was made: run countersign audit verify.`,
    );
  }
  const checkpoint = { origin, ...head };
  if (last?.size === size) return { note: (await sink.read()).at(-1) ?? '', checkpoint };
  const note = signCheckpoint(checkpoint, [signer]);
  await sink.add(note);
  return { note, checkpoint };
}

async function continues(older: SizedRoot, newer: SizedRoot, { nodes }: LedgerSnapshot): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === 0) return true;
  const path = await consistencyPath(older.size, newer.size, nodes).catch((thrown: unknown) => {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  });
  return path !== undefined && verifyConsistency(older, newer, path);
}
