import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { chapterOrder } from './chapter-order.ts';
import { FIRST_LISTED, FIRST_OF_STAY, NEVER_FIRST } from './code-families.ts';
import { isSymptom } from './drop-symptoms.ts';
import { strength } from './gather-candidates.ts';
import type { FoundMention } from '../words/found-mention.ts';
import { isFinalDocument } from '../documents/section-weight.ts';
import { stableOrder } from './stable-order.ts';
import { asksFirst, isManifestation, tabularOrder, type Precedence } from './tabular-order.ts';
import type { Step } from '../trace.ts';

/** Puts the first-listed diagnosis first and the others in the order of the diagnostic statement. */
export function sequenceCodes(candidates: readonly Candidate[], desk: Desk): Outcome {
  const stated = candidates
    .map((candidate, at) => ({ candidate, at, place: placeOf(candidate, desk) }))
    .toSorted((a, b) => compare(a.place, b.place) || a.at - b.at)
    .map(({ candidate }) => candidate);
  const known = new Map<Candidate, Map<Candidate, Precedence | undefined>>();
  const order = (first: Candidate, second: Candidate): Precedence | undefined => {
    const row = known.get(first) ?? new Map<Candidate, Precedence | undefined>();
    known.set(first, row);
    if (!row.has(second)) row.set(second, chapterOrder(first, second, desk) ?? tabularOrder(first, second, desk));
    return row.get(second);
  };
  const holds = (first: Candidate, second: Candidate): Precedence | undefined => {
    const found = order(first, second);
    return found !== undefined && found.rank < (order(second, first)?.rank ?? Infinity) ? found : undefined;
  };
  const sorted = stableOrder(stated, (a, b) => holds(a, b) !== undefined);
  const services = desk.inpatient ? FIRST_OF_STAY : FIRST_LISTED;
  const service = sorted.find(({ code }) => inAnyPattern(services, code));
  const first = service ?? sorted.find((candidate) => mayBeFirst(candidate, sorted, desk)) ?? sorted[0];
  if (first === undefined) return { kept: [], steps: [] };
  const kept = [first, ...sorted.filter((candidate) => candidate !== first)];
  const moves = movesOf(stated, kept, holds);
  const moved = moves.find(({ code }) => code === first.code);
  const reason = service === undefined ? reasonFor(first, stated, moved, desk) : reasonOfService(first, desk);
  return { kept, steps: [...moves, reason] };
}

/** What was put before a code that the chart names earlier, and by which rule: once for each code. */
function movesOf(
  stated: readonly Candidate[],
  kept: readonly Candidate[],
  holds: (first: Candidate, second: Candidate) => Precedence | undefined,
): Step[] {
  return kept.flatMap((candidate, at): Step[] => {
    const earlier = stated.slice(0, stated.indexOf(candidate));
    for (const other of kept.slice(at + 1)) {
      const found = earlier.includes(other) ? holds(candidate, other) : undefined;
      if (found === undefined) continue;
      const { rule, says, cites } = found;
      return [{ stage: 'sequence', rule, says, cites, code: candidate.code, other: other.code, outcome: 'noted' }];
    }
    return [];
  });
}

/** Where a candidate is stated: how final the statement is, then its place in it. */
function placeOf({ mentions }: Candidate, { inpatient }: Desk): readonly number[] {
  return mentions.map((mention) => statementPlace(mention, inpatient)).reduce((best, place) => (compare(place, best) < 0 ? place : best));
}

function statementPlace(mention: FoundMention, inpatient: boolean): readonly number[] {
  const { source, sentence, range, weight } = mention;
  const final = inpatient && !isFinalDocument(source.document.type) ? 1 : 0;
  const kind = sentence.section.kind;
  const listed = kind === 'discharge-diagnoses' || kind === 'diagnoses' ? 0 : 1;
  const standing = weight === 'final' ? 0 : 1 + strength(mention);
  return [final, standing, listed, source.order, range.start];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function mayBeFirst(candidate: Candidate, all: readonly Candidate[], { edition, inpatient }: Desk): boolean {
  const { code } = candidate;
  if (inAnyPattern(NEVER_FIRST, code) || isManifestation(edition.code(code)?.title ?? '')) return false;
  if (isSequela(code) && all.some((other) => !isSequela(other.code) && /^[A-T]/.test(other.code) && isFirm(other))) return false;
  if (mayYield(candidate, inpatient) && all.some((other) => isDiagnosis(other) && isFirm(other))) return false;
  return !edition
    .notes(code)
    .some((note) => asksFirst(note, code) && all.some((other) => other !== candidate && inAnyPattern(note.codeFirst ?? [], other.code)));
}

/** A symptom gives way to an established diagnosis (II.A, IV.D); at a visit only one that the assessment does not head. */
function mayYield(candidate: Candidate, inpatient: boolean): boolean {
  return isSymptom(candidate) && (inpatient || !isFirm(candidate));
}

function isDiagnosis(candidate: Candidate): boolean {
  return !isSymptom(candidate) && /^[A-QS-U]/.test(candidate.code);
}

/** The residual condition comes before the code that says what it is a sequela of (I.B.10). */
function isSequela(code: string): boolean {
  return code.length === 8 && code.endsWith('S');
}

function isFirm({ mentions }: Candidate): boolean {
  return mentions.some(({ weight }) => weight === 'final');
}

function reasonFor(first: Candidate, stated: readonly Candidate[], moved: Step | undefined, { inpatient }: Desk): Step {
  const lead = first.mentions[0];
  const where = lead === undefined ? 'the chart' : `${lead.sentence.section.kind} of ${lead.source.document.id}`;
  const says = inpatient
    ? `Principal diagnosis: the condition that the ${where} gives as the reason for the stay after study.`
    : `First-listed: the condition that the ${where} gives as the main reason for the visit.`;
  const passed = stated.slice(0, stated.indexOf(first)).find(isSymptom);
  const more = [
    moved && ([moved.says, moved.cites] as const),
    passed && ([`A symptom (${passed.code}) is not listed before an established diagnosis.`, inpatient ? 'II.A' : 'IV.D'] as const),
    inpatient && first.status === 'possible' && (['It is uncertain at discharge, and coded as if it existed.', 'II.H'] as const),
  ].filter((one) => one !== undefined && one !== false);
  const cites = [inpatient ? 'II' : 'IV.G', ...more.flatMap(([, cited]) => cited ?? [])];
  return firstStep(first, inpatient, [says, ...more.map(([said]) => said)].join(' '), cites.join('; '));
}

function reasonOfService(first: Candidate, { inpatient }: Desk): Step {
  const says = inpatient ? 'Principal diagnosis: the stay was for this service.' : 'First-listed: the visit was for this service.';
  return firstStep(first, inpatient, says, 'I.C.21.c.16');
}

/** Section II selects the principal diagnosis of a stay, Section IV the first-listed one of everything else. */
function firstStep({ code }: Candidate, inpatient: boolean, says: string, cites: string): Step {
  const rule = inpatient ? 'sequence.principal' : 'sequence.first-listed';
  return { stage: 'sequence', rule, says, cites, code, outcome: 'kept' };
}
