import { Failure } from '#core/errors.ts';
import { SEGMENT, type PurgedSegment } from '../retention/segments.ts';
import { openCheckpoint } from './checkpoint.ts';
import { gatherNodes } from './gather-nodes.ts';
import type { LedgerSnapshot, StoredLeaf } from './ledger-archive.ts';
import { verifiersOf, type LedgerKeys } from './ledger-keys.ts';
import { consistencyPath, inclusionPath, verifyInclusion } from './proofs.ts';
import type { Published } from './publish-checkpoint.ts';
import { isPublishable } from './publishable.ts';
import { verifierText } from './signed-note.ts';
import { leafHash } from './tree.ts';

/** The form of an export. It is JSON lines: one head, then a line an entry. MUST keep what it has; add only what may be passed over. */
export const EXPORT_FORM = 'countersign-ledger-export@v1';

const PAGE = 500;

/** Which entries are wanted: all, these, or those of some days (UTC, both included). */
export type Selection =
  | { readonly of: 'all' }
  | { readonly of: 'entries'; readonly indexes: readonly number[] }
  | { readonly of: 'days'; readonly from?: string | undefined; readonly to?: string | undefined };

export interface ExportParts {
  readonly origin: string;
  readonly keys: LedgerKeys;
  /** The head that was signed of this very snapshot. Absent where it could not be: then only the whole ledger can be exported. */
  readonly published?: Published | undefined;
  /** Every checkpoint that is kept outside the database, oldest first. */
  readonly notes: readonly string[];
}

/**
 * The lines of an export: leaves, hashes and signed heads, and nothing that stands beside a leaf. Of a part, each leaf comes with the
 * path that leads from it to the signed head; the whole ledger needs none, for its leaves give every root by themselves. A leaf that
 * holds more than ids and digests is withheld, and its hash stands for it.
 *
 * Of a part it throws Failure `altered` where an entry does not lead to the signed head.
 */
export async function* exportLines(snapshot: LedgerSnapshot, selection: Selection, parts: ExportParts): AsyncGenerator<string> {
  yield `${JSON.stringify(await headOf(snapshot, selection, parts))}\n`;
  if (selection.of === 'all') {
    for await (const stored of snapshot.leaves()) yield `${JSON.stringify(lineOf(stored))}\n`;
    return;
  }
  const { published } = parts;
  if (published === undefined) throw new Failure('broken-promise', 'A part of the ledger was to be exported under no signed head.');
  const leaves = selection.of === 'entries' ? snapshot.leaves(selection.indexes) : within(snapshot.leaves(), selection);
  for await (const page of pages(leaves)) {
    // The nodes of one page only: they stand near one another, and all of a large ledger would not fit.
    const read = gatherNodes(snapshot.nodes);
    for (const line of await Promise.all(page.map((stored) => proved(stored, published, read)))) yield `${JSON.stringify(line)}\n`;
  }
}

async function headOf(snapshot: LedgerSnapshot, selection: Selection, { origin, keys, published, notes }: ExportParts): Promise<object> {
  const { size } = await snapshot.head();
  return {
    export: EXPORT_FORM,
    origin,
    size,
    all: selection.of === 'all',
    key: verifierText(keys.current.verifier),
    retired: keys.retired.map(({ verifier, until }) => ({ key: verifierText(verifier), until })),
    checkpoint: published?.note ?? null,
    ...(selection.of === 'all'
      ? { checkpoints: notes, segments: (await snapshot.segments()).map(segmentLine) }
      : { earlier: await earliest(snapshot, { origin, keys, published, notes }) }),
  };
}

/**
 * The oldest head that anybody outside may hold, with the proof that the present one continues it. There is no proof any more of one
 * from the middle of what was purged.
 */
async function earliest(snapshot: LedgerSnapshot, { keys, published, notes }: ExportParts): Promise<object | null> {
  const from = Math.max(1, (await snapshot.segments()).length * SEGMENT);
  const heads = notes.map((note) => ({ note, older: openCheckpoint(note, verifiersOf(keys)) }));
  const found = heads.find(({ older }) => older !== undefined && older.size >= from);
  if (published === undefined || found?.older === undefined || found.older.size >= published.checkpoint.size) return null;
  const path = await consistencyPath(found.older.size, published.checkpoint.size, snapshot.nodes);
  return { checkpoint: found.note, path: path.map((hash) => hash.toString('base64')) };
}

/** What is left of purged entries. The last leaf of them is a leaf like any other; without it their root stands alone. */
function segmentLine({ index, root, lastLeaf, path }: PurgedSegment): object {
  const siblings = path.map((hash) => hash.toString('base64'));
  return { index, root: root.toString('base64'), path: siblings, ...(isPublishable(lastLeaf) ? { lastLeaf } : { withheld: true }) };
}

/** `altered`: what is stored is not what was hashed, and may be anything, so it is not passed on. */
function lineOf({ index, leaf, leafHash: hash }: StoredLeaf): object {
  if (isPublishable(leaf)) return { index, leaf, hash };
  return leafHash(leaf).toString('hex') === hash ? { index, withheld: true, hash } : { index, altered: true, hash };
}

async function proved(stored: StoredLeaf, { checkpoint }: Published, read: LedgerSnapshot['nodes']): Promise<object> {
  const path = await inclusionPath(stored.index, checkpoint.size, read);
  if (!verifyInclusion(leafHash(stored.leaf), stored.index, checkpoint, path)) {
    throw new Failure(
      'altered',
      `Entry ${stored.index} does not lead to the signed head. Nothing was exported: run countersign audit verify.`,
    );
  }
  return { ...lineOf(stored), path: path.map((hash) => hash.toString('base64')) };
}

async function* within(leaves: AsyncIterable<StoredLeaf>, { from = '', to = '9' }: { from?: string | undefined; to?: string | undefined }) {
  for await (const stored of leaves) {
    const day = dayOf(stored.leaf);
    if (day === undefined)
      throw new Failure('altered', `Entry ${stored.index} has no time. Nothing was exported: run countersign audit verify.`);
    if (day >= from && day <= to) yield stored;
  }
}

function dayOf(leaf: string): string | undefined {
  return /"at":"(\d{4}-\d{2}-\d{2})T/.exec(leaf)?.[1];
}

async function* pages(leaves: AsyncIterable<StoredLeaf>): AsyncGenerator<readonly StoredLeaf[]> {
  let page: StoredLeaf[] = [];
  for await (const stored of leaves) {
    page.push(stored);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
