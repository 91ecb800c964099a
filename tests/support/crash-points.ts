import { KILL_POINTS } from '#guardrails/effects/receiver.ts';

/** Places in a transaction, which the child's store wraps; the rest are the delivery's own. */
export const STORE_POINTS = ['proposal-made', 'row-decided', 'effect-owed', 'entry-appended', 'before-commit', 'after-commit'] as const;
/** Places of the graph's checkpoints. */
export const GRAPH_POINTS = ['checkpoint-put', 'checkpoint-deleted'] as const;
/** The receiver has carried it out, and ends us before it answers. */
export const AT_RECEIVER = 'receiver-committed' as const;

export type CrashPoint = (typeof STORE_POINTS)[number] | (typeof GRAPH_POINTS)[number] | (typeof KILL_POINTS)[number] | typeof AT_RECEIVER;

/** Which receiver a point is met with. `draft-written` and `published` are the folder's own. */
export interface CrashCase {
  readonly point: CrashPoint;
  readonly receiver: 'fhir' | 'folder';
}

export const CRASHES: readonly CrashCase[] = [...STORE_POINTS, ...GRAPH_POINTS, AT_RECEIVER, ...KILL_POINTS].map(
  (point: CrashPoint): CrashCase => ({ point, receiver: ['draft-written', 'published'].includes(point) ? 'folder' : 'fhir' }),
);

/** What the child is told, as JSON in its one argument. */
export interface CrashOrder extends CrashCase {
  readonly url: string;
  readonly tenant: string;
  readonly keyFile: string;
  readonly fhir: string;
  readonly folder: string;
  /** At which time that the point is reached the process ends: 1 for the first. */
  readonly time: number;
}

/** What the child has told: it counts only once it was told, as for a person who saw the answer. */
export type Acknowledged = { readonly op: 'proposed' | 'approved' | 'rejected'; readonly id: string };
