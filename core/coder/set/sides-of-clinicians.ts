import type { Candidate, Desk, Outcome } from './candidate.ts';
import type { FoundMention } from '../words/found-mention.ts';
import type { Step } from '../trace.ts';

const OPEN_SIDE = /\bunspecified (?:side|ear|eye|\p{L}+)\b/iu;

/**
 * Takes the side of a condition from another clinician where the provider, who states the condition, leaves it open (I.B.13,
 * I.B.14). The other clinician's words must name the same condition, and one side only.
 */
export function takeSides(candidates: readonly Candidate[], { judged, edition }: Desk): Outcome {
  const steps: Step[] = [];
  const kept = candidates.map((candidate) => {
    const { code, mentions } = candidate;
    if (!OPEN_SIDE.test(edition.code(code)?.title ?? '')) return candidate;
    const entries = new Set(mentions.map(({ entry }) => entry));
    const sided = judged.flatMap(({ mention, standing }) =>
      standing.rule === 'author.not-the-provider' && isSided(mention) && entries.has(mention.entry) ? [mention] : [],
    );
    const [first] = sided;
    if (first?.code === undefined || sided.some((other) => other.code !== first.code) || !isSibling(code, first.code)) return candidate;
    const says = `The provider states the condition, and ${first.source.document.id} gives its side.`;
    const cites = 'I.B.13, I.B.14';
    steps.push({
      stage: 'refine',
      rule: 'side.other-clinician',
      says,
      cites,
      mention: first.id,
      code: first.code,
      other: code,
      outcome: 'kept',
    });
    const check = { rule: 'side.other-clinician', says, cites };
    return { ...candidate, code: first.code, mentions: [...mentions, ...sided], path: first.path, checks: [...candidate.checks, check] };
  });
  return { kept, steps };
}

function isSided({ names, status }: FoundMention): boolean {
  return status === 'present' && (names.has('left') || names.has('right') || names.has('bilateral'));
}

/** Codes that differ in their last character only. */
function isSibling(one: string, other: string): boolean {
  return one !== other && one.length === other.length && one.slice(0, -1) === other.slice(0, -1);
}
