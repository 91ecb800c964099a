import { checkpointFile } from '#connectors/checkpoint-file/checkpoint-file.ts';
import { fileSigner } from '#connectors/checkpoint-file/signing-key.ts';
import { ledgerArchive } from '#connectors/postgres/ledger-archive.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { CheckpointMade, LedgerChecked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { inclusionPath } from '#guardrails/audit/proofs.ts';
import { publishCheckpoint, readCheckpoints } from '#guardrails/audit/publish-checkpoint.ts';
import { verifierText } from '#guardrails/audit/signed-note.ts';
import { writeLeafProof } from '#guardrails/audit/tlog-proof.ts';
import { verifyLedger } from '#guardrails/audit/verify-ledger.ts';
import type { Config } from './config.ts';

/** How much a ledger may grow, and for how long, before its head is signed again. */
const MOST_ENTRIES = 1_000;
const LONGEST_MS = 3_600_000;

/** The ledger of one tenant as an auditor meets it: read, proved and signed, never written. */
export interface Audit {
  verify(): Promise<LedgerChecked>;
  /** Signs the head as it stands and keeps it outside the database. */
  checkpoint(): Promise<CheckpointMade>;
  /**
   * Signs the head if enough was added since the last time, long enough ago, or when the program ends. `now` is in milliseconds of any
   * steady clock. A ledger that had entries and no checkpoint when it was opened is never signed by itself: to sign what nothing
   * vouches for is a person's act.
   */
  checkpointIfDue(now: number | 'ending'): Promise<void>;
  /** What is wrong with the ledger's checkpoints, for a person to be told at the start. */
  readonly warning?: string;
  prove(index: number): Promise<string>;
}

export async function openAudit(database: Database, { ledgerKey, checkpoints }: Config, tenant: TenantId): Promise<Audit> {
  const archive = ledgerArchive(database);
  const origin = `countersign/${tenant}`;
  const signer = await fileSigner(ledgerKey, origin);
  const key = verifierText(signer.verifier);
  const sink = checkpointFile(checkpoints);
  let signed: { readonly size: number; readonly at: number } | undefined;
  const { size: found } = await archive.within(tenant, (snapshot) => snapshot.head());
  let unvouched = found > 0 && (await sink.read()).length === 0;

  async function checkpoint(now?: number): Promise<CheckpointMade> {
    const { note, checkpoint: made } = await archive.within(tenant, (snapshot) => publishCheckpoint(snapshot, sink, origin, signer));
    if (now !== undefined) signed = { size: made.size, at: now };
    return { note, size: made.size, keptIn: sink.name, key };
  }

  return {
    verify: async () => {
      const anchors = await readCheckpoints(sink, origin, signer.verifier);
      const verdict = await archive.within(tenant, async (snapshot) =>
        verifyLedger({ tenant, entries: snapshot.entries(), head: await snapshot.head(), anchors }),
      );
      return { verdict, keptIn: sink.name, key };
    },
    async checkpoint() {
      const made = await checkpoint();
      unvouched = false;
      return made;
    },
    ...(unvouched && { warning: unvouchedFor(found, sink.name) }),
    async checkpointIfDue(now) {
      if (unvouched) return;
      if (now === 'ending') {
        await checkpoint();
        return;
      }
      const { size } = await archive.within(tenant, (snapshot) => snapshot.head());
      const due = signed === undefined || size - signed.size >= MOST_ENTRIES || (size > signed.size && now - signed.at >= LONGEST_MS);
      if (due) await checkpoint(now);
    },
    prove: (index) =>
      archive.within(tenant, async (snapshot) => {
        if (unvouched) throw new Failure('stale', unvouchedFor(found, sink.name));
        const entry = await snapshot.entry(index);
        if (entry === undefined) throw new Failure('not-found', `There is no entry ${index} in the ledger.`);
        const { note, checkpoint: made } = await publishCheckpoint(snapshot, sink, origin, signer);
        const path = await inclusionPath(index, made.size, snapshot.nodes);
        return writeLeafProof({ index, path, checkpoint: note, extra: Buffer.from(entry.leaf, 'utf8') });
      }),
  };
}

function unvouchedFor(entries: number, file: string): string {
  return (
    `The ledger has ${entries} entries and no signed checkpoint in ${file}. If there were checkpoints before, somebody took them away: look ` +
    'for a copy. "countersign audit verify" checks the entries, and "countersign audit checkpoint" signs them as they stand.'
  );
}
