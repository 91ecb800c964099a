import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { checked, flagged } from './candidate.ts';
import { CHAPTER_18, FEMALE_ONLY, MALE_ONLY, NEEDS_PROVIDER_DIAGNOSIS } from './code-families.ts';
import { isStated, isSymptom } from './drop-symptoms.ts';
import type { Sex } from '../chart/chart.ts';
import type { z } from 'zod';
import type { Step } from './trace.ts';

/** Codes that exclude each other (Excludes1, I.A.12.a): the weaker gives way; where neither is weaker both are flagged. */
export function applyExcludes(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  let kept = [...candidates];
  const steps: Step[] = [];
  for (const candidate of candidates) {
    for (const other of candidates) {
      if (other === candidate || !isKept(kept, candidate) || !isKept(kept, other)) continue;
      const note = edition.notes(candidate.code).find(({ excludes1 }) => inAnyPattern(excludes1 ?? [], other.code));
      if (note === undefined) continue;
      const loser = weaker(candidate, other, edition);
      const cites = `Tabular list, Excludes1 at ${note.code}`;
      if (loser === undefined) {
        const says = `${candidate.code} and ${other.code} exclude each other; the note supports both.`;
        steps.push({ stage: 'check', rule: 'check.excludes1', says, cites, code: candidate.code, other: other.code, outcome: 'noted' });
        const codes: string[] = [candidate.code, other.code];
        kept = kept.map((one) => (codes.includes(one.code) ? { ...flagged(one, says), conflict: true } : one));
        continue;
      }
      const winner = loser === other ? candidate : other;
      const says = `It is excluded beside ${winner.code}.`;
      steps.push({ stage: 'check', rule: 'check.excludes1', says, cites, code: loser.code, other: winner.code, outcome: 'dropped' });
      kept = kept.filter(({ code }) => code !== loser.code);
    }
  }
  return { kept, steps };
}

function isKept(kept: readonly Candidate[], { code }: Candidate): boolean {
  return kept.some((one) => one.code === code);
}

function weaker(a: Candidate, b: Candidate, edition: Desk['edition']): Candidate | undefined {
  const marks: ((candidate: Candidate) => boolean)[] = [
    isSymptom,
    (candidate) => candidate.status !== 'present',
    (candidate) => !isStated(candidate),
    ({ code }) => inAnyPattern(CHAPTER_18, code),
    ({ code }) => /\bunspecified\b/i.test(edition.code(code)?.title ?? ''),
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
  const kept = candidates.filter(({ code }) => {
    const wrong = (sex === 'male' && inAnyPattern(FEMALE_ONLY, code)) || (sex === 'female' && inAnyPattern(MALE_ONLY, code));
    if (wrong) return drop(code, 'check.sex', `The code is not one for a ${sex} patient.`, 'Medicare Code Editor, sex conflict');
    if (inAnyPattern(['V00-Y99'], code) && !candidates.some((other) => inAnyPattern(['S00-T88'], other.code))) {
      return drop(code, 'check.cause-alone', 'No injury or other effect of the cause is coded.', 'I.C.20.a.1');
    }
    const needs = NEEDS_PROVIDER_DIAGNOSIS.find((one) => inAnyPattern([one.code], code));
    if (needs === undefined || candidates.some((other) => isStatedByProvider(other, needs.beside))) return true;
    return drop(code, 'check.needs-diagnosis', 'No provider has stated the diagnosis that it belongs to.', 'I.B.14');
  });
  return { kept, steps };
}

function isStatedByProvider({ code, mentions }: Candidate, patterns: readonly string[]): boolean {
  return inAnyPattern(patterns, code) && mentions.some(({ source }) => source.document.role === 'provider');
}

/** Says which of the tabular list's instructions are met, and flags those that ask for a code that is not there. */
export function noteInstructions(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  const steps: Step[] = [];
  const kept = candidates.map((candidate) => {
    let noted = candidate;
    for (const { code: at, codeFirst, useAdditional } of edition.notes(candidate.code)) {
      const first = codeFirst === undefined ? undefined : candidates.find(({ code }) => inAnyPattern(codeFirst, code));
      if (first !== undefined) {
        noted = checked(noted, { rule: 'check.code-first', says: `${first.code} is sequenced before it.`, cites: `Tabular list, ${at}` });
      }
      const more = useAdditional === undefined ? [] : candidates.filter(({ code }) => inAnyPattern(useAdditional, code));
      for (const { code } of more) {
        noted = checked(noted, { rule: 'check.use-additional', says: `${code} is reported with it.`, cites: `Tabular list, ${at}` });
      }
    }
    return noted;
  });
  return { kept, steps };
}
