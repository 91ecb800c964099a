import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { SHORT_LIVED } from './code-families.ts';
import { isAssessed, isStated, isSymptom } from './drop-symptoms.ts';
import type { Abstention, Step } from '../trace.ts';

/**
 * Drops what was named on the way and that the provider who answers for the encounter does not take up: a condition that
 * runs its course and stands in no diagnostic statement, and, in a stay, a diagnosis of the emergency note alone.
 */
export function dropUnassessed(candidates: readonly Candidate[], desk: Desk): Outcome {
  const kept: Candidate[] = [];
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  const named = candidates.some(desk.inpatient ? isStated : isAssessed);
  for (const candidate of candidates) {
    const lead = candidate.mentions[0];
    const reason = isEmergencyOnly(candidate, desk) ? EMERGENCY_ONLY : named && isPassing(candidate, desk) ? HISTORY_ONLY : undefined;
    if (reason === undefined || lead === undefined) {
      kept.push(candidate);
      continue;
    }
    steps.push({ stage: 'reconcile', ...reason, code: candidate.code, mention: lead.id, outcome: 'dropped' });
    abstentions.push({ mention: lead.id, code: candidate.code, why: reason.says, rule: reason.rule });
  }
  return { kept, steps, abstentions };
}

const HISTORY_ONLY = {
  rule: 'section.history-only',
  says: 'It is named in a history or in passing, inside prose, and no diagnostic statement begins with it.',
  cites: 'III',
} as const;

const EMERGENCY_ONLY = {
  rule: 'section.emergency-only',
  says: 'Only the emergency note names it; the record of the stay does not take it up. Ask the attending provider.',
  cites: 'II',
} as const;

/** Named outside the diagnostic statements only; in a stay the hospital course is one. */
function isPassing(candidate: Candidate, { inpatient }: Desk): boolean {
  const stated = inpatient ? isStated(candidate) : isAssessed(candidate);
  return !stated && !isSymptom(candidate) && inAnyPattern(SHORT_LIVED, candidate.code);
}

function isEmergencyOnly(candidate: Candidate, { inpatient, lastWord }: Desk): boolean {
  if (!inpatient || lastWord === undefined || lastWord.document.type === 'emergency-note' || isSymptom(candidate)) return false;
  return candidate.mentions.every(
    ({ source, weight }) => source.document.type === 'emergency-note' && (weight === 'final' || weight === 'course'),
  );
}
