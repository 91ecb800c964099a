import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { AuditMode } from '#guardrails/audit/audit-mode.ts';
import type { Hold } from '#guardrails/retention/holds.ts';
import type { About, Leaf } from '#guardrails/audit/ledger.ts';
import type { LedgerVerdict } from '#guardrails/audit/verify-ledger.ts';
import type { EffectRequest } from '#guardrails/effects/manage.ts';
import type { EffectState } from '#guardrails/effects/outbox.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { ChannelsDesk } from './channels-desk.ts';
import type { CheckUpDesk } from './check-up-desk.ts';
import { EDITIONS_METHODS, type EditionsDesk } from './editions-desk.ts';
import type { ConsoleDesk } from './console-desk.ts';
import { LIBRARY_METHODS, type LibraryDesk } from './library-desk.ts';
import type { LinkDesk } from './link-desk.ts';
import { OVERSIGHT_METHODS, type OversightDesk } from './oversight-desk.ts';
import type { Plan } from './plan.ts';
import { PROPOSALS_METHODS, type ProposalsDesk } from './proposals-desk.ts';

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
  readonly mode: AuditMode;
  readonly keptIn: string;
  readonly key: string;
  /** What the witness said, where one is set. */
  readonly witness?: string;
  /** Proposals that the database has in a state which the ledger does not tell of. */
  readonly unexplained?: readonly string[];
}

/** The entries of one case, oldest first. */
export interface LedgerStory {
  readonly of: string;
  readonly entries: readonly { readonly leaf: Leaf; readonly about: About; readonly fault?: string }[];
}

/** Which entries are to leave, and in which form. Without `case`, `from` and `to` it is the whole ledger. Days are UTC and included. */
export interface LedgerExport {
  /** An encounter or a proposal. */
  readonly case?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** As FHIR AuditEvents, which name the patient, instead of leaves and proofs, which do not. */
  readonly fhir?: boolean | undefined;
  /** A folder, by its whole path. */
  readonly out?: string | undefined;
  readonly as?: string | undefined;
}

export interface ExportMade {
  readonly file: string;
  readonly entries: number;
  /** Of the whole ledger when it was exported. */
  readonly size: number;
  /** What leaves are checked with. */
  readonly key?: string;
  readonly unsigned?: string;
}

export interface KeyRotated {
  readonly from: string;
  readonly to: string;
  /** The hand-over, which both keys signed. */
  readonly note: string;
  readonly size: number;
  readonly keptIn: string;
  /** The file of the public keys that the ledger had before. */
  readonly retired: string;
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
  readonly auditMode: AuditMode;
  readonly planner: 'rules' | 'model';
  readonly http?: string;
  readonly user: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly people: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  readonly notice?: string;
}

export type HoldsAsked =
  | { readonly act: 'list' }
  | { readonly act: 'place'; readonly reason: string; readonly encounter?: string }
  | { readonly act: 'release'; readonly id: string };

export type BillingAsked =
  | { readonly act: 'import-remittances' | 'import-records'; readonly path: string }
  | { readonly act: 'unmatched' }
  | { readonly act: 'match'; readonly remittance: string; readonly position: number; readonly claim: string }
  | { readonly act: 'unmatch'; readonly remittance: string; readonly position: number; readonly reason: string }
  /** Appeals of a claim, with the payer's letters as they were entered. */
  | { readonly act: 'appeals'; readonly claim: string }
  | AppealAnswered;

/** What a payer answered an appeal by letter. `of`: the appeal's proposal, or its claim. */
export interface AppealAnswered {
  readonly act: 'answer-appeal';
  readonly of: string;
  readonly outcome: 'upheld' | 'overturned' | 'partly';
  readonly noticeDate: string;
  readonly amountCents?: number;
  readonly letter?: { readonly file: string; readonly text: string };
}

export type EffectsAsked =
  | { readonly act: 'list'; readonly state?: EffectState }
  | { readonly act: 'show'; readonly proposal: string }
  | EffectRequest;

/**
 * Everything that a local surface can ask of a running Countersign. The process that owns the data answers it directly;
 * every other local process asks it over the owner's socket. What it takes and gives is plain JSON.
 */
export interface Desk extends OversightDesk, ProposalsDesk, EditionsDesk, ChannelsDesk, CheckUpDesk, LinkDesk, ConsoleDesk, LibraryDesk {
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
  trace(of: { readonly id: string; readonly as?: string }): Promise<Trace>;
  importCharts(from: { readonly path: string; readonly as?: string }): Promise<ImportReport>;
  /** Brings in what payers say and what it is about. `sound`: nothing was refused or quarantined. */
  billing(asked: BillingAsked & { readonly as?: string }): Promise<{ readonly blocks: readonly Block[]; readonly sound: boolean }>;
  /** What is under way, unknown or failed, and what a person does about it. */
  effects(asked: EffectsAsked & { readonly as?: string }): Promise<readonly Block[]>;
  /** Legal holds on the ledger: those there are, a new one, or the end of one. */
  holds(asked: HoldsAsked & { readonly as?: string }): Promise<readonly Hold[]>;
  verifyLedger(): Promise<LedgerChecked>;
  checkpointLedger(): Promise<CheckpointMade>;
  /** That one entry is in the ledger, as C2SP `tlog-proof` with the entry itself as extra data. */
  proveEntry(entry: { readonly index: number }): Promise<string>;
  /** The story of an encounter or a proposal. The reading is an entry of its own. */
  showLedger(story: { readonly of: string; readonly as?: string | undefined }): Promise<LedgerStory>;
  /** Writes entries into a new file, and enters that it did. */
  exportLedger(wanted: LedgerExport): Promise<ExportMade>;
  rotateLedgerKey(by: { readonly as?: string | undefined }): Promise<KeyRotated>;
  status(): Promise<DeskStatus>;
}

/** The methods that go over the socket, so that both ends agree on them. */
export const DESK_METHODS = [
  'ask',
  'plan',
  'call',
  'trace',
  'importCharts',
  'billing',
  'effects',
  'holds',
  'channels',
  'offerLink',
  'signIn',
  'checkUp',
  'verifyLedger',
  'checkpointLedger',
  'proveEntry',
  'showLedger',
  'exportLedger',
  'rotateLedgerKey',
  'status',
  ...EDITIONS_METHODS,
  ...LIBRARY_METHODS,
  ...OVERSIGHT_METHODS,
  ...PROPOSALS_METHODS,
] as const satisfies readonly (keyof Desk)[];
export type DeskMethod = (typeof DESK_METHODS)[number];
