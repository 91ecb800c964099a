import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import type { Step } from '../trace.ts';

/** Joint complaints and wounds of a site whose side is not said. */
const COMPLAINTS = ['M13.1', 'M25.4-M25.6', 'M79.6'];
const WOUNDS = /^S\d1\.\d/;
const SIDELESS = /\bunspecified (knee|hip|hand|foot|ankle|wrist|elbow|shoulder|forearm|upper arm|lower leg|thigh|finger|thumb|leg|arm)\b/i;

/**
 * Drops a code for the unspecified side of a site where the chart says both sides of it by conditions of their own, and of a wound where
 * its own sentence names the wound with its side: the side is documented (I.B.13).
 */
export function dropSideless(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  const steps: Step[] = [];
  const titleOf = ({ code }: Candidate): string => edition.code(code)?.title ?? '';
  const kept = candidates.filter((candidate) => {
    const site = SIDELESS.exec(titleOf(candidate))?.[1];
    if (site === undefined) return true;
    const others = candidates.filter((other) => other !== candidate && !SIDELESS.test(titleOf(other)));
    const sided = (side: string): Candidate | undefined =>
      others.find((other) => new RegExp(String.raw`\b${side}\b.*\b${site}\b|\b${site}\b.*\b${side}\b`, 'i').test(titleOf(other)));
    const both = sided('bilateral') ?? (sided('right') && sided('left'));
    const either = WOUNDS.test(candidate.code)
      ? [sided('right'), sided('left')].find((other) => other !== undefined && sharesSentence(other, candidate) && WOUNDS.test(other.code))
      : undefined;
    const other = inAnyPattern(COMPLAINTS, candidate.code) ? both : either;
    if (other === undefined) return true;
    const says = `The side is documented: ${other.code} says which ${site.toLowerCase()} it is.`;
    steps.push({
      stage: 'reconcile',
      rule: 'reconcile.side-documented',
      says,
      cites: 'I.B.13',
      code: candidate.code,
      other: other.code,
      outcome: 'dropped',
    });
    return false;
  });
  return { kept, steps };
}

function sharesSentence(one: Candidate, other: Candidate): boolean {
  return one.mentions.some(({ sentence }) => other.mentions.some((mention) => mention.sentence === sentence));
}
