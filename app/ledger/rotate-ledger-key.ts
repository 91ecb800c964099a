import { beginRotation, finishRotation, readKeyRing } from '#connectors/checkpoint-file/key-ring.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { CheckpointSink, LedgerArchive } from '#guardrails/audit/ledger-archive.ts';
import { publishCheckpoint } from '#guardrails/audit/publish-checkpoint.ts';
import { verifierText } from '#guardrails/audit/signed-note.ts';

/** The two keys of a hand-over, as the texts that auditors are given. */
export interface KeyNames {
  readonly from: string;
  readonly to: string;
}

interface Rotation {
  readonly archive: LedgerArchive;
  readonly tenant: TenantId;
  readonly sink: CheckpointSink;
  readonly origin: string;
  readonly path: string;
  readonly enter: (names: KeyNames) => Promise<void>;
}

/**
 * Hands the ledger over to a new key. The head is first signed by the old key alone, so that no ledger is handed over that does not
 * continue what was signed. Then the new key takes its place, the ledger gets its entry of it, and both sign the head. Only then is it
 * written down where the old key ends: whatever another process signed with it in between is no later than that.
 *
 * Cut off at any point, it leaves a ledger that verifies, and run again it goes on from there.
 */
export async function rotateLedgerKey({ archive, tenant, sink, origin, path, enter }: Rotation) {
  const readKeys = () => readKeyRing(path, origin);
  await archive.within(tenant, (snapshot) => publishCheckpoint(snapshot, sink, origin, readKeys));
  const retiring = await beginRotation(path, origin);
  const { current } = await readKeys();
  const names: KeyNames = { from: verifierText(retiring.verifier), to: verifierText(current.verifier) };
  await enter(names);
  const published = await archive.within(tenant, (snapshot) => publishCheckpoint(snapshot, sink, origin, readKeys, retiring));
  await finishRotation(path, published.checkpoint.size);
  return { names, published };
}
