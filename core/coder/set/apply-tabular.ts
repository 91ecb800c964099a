import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { checked, flagged } from './candidate.ts';
import { CHAPTER_18, FEMALE_ONLY, MALE_ONLY, NEEDS_PROVIDER_DIAGNOSIS, STANDS_BESIDE } from './code-families.ts';
import { isStated, isSymptom } from './drop-symptoms.ts';
import type { Sex } from '../../chart/chart.ts';
import type { z } from 'zod';
import { areLinked, areUnrelated } from './stated-links.ts';
import { asksFirst, isManifestation } from './tabular-order.ts';
import type { Abstention, Step } from '../trace.ts';

/**
 * Codes that exclude each other: the weaker gives way; where neither is weaker both go to someone senior. Two that the note calls
 * unrelated, or that stand on different sides of the body, are both reported (I.A.12.a).
 */
export function applyExcludes(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  let kept = [...candidates];
  const steps: Step[] = [];
  for (const candidate of candidates) {
    for (const other of candidates) {
      if (other === candidate || !isKept(kept, candidate) || !isKept(kept, other)) continue;
      const note = edition.notes(candidate.code).find(({ excludes1 }) => inAnyPattern(excludes1 ?? [], other.code));
      if (note === undefined) continue;
      const cites = `Tabular list, Excludes1 at ${note.code}`;
      const pair = { stage: 'check', code: candidate.code, other: other.code } as const;
      const apart = whyApart(candidate, other, edition);
      if (apart !== undefined) {
        steps.push({ ...pair, rule: 'check.excludes1-unrelated', says: apart, cites: `I.A.12.a; ${cites}`, outcome: 'noted' });
        continue;
      }
      const loser = weaker(candidate, other, edition);
      if (loser === undefined) {
        const says = `${candidate.code} and ${other.code} exclude each other; the note supports both.`;
        steps.push({ ...pair, rule: 'check.excludes1', says, cites, outcome: 'noted' });
        const codes: string[] = [candidate.code, other.code];
        kept = kept.map((one) => (codes.includes(one.code) ? { ...flagged(one, says), conflict: true } : one));
        continue;
      }
      const winner = loser === other ? candidate : other;
      const says = `It is excluded beside ${winner.code}.`;
      steps.push({ ...pair, rule: 'check.excludes1', says, cites, code: loser.code, other: winner.code, outcome: 'dropped' });
      kept = kept.filter(({ code }) => code !== loser.code);
    }
  }
  return { kept, steps };
}

/** Why two codes that exclude each other are two conditions of which neither is the other. */
function whyApart(one: Candidate, other: Candidate, edition: Desk['edition']): string | undefined {
  if (areUnrelated([one, other])) return 'The note says that the two are unrelated, so both are reported.';
  const sides = [one, other].map(({ code }) => /\b(left|right)\b/i.exec(edition.code(code)?.title ?? '')?.[1]?.toLowerCase());
  const [first, second] = sides;
  if (first === undefined || second === undefined || first === second) return undefined;
  return 'They stand on different sides of the body, so both are reported.';
}

function isKept(kept: readonly Candidate[], { code }: Candidate): boolean {
  return kept.some((one) => one.code === code);
}

function weaker(a: Candidate, b: Candidate, edition: Desk['edition']): Candidate | undefined {
  const marks: ((candidate: Candidate) => boolean)[] = [
    isSymptom,
    (candidate) => candidate.status !== 'present',
    ({ code }) => code.startsWith('Z'),
    ({ code }) => inAnyPattern(CHAPTER_18, code),
    (candidate) => !isStated(candidate),
    // An unspecified code gives way to another of its chapter, and tells nothing against one of another.
    ({ code }) => a.code.slice(0, 1) === b.code.slice(0, 1) && /\bunspecified\b/i.test(edition.code(code)?.title ?? ''),
  ];
  for (const mark of marks) {
    if (mark(a) !== mark(b)) return mark(a) ? a : b;
  }
  return undefined;
}

/** Drops codes of the other sex, and findings that need a provider's diagnosis beside them (I.B.14). */
export function applyFitness(candidates: readonly Candidate[], sex: z.infer<typeof Sex>): Outcome {
  const steps: Step[] = [];
  const drop = (code: Candidate['code'], rule: string, says: string, cites: string): boolean => {
    steps.push({ stage: 'check', rule, says, cites, code, outcome: 'dropped' });
    return false;
  };
  const kept = candidates.filter((candidate) => {
    const { code } = candidate;
    const wrong = (sex === 'male' && inAnyPattern(FEMALE_ONLY, code)) || (sex === 'female' && inAnyPattern(MALE_ONLY, code));
    if (wrong) return drop(code, 'check.sex', `The code is not one for a ${sex} patient.`, 'Medicare Code Editor, sex conflict');
    if (inAnyPattern(['V00-Y84', 'Y92-Y99'], code) && !candidates.some((other) => isEffectOf(other, candidate))) {
      return drop(code, 'check.cause-alone', 'No injury or other effect of the cause is coded.', 'I.C.20.a.1');
    }
    const needs = NEEDS_PROVIDER_DIAGNOSIS.find((one) => inAnyPattern([one.code], code));
    if (needs !== undefined && !candidates.some((other) => isStatedByProvider(other, needs.beside))) {
      return drop(code, 'check.needs-diagnosis', 'No provider has stated the diagnosis that it belongs to.', 'I.B.14');
    }
    const bound = STANDS_BESIDE.find((one) => inAnyPattern([one.code], code));
    if (bound === undefined || candidates.some((other) => inAnyPattern(bound.beside, other.code))) return true;
    return drop(code, 'check.stands-beside', bound.says, bound.cites);
  });
  return { kept, steps };
}

/** An injury; or another condition that the note gives the external cause for. */
function isEffectOf(other: Candidate, cause: Candidate): boolean {
  return inAnyPattern(['S00-T88'], other.code) || (inAnyPattern(['A00-N99'], other.code) && areLinked([other, cause]));
}

/** Drops a manifestation whose disease is not coded: it is never reported alone (I.A.13). The provider is asked for the disease. */
export function applyManifestations(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  const kept = candidates.filter(({ code, mentions }) => {
    if (!isManifestation(edition.code(code)?.title ?? '')) return true;
    if (candidates.some((other) => other.code !== code && isDisease(other, edition))) return true;
    const says = 'It is a manifestation, and the disease that it belongs to is not documented: ask the provider which it is.';
    steps.push({ stage: 'check', rule: 'check.manifestation-alone', says, cites: 'I.A.13', code, outcome: 'dropped' });
    const mention = mentions[0]?.id;
    if (mention !== undefined) abstentions.push({ mention, code, why: says, rule: 'check.manifestation-alone' });
    return false;
  });
  return { kept, steps, abstentions };
}

/** The lists of causes in the notes are examples ("such as"), so any disease may be the one. */
function isDisease(candidate: Candidate, edition: Desk['edition']): boolean {
  return /^[A-QST]/.test(candidate.code) && !isSymptom(candidate) && !isManifestation(edition.code(candidate.code)?.title ?? '');
}

function isStatedByProvider({ code, mentions }: Candidate, patterns: readonly string[]): boolean {
  return inAnyPattern(patterns, code) && mentions.some(({ source }) => source.document.role === 'provider');
}

/** Says which of the tabular list's instructions are met by codes that are there. */
export function noteInstructions(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  const kept = candidates.map((candidate) => {
    let noted = candidate;
    const add = (rule: string, says: string, at: string): void => {
      noted = checked(noted, { rule, says, cites: `Tabular list, ${at}` });
    };
    for (const note of edition.notes(candidate.code)) {
      const named = (patterns: readonly string[] = []): readonly Candidate[] =>
        patterns.length === 0 ? [] : candidates.filter((other) => other !== candidate && inAnyPattern(patterns, other.code));
      const [first] = asksFirst(note, candidate.code) ? named(note.codeFirst) : [];
      if (first !== undefined) add('check.code-first', `${first.code} is sequenced before it.`, note.code);
      for (const { code } of named(note.useAdditional)) add('check.use-additional', `${code} is reported with it.`, note.code);
      for (const { code } of named(note.codeAlso)) {
        add('check.code-also', `${code} is reported with it, in the order that the encounter gives.`, note.code);
      }
    }
    return noted;
  });
  return { kept, steps: [] };
}
