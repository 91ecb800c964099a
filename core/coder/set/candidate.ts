import type { Icd10Cm } from '../../codes.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { FoundMention } from '../words/found-mention.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import type { Standing } from '../standing.ts';
import type { Abstention, Alternative, AssertionStatus, Step, Suggestion } from '../trace.ts';

/** A code on its way to being suggested, with the mentions that carry it. */
export interface Candidate {
  readonly code: Icd10Cm;
  readonly mentions: readonly FoundMention[];
  readonly status: AssertionStatus;
  readonly path: string;
  readonly guideline: string;
  readonly checks: Suggestion['checks'];
  readonly flags: readonly string[];
  /** Codes that this one took the place of, for the list of alternatives. */
  readonly refused: readonly Alternative[];
  /** True when someone senior should look: the chart contradicts itself, or two codes exclude each other. */
  readonly conflict: boolean;
  /** Statements of providers that deny the condition, where that leaves it contested. */
  readonly against: readonly FoundMention[];
  /** The codes that a combination joined here. */
  readonly parts: readonly Icd10Cm[];
}

export interface JudgedMention {
  readonly mention: FoundMention;
  readonly standing: Standing;
}

/** What every stage may look at. */
export interface Desk {
  readonly edition: CompiledEdition;
  readonly read: readonly ReadDocument[];
  readonly judged: readonly JudgedMention[];
  readonly inpatient: boolean;
  /** The document whose diagnostic statement closes the encounter; `undefined` for a visit of one or several notes. */
  readonly lastWord: ReadDocument | undefined;
}

/** What a stage leaves: the candidates that go on, and what it did. */
export interface Outcome {
  readonly kept: readonly Candidate[];
  readonly steps: readonly Step[];
  readonly abstentions?: readonly Abstention[];
}

export function checked(candidate: Candidate, check: Suggestion['checks'][number]): Candidate {
  return { ...candidate, checks: [...candidate.checks, check] };
}

export function flagged(candidate: Candidate, flag: string): Candidate {
  return candidate.flags.includes(flag) ? candidate : { ...candidate, flags: [...candidate.flags, flag] };
}

/** The winner with the loser's mentions behind its own, and the loser among the codes it refused. */
export function absorb(winner: Candidate, loser: Candidate, refusal: Alternative): Candidate {
  const own = new Set(winner.mentions);
  return {
    ...winner,
    mentions: [...winner.mentions, ...loser.mentions.filter((mention) => !own.has(mention))],
    refused: [...winner.refused, refusal],
  };
}
