import type { Chart, ChartDocument } from '#core/chart/chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { LocalDate } from '#core/codes.ts';
import type { LicensedTexts } from '#core/denials/codes/licensed-texts.ts';
import type { CodeFacts } from '#core/terminology/code-facts.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionHead } from '#core/terminology/edition-source.ts';
import type { Ledger } from '#guardrails/audit/ledger.ts';
import type { Outbox } from '#guardrails/effects/outbox.ts';
import type { Proposals } from '#guardrails/proposal.ts';
import type { GuardedUnit, Principals, Sources } from '#guardrails/unit.ts';
import type { Billing, ReadingBilling } from './billing/records.ts';
import type { Shipped } from '#core/billing/shipped.ts';

export interface SearchHit {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  /** Higher is better; comparable within one search only. */
  readonly rank: number;
}

/** Charts of one tenant. */
export interface Charts {
  find(encounter: string): Promise<Chart | undefined>;
  document(id: string): Promise<ChartDocument | undefined>;
  /** Encounter ids that look like a mistyped one, best first, at most `limit`. */
  near(typed: string, limit: number): Promise<readonly string[]>;
  /** Passages (sentences or lines) of one encounter's documents that match the words, best first. Full text, with stemming. */
  search(encounter: string, words: string, limit: number): Promise<readonly SearchHit[]>;
  /** Encounters of a patient that have one of these days in them, by the chart's own id of the patient. */
  ofPatient(patient: string, from: LocalDate, to: LocalDate): Promise<readonly string[]>;
  /** Encounters, newest first, with what the work list needs. */
  list(
    limit: number,
  ): Promise<readonly { readonly encounter: string; readonly setting: string; readonly start: string; readonly documents: number }[]>;
  /** Writes or replaces one encounter's chart whole. */
  put(chart: Chart): Promise<void>;
}

/** Whole traces, kept by content id. */
export interface Traces {
  put(id: string, encounter: string, trace: Trace): Promise<void>;
  find(id: string): Promise<Trace | undefined>;
}

export interface EditionRecord {
  readonly head: EditionHead;
  readonly sha256: string;
  readonly state: 'loaded' | 'active' | 'retired';
  /** Rows: codes, or edits and mappings of a table. */
  readonly codes: number;
  /** Of an ICD-10-CM or PCS edition; in any other it equals `codes` and says nothing. */
  readonly billable: number;
  readonly loadedAt: string;
}

/**
 * Registered editions. `content` is the edition's own source text; the compiled form is made from it and cached. To read what was
 * changed beside the program throws Failure `altered`.
 */
export interface EditionRecords {
  list(): Promise<readonly EditionRecord[]>;
  find(id: string): Promise<EditionRecord | undefined>;
  content(id: string): Promise<string | undefined>;
  put(record: Omit<EditionRecord, 'loadedAt'>, content: string): Promise<void>;
  /** Makes a loaded edition active. Where two active editions cover a day, one that is not a starter wins, then the newer of two lists, then the later loaded. */
  activate(id: string): Promise<void>;
}

/** What a conversation is about: the case, the code, the claim and the account that "it" means. Ids only. */
export interface TalkedAbout {
  readonly encounter?: string;
  readonly code?: string;
  readonly claim?: string;
  readonly account?: string;
}

/** What conversations are about, so that "and why not I50.33?" needs no case. */
export interface Conversations {
  find(id: string): Promise<TalkedAbout | undefined>;
  remember(id: string, about: TalkedAbout): Promise<void>;
}

/** Everything a tool may touch in one transaction of one tenant. */
export interface Unit extends GuardedUnit {
  readonly charts: Charts;
  readonly traces: Traces;
  readonly editionRecords: EditionRecords;
  readonly conversations: Conversations;
  readonly billing: Billing;
}

/**
 * What a tool sees of the unit: everything that reads and nothing that writes. The gate, the ledger and the outbox are
 * out of its reach by type.
 */
export interface ReadingUnit {
  readonly charts: Omit<Charts, 'put'>;
  readonly billing: ReadingBilling;
  /** Present versions of what a draft rests on. Asking keeps other writers out until the transaction ends. */
  readonly sources: Sources;
  readonly traces: Pick<Traces, 'find'>;
  readonly editionRecords: Pick<EditionRecords, 'list' | 'content'>;
  readonly proposals: Pick<Proposals, 'find' | 'list' | 'standing'>;
  readonly ledger: Pick<Ledger, 'list' | 'head'>;
  readonly outbox: Pick<Outbox, 'stateOf'>;
  readonly principals: Principals;
  readonly policies: Pick<GuardedUnit['policies'], 'find'>;
  readonly shipped: GuardedUnit['shipped'];
  readonly titleOf: GuardedUnit['titleOf'];
  readonly now: GuardedUnit['now'];
}

/** The edition in force on a day. */
export interface Editions {
  /**
   * Throws Failure `no-edition` naming the day when nothing is in force then; never falls back to another year. Takes the
   * transaction it is called in, so that the embedded database, which has one connection, is not asked for a second.
   */
  on(day: LocalDate, unit: { readonly editionRecords: Pick<EditionRecords, 'list' | 'content'> }): Promise<CompiledEdition>;
  /** What other tables say of codes on a day, each from its own edition; `undefined` for a table that has none for that day. */
  facts(day: LocalDate, unit: { readonly editionRecords: Pick<EditionRecords, 'list' | 'content'> }): Promise<CodeFacts>;
  /** The publisher's text of adjustment and remark codes as of a remittance's day, where a licensee loaded a list for it. */
  licensedTexts(
    day: LocalDate,
    unit: { readonly editionRecords: Pick<EditionRecords, 'list' | 'content'> },
  ): Promise<LicensedTexts | undefined>;
  /** What the program brings of its own for billing. The same for every tenant and day. */
  shipped(): Shipped;
}
