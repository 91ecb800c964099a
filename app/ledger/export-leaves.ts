import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#core/errors.ts';
import { exportLines, type Selection } from '#guardrails/audit/export-lines.ts';
import type { CheckpointSink, LedgerSnapshot } from '#guardrails/audit/ledger-archive.ts';
import type { LedgerKeys } from '#guardrails/audit/ledger-keys.ts';
import { publishCheckpoint, type Published } from '#guardrails/audit/publish-checkpoint.ts';
import { verifierText } from '#guardrails/audit/signed-note.ts';

export interface LeavesExported {
  readonly file: string;
  readonly entries: number;
  /** Of the whole ledger when it was exported. */
  readonly size: number;
  readonly key: string;
  /** Why the whole ledger was exported without a new signature over it. */
  readonly unsigned?: string;
}

interface Exporting {
  readonly snapshot: LedgerSnapshot;
  readonly selection: Selection;
  readonly folder: string;
  readonly sink: CheckpointSink;
  readonly origin: string;
  readonly readKeys: () => Promise<LedgerKeys>;
  /** Whether the key may sign the head. */
  readonly vouched: boolean;
}

/** Writes an export of leaves, whole or not at all. Its name says nothing of what was chosen. */
export async function exportLeaves(exporting: Exporting): Promise<LeavesExported> {
  const { snapshot, selection, folder, sink, origin, readKeys } = exporting;
  const signed = await sign(exporting);
  const keys = await readKeys();
  const { size } = await snapshot.head();
  const published = 'note' in signed ? signed : undefined;
  const lines = exportLines(snapshot, selection, { origin, keys, published, notes: await sink.read() });
  const name = `ledger-${size}${selection.of === 'all' ? '' : '-part'}.jsonl`;
  const { file, written } = await writeNewFile(folder, name, lines);
  return {
    file,
    entries: written - 1,
    size,
    key: verifierText(keys.current.verifier),
    ...('unsigned' in signed && { unsigned: signed.unsigned }),
  };
}

/** A whole ledger that was altered is exported as it is, for somebody else to see what became of it. The key does not vouch for it. */
async function sign({
  snapshot,
  selection,
  sink,
  origin,
  readKeys,
  vouched,
}: Exporting): Promise<Published | { readonly unsigned: string }> {
  if (!vouched) return { unsigned: 'Nothing outside the database vouches for the ledger, so its head was not signed.' };
  try {
    return await publishCheckpoint(snapshot, sink, origin, readKeys);
  } catch (thrown) {
    if (selection.of === 'all' && thrown instanceof Failure && thrown.code === 'altered') return { unsigned: thrown.says };
    throw thrown;
  }
}

const FLUSH_BYTES = 1 << 20;

/** The whole file or none, for its owner alone. Throws Failure `bad-input` where it cannot be written, or is there already. */
export async function writeNewFile(
  folder: string,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<{ readonly file: string; readonly written: number }> {
  const file = join(folder, name);
  const draft = join(folder, `.${randomUUID()}.tmp`);
  let written = 0;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      let waiting = '';
      for await (const line of lines) {
        waiting += line;
        written += 1;
        if (waiting.length < FLUSH_BYTES) continue;
        await handle.appendFile(waiting);
        waiting = '';
      }
      await handle.appendFile(waiting);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file);
    return { file, written };
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : cannotWrite(file, thrown);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

function cannotWrite(file: string, thrown: unknown): unknown {
  const code = thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? String(thrown.code) : undefined;
  if (code === undefined) return thrown;
  if (code === 'EEXIST') return new Failure('bad-input', `${file} is there already. Name another folder with --out.`, { cause: thrown });
  return new Failure('bad-input', `${file} cannot be written (${code}). Name another folder with --out.`, { cause: thrown });
}
