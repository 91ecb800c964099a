import type { Candidate, Desk, Outcome } from './candidate.ts';
import type { FoundMention } from '../words/found-mention.ts';
import type { Abstention, Step } from '../trace.ts';

const OTHER_SIDE: Readonly<Record<string, string>> = { left: 'right', right: 'left' };

/**
 * Where the document with the last word names one side of a condition and an earlier one names the other, the other side
 * is not coded: the provider is asked (I.B.13).
 */
export function settleSides(candidates: readonly Candidate[], { lastWord }: Desk): Outcome {
  const kept: Candidate[] = [];
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  for (const candidate of candidates) {
    const against = candidates.find((other) => contradicts(other, candidate, lastWord));
    const lead = candidate.mentions[0];
    if (against === undefined || lead === undefined) {
      kept.push(candidate);
      continue;
    }
    const says = `The closing document names the other side (${against.code}); ask the provider which holds.`;
    const rule = 'conflict.side';
    steps.push({
      stage: 'reconcile',
      rule,
      says,
      cites: 'I.B.13',
      mention: lead.id,
      code: candidate.code,
      other: against.code,
      outcome: 'dropped',
    });
    abstentions.push({ mention: lead.id, code: candidate.code, why: says, rule });
  }
  return { kept, steps, abstentions };
}

function contradicts(closing: Candidate, earlier: Candidate, lastWord: Desk['lastWord']): boolean {
  if (lastWord === undefined || closing === earlier) return false;
  if (earlier.mentions.some(({ source, copiedFrom }) => source === lastWord && copiedFrom === undefined)) return false;
  const last = closing.mentions.filter(({ source, copiedFrom }) => source === lastWord && copiedFrom === undefined);
  return last.some((one) => earlier.mentions.some((other) => isOtherSide(one, other)));
}

function isOtherSide(one: FoundMention, other: FoundMention): boolean {
  if (one.entry !== other.entry) return false;
  return ['left', 'right'].some(
    (side) => one.names.has(side) && !one.names.has(OTHER_SIDE[side] ?? '') && other.names.has(OTHER_SIDE[side] ?? ''),
  );
}
