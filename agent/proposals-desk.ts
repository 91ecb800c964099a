import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { ProposalState } from '#guardrails/proposal.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import type { DecideStep } from './plan.ts';

/** What may be asked about proposals at a terminal. To decide takes ids: each proposal is decided by itself. */
export type ProposalsAsked =
  | {
      readonly act: 'list';
      readonly state?: ProposalState | 'decided' | 'any' | undefined;
      readonly encounter?: string | undefined;
      readonly kind?: EffectKind | undefined;
      readonly by?: string | undefined;
      readonly mine?: boolean | undefined;
    }
  | { readonly act: 'show'; readonly proposal: string }
  | {
      readonly act: 'decide';
      readonly verdict: DecideStep['input']['verdict'];
      readonly proposals: readonly string[];
      /** The code that is wanted instead, in a change. */
      readonly to?: string | undefined;
      readonly reason?: string | undefined;
      /** Whether only a key of the policy's menu will do for the reason. */
      readonly byKey?: boolean | undefined;
    };

export interface ProposalsAnswer {
  readonly blocks: readonly Block[];
  /** Why the first part of it that was refused was refused. */
  readonly refused?: FailureCode;
}

export interface ProposalsDesk {
  proposals(asked: ProposalsAsked & { readonly as?: string | undefined }): Promise<ProposalsAnswer>;
}

export const PROPOSALS_METHODS = ['proposals'] as const satisfies readonly (keyof ProposalsDesk)[];
