import type { Abstention, Step } from '../trace.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { flagged } from './candidate.ts';
import { isSymptom } from './drop-symptoms.ts';
import type { FoundMention } from '../words/found-mention.ts';

/**
 * Holds what a chart affirms against what it denies. A condition that its own author or the closing document denies later
 * is not coded. One that another provider denies, or that one document both affirms and denies, is contested: it goes to
 * someone senior with both passages, and the attending provider is asked. Copies do not speak again.
 */
export function settleConflicts(candidates: readonly Candidate[], { judged, lastWord }: Desk): Outcome {
  const denials = judged
    .map(({ mention }) => mention)
    .filter((mention) => mention.status === 'negated' && mention.copiedFrom === undefined && isStatement(mention));
  const kept: Candidate[] = [];
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  for (const candidate of candidates) {
    const against = denials.filter((denial) => denies(denial, candidate));
    const own = candidate.mentions.filter(({ copiedFrom }) => copiedFrom === undefined);
    const affirmed = lastOrder(own);
    const later = against.filter(({ source }) => source.order >= affirmed);
    const denial = later.find(({ source }) => source === lastWord) ?? later.at(-1);
    const id = denial?.source.document.id ?? '';
    if (denial === undefined) {
      kept.push(candidate);
    } else if (denial.source.order > affirmed && (denial.source === lastWord || isSymptom(candidate) || isWithdrawn(denial, own))) {
      const why = `${id} denies it later; ask the provider which holds.`;
      steps.push(step(candidate, denial, why, 'dropped', 'conflict.later-denied'));
      abstentions.push({ mention: denial.id, code: candidate.code, why, rule: 'conflict.later-denied' });
    } else if (isSymptom(candidate)) {
      kept.push(candidate);
    } else {
      const why = denial.source.order > affirmed ? `${id} denies it, by another provider.` : `${id} both affirms and denies it.`;
      steps.push(step(candidate, denial, why, 'noted', 'conflict.contradiction'));
      const warned = flagged(candidate, `${why} Ask the attending provider which holds (I.B.14).`);
      kept.push({ ...warned, conflict: true, against: later });
    }
  }
  return { kept, steps, abstentions };
}

/** The provider who stated it last is the one who denies it. A document without an author is its writer's own. */
function isWithdrawn({ source }: FoundMention, affirmations: readonly FoundMention[]): boolean {
  const last = affirmations.findLast((mention) => mention.source.order === lastOrder(affirmations));
  const { author } = source.document;
  return author === undefined || last === undefined || author === last.source.document.author;
}

/** A denial counts where a diagnosis would: a symptom denied in a review of systems contradicts nothing. */
function isStatement({ weight, source, writtenBy }: FoundMention): boolean {
  return writtenBy === undefined && source.document.role === 'provider' && (weight === 'final' || weight === 'course');
}

/** "No pneumonia" denies every pneumonia; "no acute heart failure" does not deny the chronic one. */
function denies(denial: FoundMention, { code, mentions }: Candidate): boolean {
  return mentions.some(
    (mention) =>
      isOfOneSubject(denial, mention) &&
      (denial.entry === mention.entry || denial.code === code || isBroader(denial, mention)) &&
      [...denial.names].every((name) => mention.names.has(name)),
  );
}

/** What a relative has is not denied of the patient, nor what is over by a denial that does not speak of the past. */
function isOfOneSubject({ cue, source }: FoundMention, { status }: FoundMention): boolean {
  if (status !== 'historical') return status !== 'family';
  return cue !== undefined && /\b(?:history|prior|previous|past|never|hx|h\/o)\b/i.test(source.document.text.slice(cue.start, cue.end));
}

/** A term that the index has no code for by itself, and that leads to the code with one word more: "kidney injury". */
function isBroader({ entry }: FoundMention, { target }: FoundMention): boolean {
  return entry.code === undefined && target !== undefined && entry.subterms.some((subterm) => subterm.target === target);
}

function lastOrder(mentions: readonly FoundMention[]): number {
  return mentions.reduce((last, { source }) => Math.max(last, source.order), -1);
}

function step(candidate: Candidate, denial: FoundMention, says: string, outcome: Step['outcome'], rule: string): Step {
  return { stage: 'reconcile', rule, says, cites: 'I.A.19', mention: denial.id, code: candidate.code, outcome };
}
