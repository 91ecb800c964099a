import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { BACTERIA } from './code-families.ts';
import type { FoundMention } from '../words/found-mention.ts';
import type { Abstention, Step } from '../trace.ts';

const LONE = {
  rule: 'organism.no-infection',
  says: 'No infection that is reported with its organism stands beside it in the same statement.',
  cites: 'I.C.1.b',
} as const;

/**
 * An organism is reported beside an infection of another chapter that it causes (I.C.1.b): the two stand in one statement,
 * the tabular list asks for the organism, and no other code of the statement names it already.
 */
export function keepCausingOrganisms(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  const kept = candidates.filter((candidate) => {
    const lead = candidate.mentions[0];
    if (lead === undefined || !inAnyPattern(BACTERIA, candidate.code)) return true;
    const infections = candidates
      .filter(({ code }) => edition.notes(code).some(({ useAdditional }) => inAnyPattern(useAdditional ?? [], candidate.code)))
      .flatMap(({ mentions }) => mentions);
    const others = candidates.filter(({ code }) => code !== candidate.code).flatMap(({ mentions }) => mentions);
    if (candidate.mentions.some((organism) => causes(organism, infections, others))) return true;
    steps.push({ stage: 'check', ...LONE, code: candidate.code, mention: lead.id, outcome: 'dropped' });
    abstentions.push({ mention: lead.id, code: candidate.code, why: LONE.says, rule: LONE.rule });
    return false;
  });
  return { kept, steps, abstentions };
}

function causes(organism: FoundMention, infections: readonly FoundMention[], others: readonly FoundMention[]): boolean {
  const near = infections.filter(({ sentence }) => sentence === organism.sentence);
  const named = others.some((other) => other.sentence === organism.sentence && namesOrganism(other, organism));
  return named ? near.some((infection) => standsRightBefore(organism, infection)) : near.length > 0;
}

/** True where the organism's words have already led to another code: `Sepsis > escherichia coli`. */
function namesOrganism({ modifiers }: FoundMention, { range }: FoundMention): boolean {
  return modifiers.some((modifier) => modifier.range.start < range.end && range.start < modifier.range.end);
}

function standsRightBefore({ range, source }: FoundMention, infection: FoundMention): boolean {
  return range.end <= infection.range.start && source.document.text.slice(range.end, infection.range.start).trim() === '';
}
