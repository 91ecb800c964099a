import type { Block } from '#core/answer/block.ts';
import type { Verdict } from '#guardrails/review/reviews.ts';

/** A policy as a compliance officer reads it, with how it came into force. */
export interface PolicyShown {
  readonly version: string;
  readonly inForce: boolean;
  /** The file, as it was adopted. */
  readonly text: string;
  /** Every time a policy was brought into force, oldest first. */
  readonly adoptions: readonly { readonly version: string; readonly at: string; readonly by: string; readonly proposal?: string }[];
}

/** What a decision came to when it was run again. */
export interface Replayed {
  readonly verdict: 'same' | 'differs' | 'cannot';
  readonly blocks: readonly Block[];
}

interface ByPerson {
  readonly as?: string | undefined;
}

/** What those who watch over the decisions of others ask: the policy, who may decide in whose stead, and how decisions were made. */
export interface OversightDesk {
  /** Without a version, the policy in force. */
  showPolicy(policy: { readonly version?: string | undefined }): Promise<PolicyShown>;
  /** Puts a policy file up for a decision. */
  proposePolicy(file: ByPerson & { readonly file: string; readonly text: string }): Promise<readonly Block[]>;
  listAuthority(): Promise<readonly Block[]>;
  lendAuthority(
    loan: ByPerson & { readonly to: string; readonly roles: readonly string[]; readonly hours: number },
  ): Promise<readonly Block[]>;
  takeAuthority(
    emergency: ByPerson & {
      readonly roles: readonly string[];
      readonly reason?: string | undefined;
      readonly minutes?: number | undefined;
    },
  ): Promise<readonly Block[]>;
  endAuthority(grant: ByPerson & { readonly id: string }): Promise<readonly Block[]>;
  /** Says that a taking of authority was seen by somebody who is to be told of it. */
  seeAuthority(grant: ByPerson & { readonly id: string }): Promise<readonly Block[]>;
  /** How people decided. Days are UTC and included. */
  measureDecisions(
    asked: ByPerson & { readonly from?: string | undefined; readonly to?: string | undefined; readonly person?: string | undefined },
  ): Promise<readonly Block[]>;
  /** Picks decisions for a second look. `share` is above 0 and at most 1. */
  sampleDecisions(
    sample: ByPerson & {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      readonly share: number;
      readonly seed: string;
    },
  ): Promise<readonly Block[]>;
  listReviews(by: ByPerson): Promise<readonly Block[]>;
  recordReview(
    review: ByPerson & { readonly proposal: string; readonly verdict: Verdict; readonly reason?: string | undefined },
  ): Promise<readonly Block[]>;
  /** Runs a decision again under its own editions. `of` is a proposal or the number of an entry of the ledger. */
  replay(decision: ByPerson & { readonly of: string }): Promise<Replayed>;
}

export const OVERSIGHT_METHODS = [
  'showPolicy',
  'proposePolicy',
  'listAuthority',
  'lendAuthority',
  'takeAuthority',
  'endAuthority',
  'seeAuthority',
  'measureDecisions',
  'sampleDecisions',
  'listReviews',
  'recordReview',
  'replay',
] as const satisfies readonly (keyof OversightDesk)[];
