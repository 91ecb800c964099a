import { existsSync } from 'node:fs';
import { Failure } from '#core/errors.ts';
import type { CheckpointSink, LedgerSnapshot } from '#guardrails/audit/ledger-archive.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { sealedText, type Sealer } from '#guardrails/audit/seal.ts';

/**
 * A ledger goes on only under the key that it was begun with, or one that took over from it. Throws Failure `bad-config` where entries or
 * checkpoints are there and no key is: a new one would be made in its place, and nothing sealed before would count.
 */
export async function mustHaveKey(path: string, entries: number, sink: CheckpointSink): Promise<void> {
  if (existsSync(path)) return;
  const signed = (await sink.read()).length;
  if (entries === 0 && signed === 0) return;
  throw new Failure(
    'bad-config',
    `The ledger has ${entries} entries and ${signed} signed checkpoints, and its key is not in ${path}. Restore the file, or name it in ` +
      'COUNTERSIGN_LEDGER_KEY: every process of one installation has the same key.',
  );
}

/** Throws Failure `bad-config` where the key is another than the one that sealed the ledger's first entry. */
export async function mustBeItsKey(path: string, snapshot: LedgerSnapshot, sealer: Sealer): Promise<void> {
  const first = await snapshot.entry(0);
  const leaf = first && Leaf.safeParse(readable(first.leaf));
  if (leaf?.success !== true || leaf.data.seal === undefined) return;
  if (await sealer.isSealed(sealedText(leaf.data), leaf.data.seal, 0)) return;
  throw new Failure(
    'bad-config',
    `The key in ${path} is not the key of this ledger. Restore the file, or name the right one in COUNTERSIGN_LEDGER_KEY: every process of ` +
      'one installation has the same key.',
  );
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
