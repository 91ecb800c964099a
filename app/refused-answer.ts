import { z } from 'zod';
import type { Answer } from '#agent/desk.ts';
import { Failure, FAILURE_CODES, type FailureCode } from '#core/errors.ts';
import type { Outcome } from '#tools/invoke.ts';

/** An answer that says why it was refused, or a part of it. It goes over the socket of the owner as it is. */
export interface RefusedAnswer extends Answer {
  readonly refused: FailureCode;
}

const Refused = z.object({ refused: z.enum(FAILURE_CODES as [FailureCode, ...FailureCode[]]) });

/** The answer with the first refusal among what its steps came to, where there is one. */
export function withRefusal(answer: Answer, outcomes: readonly Outcome[]): Answer | RefusedAnswer {
  const [refused] = outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [outcome.failure] : []));
  return refused === undefined ? answer : { ...answer, refused };
}

/** The exit status that an answer ends a command with. */
export function exitOf(answer: Answer): number {
  const parsed = Refused.safeParse(answer);
  return parsed.success ? new Failure(parsed.data.refused, '').exit : 0;
}
