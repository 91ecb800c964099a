import type { Abstention, Step } from './trace.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { flagged } from './candidate.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import { SYMPTOMS } from './code-families.ts';
import type { FoundMention } from './found-mention.ts';

/**
 * Holds what a chart affirms against what it denies. A condition that a later statement denies is not coded; one that
 * the same or an alternating record both affirms and denies goes to someone senior. Copies do not speak again.
 */
export function settleConflicts(candidates: readonly Candidate[], { judged }: Desk): Outcome {
  const denials = judged
    .map(({ mention }) => mention)
    .filter((mention) => mention.status === 'negated' && mention.copiedFrom === undefined && isStatement(mention));
  const kept: Candidate[] = [];
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  for (const candidate of candidates) {
    const against = denials.filter((denial) => denies(denial, candidate));
    const affirmed = lastOrder(candidate.mentions.filter(({ copiedFrom }) => copiedFrom === undefined));
    const denied = lastOrder(against);
    const denial = against.at(-1);
    if (denial === undefined || denied < affirmed) {
      kept.push(candidate);
    } else if (denied > affirmed) {
      const why = `${denial.source.document.id} denies it later; ask the provider which holds.`;
      steps.push(step(candidate, denial, why, 'dropped', 'conflict.later-denied'));
      abstentions.push({ mention: denial.id, code: candidate.code, why, rule: 'conflict.later-denied' });
    } else if (inAnyPattern(SYMPTOMS, candidate.code)) {
      kept.push(candidate);
    } else {
      const why = `${denial.source.document.id} both affirms and denies it.`;
      steps.push(step(candidate, denial, why, 'noted', 'conflict.contradiction'));
      kept.push({ ...flagged(candidate, 'The chart contradicts itself about this condition.'), conflict: true });
    }
  }
  return { kept, steps, abstentions };
}

/** A denial counts where a diagnosis would: a symptom denied in a review of systems contradicts nothing. */
function isStatement({ weight, source }: FoundMention): boolean {
  return source.document.role === 'provider' && (weight === 'final' || weight === 'course');
}

/** "No pneumonia" denies every pneumonia; "no acute heart failure" does not deny the chronic one. */
function denies(denial: FoundMention, { code, mentions }: Candidate): boolean {
  return mentions.some(
    (mention) => (denial.entry === mention.entry || denial.code === code) && [...denial.names].every((name) => mention.names.has(name)),
  );
}

function lastOrder(mentions: readonly FoundMention[]): number {
  return mentions.reduce((last, { source }) => Math.max(last, source.order), -1);
}

function step(candidate: Candidate, denial: FoundMention, says: string, outcome: Step['outcome'], rule: string): Step {
  return { stage: 'reconcile', rule, says, cites: 'I.A.19', mention: denial.id, code: candidate.code, outcome };
}
