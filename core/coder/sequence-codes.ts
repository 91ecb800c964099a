import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { FIRST_LISTED, NEVER_FIRST } from './code-families.ts';
import { isSymptom } from './drop-symptoms.ts';
import { strength } from './gather-candidates.ts';
import type { FoundMention } from './found-mention.ts';
import { isFinalDocument } from './section-weight.ts';
import type { Step } from './trace.ts';

/** Puts the first-listed diagnosis first and the others in the order of the diagnostic statement. */
export function sequenceCodes(candidates: readonly Candidate[], desk: Desk): Outcome {
  if (candidates.length === 0) return { kept: [], steps: [] };
  const order = candidates
    .map((candidate, at) => ({ candidate, at, place: placeOf(candidate, desk) }))
    .toSorted((a, b) => compare(a.place, b.place) || a.at - b.at)
    .map(({ candidate }) => candidate);
  const sorted = underTabularOrder(acuteFirst(order, desk), desk);
  const service = desk.inpatient ? undefined : sorted.find(({ code }) => inAnyPattern(FIRST_LISTED, code));
  const first = service ?? sorted.find((candidate) => mayBeFirst(candidate, sorted, desk)) ?? sorted[0];
  if (first === undefined) return { kept: sorted, steps: [] };
  const kept = [first, ...sorted.filter((candidate) => candidate !== first)];
  return { kept, steps: [reasonFor(first, desk)] };
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

/** Acute before chronic where both forms of one condition are reported (I.B.8). */
function acuteFirst(candidates: readonly Candidate[], { edition }: Desk): Candidate[] {
  const sorted = [...candidates];
  const acuity = (candidate: Candidate): string =>
    /^(acute|chronic)\b/i.exec(edition.code(candidate.code)?.title ?? '')?.[1]?.toLowerCase() ?? '';
  for (const chronic of candidates) {
    if (acuity(chronic) !== 'chronic') continue;
    const acute = candidates.find((one) => acuity(one) === 'acute' && one.code.slice(0, 2) === chronic.code.slice(0, 2));
    if (acute !== undefined) moveBefore(sorted, acute, chronic);
  }
  return sorted;
}

/** "Code first" and "use additional code" decide between two codes that they name (I.A.13, I.A.17). */
function underTabularOrder(candidates: readonly Candidate[], { edition }: Desk): Candidate[] {
  const sorted = [...candidates];
  for (const candidate of candidates) {
    for (const { codeFirst, useAdditional } of edition.notes(candidate.code)) {
      for (const other of candidates) {
        if (other === candidate) continue;
        if (inAnyPattern(codeFirst ?? [], other.code)) moveBefore(sorted, other, candidate);
        else if (inAnyPattern(useAdditional ?? [], other.code)) moveBefore(sorted, candidate, other);
      }
    }
  }
  return sorted;
}

function moveBefore(sorted: Candidate[], first: Candidate, second: Candidate): void {
  const from = sorted.indexOf(first);
  const to = sorted.indexOf(second);
  if (from < to) return;
  sorted.splice(from, 1);
  sorted.splice(to, 0, first);
}

function mayBeFirst(candidate: Candidate, all: readonly Candidate[], { edition, inpatient }: Desk): boolean {
  if (inAnyPattern(NEVER_FIRST, candidate.code)) return false;
  const mayYield = inpatient || !isFirm(candidate);
  if (mayYield && isSymptom(candidate) && all.some((other) => !isSymptom(other) && /^[A-QS-U]/.test(other.code) && isFirm(other))) {
    return false;
  }
  return !edition
    .notes(candidate.code)
    .some(({ codeFirst }) => all.some((other) => other !== candidate && inAnyPattern(codeFirst ?? [], other.code)));
}

function isFirm({ mentions }: Candidate): boolean {
  return mentions.some(({ weight }) => weight === 'final');
}

function reasonFor(first: Candidate, { inpatient }: Desk): Step {
  const lead = first.mentions[0];
  const where = lead === undefined ? 'the chart' : `${lead.sentence.section.kind} of ${lead.source.document.id}`;
  return {
    stage: 'sequence',
    rule: inpatient ? 'sequence.principal' : 'sequence.first-listed',
    says: inpatient
      ? `Principal diagnosis: the condition that the ${where} gives as the reason for the stay after study.`
      : `First-listed: the condition that the ${where} gives as the main reason for the visit.`,
    cites: inpatient ? 'II' : 'IV.G',
    code: first.code,
    outcome: 'kept',
  };
}
