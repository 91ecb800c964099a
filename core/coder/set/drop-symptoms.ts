import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { FINDINGS, REPORTED_SIGNS, SYMPTOMS, WITHOUT_DIAGNOSIS } from './code-families.ts';
import { sectionWeight } from '../documents/section-weight.ts';
import type { Step } from '../trace.ts';

/** Of chapter 18, and a diagnosis to which signs belong as to any other. */
const SEVERE_SEPSIS = ['R65.2'];

/** Drops symptoms that belong to a confirmed diagnosis, and complaints that a diagnosis has answered. */
export function dropSymptoms(candidates: readonly Candidate[], desk: Desk): Outcome {
  const diagnoses = candidates.filter(isDiagnosis);
  const kept: Candidate[] = [];
  const steps: Step[] = [];
  for (const candidate of candidates) {
    const reason = isSymptom(candidate) ? explained(candidate, diagnoses, desk) : integralTo(candidate, diagnoses, desk.edition);
    if (reason === undefined) {
      kept.push(candidate);
      continue;
    }
    steps.push({ stage: 'reconcile', outcome: 'dropped', code: candidate.code, ...reason });
  }
  return { kept, steps };
}

type Reason = Pick<Step, 'rule' | 'says' | 'cites' | 'other'>;

function explained(symptom: Candidate, diagnoses: readonly Candidate[], desk: Desk): Reason | undefined {
  const integral = integralTo(symptom, diagnoses, desk.edition) ?? ruledOutBy(symptom, diagnoses);
  if (integral !== undefined) return integral;
  const stated = diagnoses.find(isAssessed);
  if (stated === undefined) return undefined;
  const reported = inAnyPattern(REPORTED_SIGNS, symptom.code);
  if (reported ? isStated(symptom) : isTakenUp(symptom, desk)) return undefined;
  return {
    rule: 'symptom.answered',
    says: 'It is a complaint on the way to the diagnoses, and the final assessment does not take it up.',
    cites: desk.inpatient ? 'II.A' : 'IV.D',
    other: stated.code,
  };
}

/**
 * Named in a diagnostic statement; where one document has the last word on the encounter, in that one. The chief complaint
 * is taken up by any word of the assessment on it.
 */
function isTakenUp({ mentions }: Candidate, { lastWord }: Desk): boolean {
  const complained = mentions.some(({ sentence }) => sentence.section.kind === 'chief-complaint');
  return mentions.some(({ weight, source, sentence }) => {
    if (lastWord !== undefined && source !== lastWord) return false;
    return weight === 'final' || (complained && sectionWeight(sentence.section.kind) === 'final');
  });
}

/** A finding whose title says that the diagnosis is absent cannot stand beside it. */
function ruledOutBy({ code }: Candidate, diagnoses: readonly Candidate[]): Reason | undefined {
  const beside = WITHOUT_DIAGNOSIS.find((one) => inAnyPattern([one.code], code))?.diagnoses ?? [];
  const diagnosis = diagnoses.find((one) => inAnyPattern(beside, one.code));
  if (diagnosis === undefined) return undefined;
  return {
    rule: 'symptom.diagnosis-made',
    says: `It is for those without the diagnosis, and ${diagnosis.code} is documented.`,
    cites: 'I.C.9.a.7',
    other: diagnosis.code,
  };
}

function integralTo(symptom: Candidate, diagnoses: readonly Candidate[], edition: Desk['edition']): Reason | undefined {
  const whole = diagnoses.find(
    (diagnosis) =>
      diagnosis.code !== symptom.code &&
      isStated(diagnosis) &&
      edition.notes(diagnosis.code).some(({ integral }) => integral !== undefined && inAnyPattern(integral, symptom.code)),
  );
  if (whole === undefined) return undefined;
  return {
    rule: 'symptom.integral',
    says: `It belongs to ${whole.code}, which is confirmed.`,
    cites: 'I.B.5',
    other: whole.code,
  };
}

export function isSymptom({ code }: Candidate): boolean {
  return inAnyPattern(SYMPTOMS, code) || inAnyPattern(FINDINGS, code);
}

export function isAssessed({ mentions }: Candidate): boolean {
  return mentions.some(({ weight }) => weight === 'final');
}

function isDiagnosis(candidate: Candidate): boolean {
  return !isSymptom(candidate) && (/^[A-QS-U]/.test(candidate.code) || inAnyPattern(SEVERE_SEPSIS, candidate.code));
}

/** Named where a provider states what is the matter, and not only in the history. */
export function isStated({ mentions }: Candidate): boolean {
  return mentions.some(({ weight }) => weight === 'final' || weight === 'course');
}
