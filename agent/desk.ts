import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { LedgerVerdict } from '#guardrails/audit/verify-ledger.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { Plan } from './plan.ts';

/** What a person's question comes back as, on every surface. */
export interface Answer {
  readonly blocks: readonly Block[];
  readonly plan: Plan;
  readonly proposals: readonly string[];
  /** Why the first part of it that was refused was refused. */
  readonly refused?: FailureCode;
}

export interface ImportReport {
  readonly imported: readonly { readonly encounter: string; readonly documents: number }[];
  /** Encounters whose files brought nothing new. */
  readonly unchanged: number;
  /** Files that were refused whole, with the resource or line and the reason. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
  /** What was read, found sound and not taken into a chart, by type of resource and reason. */
  readonly setAside: readonly {
    readonly type: string;
    readonly why: string;
    readonly resources: number;
    readonly files: number;
    readonly first: { readonly file: string; readonly resource: string };
  }[];
  readonly files: number;
}

/** What a check of the whole ledger found, the place outside the database where its signed heads are, and the key they bear. */
export interface LedgerChecked {
  readonly verdict: LedgerVerdict;
  readonly keptIn: string;
  readonly key: string;
}

export interface CheckpointMade {
  readonly note: string;
  readonly size: number;
  readonly keptIn: string;
  readonly key: string;
}

export interface DeskStatus {
  readonly version: string;
  readonly tenant: string;
  readonly database: 'embedded' | 'postgres';
  readonly planner: 'rules' | 'model';
  readonly http?: string;
  readonly user: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly people: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  readonly notice?: string;
}

/**
 * Everything that a local surface can ask of a running Countersign. The process that owns the data answers it directly;
 * every other local process asks it over the owner's socket. What it takes and gives is plain JSON.
 */
export interface Desk {
  /** `as` names another registered person than the one at this terminal. */
  ask(question: { readonly conversation: string; readonly text: string; readonly as?: string }): Promise<Answer>;
  /** The plan alone. `prior` holds earlier questions of the conversation, oldest first. */
  plan(question: { readonly text: string; readonly role?: string; readonly prior?: readonly string[] }): Promise<Plan>;
  /** One tool call by a client that is no person: it may read and propose for the person at the client, and never decides. */
  call(call: {
    readonly tool: string;
    readonly input: unknown;
    readonly channel: 'mcp-stdio' | 'mcp-http';
    readonly as?: string;
  }): Promise<Outcome>;
  trace(id: string): Promise<Trace>;
  importCharts(from: { readonly path: string; readonly as?: string }): Promise<ImportReport>;
  loadEdition(file: { readonly system: string; readonly path: string; readonly as?: string }): Promise<readonly Block[]>;
  editions(): Promise<readonly Block[]>;
  verifyLedger(): Promise<LedgerChecked>;
  checkpointLedger(): Promise<CheckpointMade>;
  /** That one entry is in the ledger, as C2SP `tlog-proof` with the entry itself as extra data. */
  proveEntry(entry: { readonly index: number }): Promise<string>;
  status(): Promise<DeskStatus>;
}

/** The methods that go over the socket, so that both ends agree on them. */
export const DESK_METHODS = [
  'ask',
  'plan',
  'call',
  'trace',
  'importCharts',
  'loadEdition',
  'editions',
  'verifyLedger',
  'checkpointLedger',
  'proveEntry',
  'status',
] as const satisfies readonly (keyof Desk)[];
export type DeskMethod = (typeof DESK_METHODS)[number];
