import type { TenantId } from '../actor.ts';
import type { TreeHead } from './ledger.ts';
import type { PurgedSegment } from '../retention/segments.ts';
import type { ReadNodes } from './proofs.ts';
import type { StoredEntry } from './verify-ledger.ts';

/** What of an entry may leave the hospital: the leaf, and nothing that stands beside it. */
export type StoredLeaf = Pick<StoredEntry, 'index' | 'leaf' | 'leafHash'>;

/** A ledger as it stood at one moment, to be read and not written. */
export interface LedgerSnapshot {
  /** Every entry in order of index, or those from one on; a page at a time. */
  entries(from?: number): AsyncIterable<StoredEntry>;
  /** The leaves alone, in order of index: of all entries, or of these. */
  leaves(indexes?: readonly number[]): AsyncIterable<StoredLeaf>;
  entry(index: number): Promise<StoredEntry | undefined>;
  /** What is left of entries that were purged, in order. */
  segments(): Promise<readonly PurgedSegment[]>;
  head(): Promise<TreeHead>;
  readonly nodes: ReadNodes;
}

export interface LedgerArchive {
  within<T>(tenant: TenantId, work: (snapshot: LedgerSnapshot) => Promise<T>): Promise<T>;
}

/** A place outside the database where signed checkpoints are kept. MUST only ever add. */
export interface CheckpointSink {
  /** What people call it: the path of a file. */
  readonly name: string;
  /** Every note, oldest first. */
  read(): Promise<readonly string[]>;
  /** Resolves when the note would survive a loss of power. */
  add(note: string): Promise<void>;
}
