import { checkpointFile } from '#connectors/checkpoint-file/checkpoint-file.ts';
import { readKeyRing, retiredFile, watchKeyRing } from '#connectors/checkpoint-file/key-ring.ts';
import { ledgerArchive } from '#connectors/postgres/ledger-archive.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { CheckpointMade, KeyRotated, LedgerChecked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { auditMode } from '#guardrails/audit/audit-mode.ts';
import type { Selection } from '#guardrails/audit/export-lines.ts';
import type { CheckpointSink, LedgerArchive } from '#guardrails/audit/ledger-archive.ts';
import type { LedgerKeys } from '#guardrails/audit/ledger-keys.ts';
import { inclusionPath } from '#guardrails/audit/proofs.ts';
import { publishCheckpoint, readCheckpoints, type Published } from '#guardrails/audit/publish-checkpoint.ts';
import { sealer, type Sealer } from '#guardrails/audit/seal.ts';
import { verifierText } from '#guardrails/audit/signed-note.ts';
import { writeLeafProof } from '#guardrails/audit/tlog-proof.ts';
import { verifyLedger } from '#guardrails/audit/verify-ledger.ts';
import type { Config } from '../settings/config.ts';
import { exportLeaves, type LeavesExported } from './export-leaves.ts';
import { mustBeItsKey, mustHaveKey } from '../settings/must-be-its-key.ts';
import { oneSigner } from '../owner/one-signer.ts';
import { rotateLedgerKey, type KeyNames } from './rotate-ledger-key.ts';
import { openWitnessing, type Witnessing } from './witnessing.ts';

/**
 * How much a ledger may grow, and for how long, before its head is signed again. Whoever owns the database can take back what no head
 * vouches for yet, a withdrawal or a person's removal among it, and nobody would see it: so for a minute at most.
 */
const MOST_ENTRIES = 1_000;
const LONGEST_MS = 60_000;

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
  /** Seals acts of authority with the key of the ledger as it is then. */
  readonly sealer: Sealer;
  /** What is wrong with the ledger's checkpoints, for a person to be told at the start. */
  readonly warning?: string;
  prove(index: number): Promise<string>;
  /** Writes leaves and proofs into a new file of the folder. */
  exportLeaves(selection: Selection, folder: string): Promise<LeavesExported>;
  /** Gives the ledger a new signing key. `enter` MUST write the ledger's entry of it. */
  rotateKey(enter: (names: KeyNames) => Promise<void>): Promise<KeyRotated>;
}

/** The name that the ledger of a tenant is signed under. */
export function originOf(tenant: TenantId): string {
  return `countersign/${tenant}`;
}

/** A ledger that was opened, with what must be remembered between two checkpoints of it. */
interface Opened {
  readonly database: Database;
  readonly archive: LedgerArchive;
  /** The same for whoever signs: one at a time among all processes. */
  readonly signing: LedgerArchive;
  readonly tenant: TenantId;
  readonly origin: string;
  readonly sink: CheckpointSink;
  readonly ledgerKey: string;
  readonly readKeys: () => Promise<LedgerKeys>;
  readonly witnessing?: Witnessing | undefined;
  /** Entries that there were. */
  readonly found: number;
  /** Whether nothing outside vouches for them. */
  unvouched: boolean;
  signed?: { readonly size: number; readonly at: number };
}

/** `told` hears of a witness that did not answer, or refused. It is told and no more: no work waits for a witness. */
export async function openAudit(
  database: Database,
  { ledgerKey, checkpoints, witness }: Config,
  tenant: TenantId,
  told: (thrown: unknown) => void = () => undefined,
): Promise<Audit> {
  const archive = ledgerArchive(database);
  const signing = oneSigner(database, archive);
  const origin = originOf(tenant);
  const readKeys = () => readKeyRing(ledgerKey, origin);
  const sink = checkpointFile(checkpoints);
  const { size: found } = await archive.within(tenant, (snapshot) => snapshot.head());
  await mustHaveKey(ledgerKey, found, sink);
  await readKeys();
  const seals = sealer(watchKeyRing(ledgerKey, origin));
  await archive.within(tenant, (snapshot) => mustBeItsKey(ledgerKey, snapshot, seals));
  const witnessing = witness && openWitnessing({ witness, archive, tenant, origin, checkpoints, readKeys, told });
  const unvouched = found > 0 && (await sink.read()).length === 0;
  const of: Opened = { database, archive, signing, tenant, origin, sink, ledgerKey, readKeys, witnessing, found, unvouched };
  return {
    verify: () => verify(of),
    checkpoint: () => checkpoint(of),
    checkpointIfDue: (now) => checkpointIfDue(of, now),
    sealer: seals,
    ...(unvouched && { warning: unvouchedFor(of) }),
    prove: (index) => prove(of, index),
    async exportLeaves(selection, folder) {
      if (selection.of !== 'all') mustBeVouched(of);
      const vouched = !of.unvouched;
      return signing.within(tenant, (snapshot) => exportLeaves({ snapshot, selection, folder, sink, origin, readKeys, vouched }));
    },
    rotateKey: (enter) => rotateKey(of, enter),
  };
}

async function verify({ database, archive, tenant, origin, sink, readKeys, witnessing }: Opened): Promise<LedgerChecked> {
  const keys = await readKeys();
  const anchors = [...(await readCheckpoints(sink, origin, keys)), ...((await witnessing?.anchors()) ?? [])];
  const verdict = await archive.within(tenant, async (snapshot) =>
    verifyLedger({
      tenant,
      entries: snapshot.entries(),
      segments: await snapshot.segments(),
      head: await snapshot.head(),
      anchors,
      // Read after the moment that the snapshot shows, so that a key which took over before it is among them.
      keys: await readKeys(),
    }),
  );
  const asked = witnessing === undefined ? { verdict } : await witnessing.compare(verdict, (await sink.read()).at(-1));
  return { ...asked, mode: auditMode(database), keptIn: sink.name, key: verifierText(keys.current.verifier) };
}

function publish({ signing, tenant, sink, origin, readKeys }: Opened): Promise<Published> {
  return signing.within(tenant, (snapshot) => publishCheckpoint(snapshot, sink, origin, readKeys));
}

async function checkpoint(of: Opened): Promise<CheckpointMade> {
  const published = await publish(of);
  of.unvouched = false;
  await of.witnessing?.show(published);
  const { note, checkpoint: made } = published;
  return { note, size: made.size, keptIn: of.sink.name, key: verifierText((await of.readKeys()).current.verifier) };
}

async function checkpointIfDue(of: Opened, now: number | 'ending'): Promise<void> {
  const { archive, tenant, signed, witnessing } = of;
  // Another process of this installation may have signed since.
  if (of.unvouched) of.unvouched = (await of.sink.read()).length === 0;
  if (of.unvouched) return;
  if (now === 'ending') {
    const published = await publish(of);
    await witnessing?.show(published);
    return;
  }
  const { size } = await archive.within(tenant, (snapshot) => snapshot.head());
  const due = signed === undefined || size - signed.size >= MOST_ENTRIES || (size > signed.size && now - signed.at >= LONGEST_MS);
  if (!due) return;
  const published = await publish(of);
  of.signed = { size: published.checkpoint.size, at: now };
  // Not waited for: somebody's decision may be waiting for this, and a witness takes its time.
  void witnessing?.show(published);
}

function prove(of: Opened, index: number): Promise<string> {
  const { signing, tenant, sink, origin, readKeys } = of;
  return signing.within(tenant, async (snapshot) => {
    mustBeVouched(of);
    const entry = await snapshot.entry(index);
    if (entry === undefined) throw new Failure('not-found', `There is no entry ${index} in the ledger.`);
    const { note, checkpoint: made } = await publishCheckpoint(snapshot, sink, origin, readKeys);
    const path = await inclusionPath(index, made.size, snapshot.nodes);
    return writeLeafProof({ index, path, checkpoint: note, extra: Buffer.from(entry.leaf, 'utf8') });
  });
}

async function rotateKey(of: Opened, enter: (names: KeyNames) => Promise<void>): Promise<KeyRotated> {
  mustBeVouched(of);
  const { signing: archive, tenant, sink, origin, ledgerKey } = of;
  const { names, published } = await rotateLedgerKey({ archive, tenant, sink, origin, path: ledgerKey, enter });
  await of.witnessing?.show(published);
  const { note, checkpoint: made } = published;
  return { ...names, note, size: made.size, keptIn: sink.name, retired: retiredFile(ledgerKey) };
}

function mustBeVouched(of: Opened): void {
  if (of.unvouched) throw new Failure('stale', unvouchedFor(of));
}

function unvouchedFor({ found, sink }: Opened): string {
  return (
    `The ledger has ${found} entries and no signed checkpoint in ${sink.name}. If there were checkpoints before, somebody took them away: look ` +
    'for a copy. "countersign audit verify" checks the entries, and "countersign audit checkpoint" signs them as they stand.'
  );
}
