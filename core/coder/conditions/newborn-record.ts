import type { Chart } from '../../chart/chart.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from '../set/candidate.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import type { Step } from '../trace.ts';

/** What is coded on the mother's record alone (I.C.15.a.2, I.C.16.a.1, I.C.21.c.11). */
const MATERNAL = ['O00-O9A', 'Z33-Z34', 'Z36-Z37', 'Z3A'];
/** How a newborn's record names itself or its patient; one of the mother names her pregnancies or her delivery first. */
const NEWBORN_OPENS =
  /\b(?:newborn|neonatal|NICU|nursery|well[- ]baby)(?: \w+)? (?:admission|discharge|progress|history|H&P|summary|note|exam|record|course)\b|\b(?:newborn|neonate|baby (?:boy|girl)|(?:male|female|term|preterm|twin) infant)(?: was| is)? (?:born|admitted)\b/i;
const MOTHER_OPENS =
  /\b(?:G\d+ ?P\d+|gravida|primigravida|postpartum|(?:labor and )?delivery (?:note|summary)|obstetric\w*|pregnan\w+|delivered (?:by|via|vaginally)|(?:she|patient|woman|mother) (?:delivered|presented in labor|was admitted in labor))\b/i;
const OPENING = 240;

/** True of a chart that is told to be a newborn's, or whose patient was born within the year. */
export function isNewbornRecord({ patient, encounter }: Chart, read: readonly ReadDocument[]): boolean {
  if (patient.birthDate !== undefined) return encounter.start.slice(0, 4) === patient.birthDate.slice(0, 4) && opensSo(read);
  return opensSo(read);
}

function opensSo(read: readonly ReadDocument[]): boolean {
  const providers = read.filter(({ document }) => document.role === 'provider');
  return (
    providers.length > 0 &&
    providers.every(({ document }) => {
      const opening = document.text.slice(0, OPENING);
      const newborn = opening.search(NEWBORN_OPENS);
      const mother = opening.search(MOTHER_OPENS);
      return newborn >= 0 && (mother < 0 || newborn < mother);
    })
  );
}

/** A pregnancy named on a newborn's record is the mother's: chapter 15 is never coded there (I.C.15.a.2). */
export function dropMaternal(candidates: readonly Candidate[], { read }: Desk, chart: Chart): Outcome {
  if (!candidates.some(({ code }) => inAnyPattern(MATERNAL, code)) || !isNewbornRecord(chart, read)) return { kept: candidates, steps: [] };
  const kept = candidates.filter(({ code }) => !inAnyPattern(MATERNAL, code));
  const steps = candidates
    .filter((candidate) => !kept.includes(candidate))
    .map(({ code }): Step => {
      const says = "It is a code for the mother's record, and this is the newborn's.";
      return { stage: 'check', rule: 'check.maternal', says, cites: 'I.C.15.a.2', code, outcome: 'dropped' };
    });
  return { kept, steps };
}
