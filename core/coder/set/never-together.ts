import type { Chart } from '../../chart/chart.ts';
import type { LocalDate } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Outcome } from './candidate.ts';
import { whyUnfit } from './fits-patient.ts';
import type { Step } from '../trace.ts';

/** Codes of the mother's record alone, and of the newborn's. */
const OF_ONE_RECORD = ['O00-O9A', 'Z33-Z34', 'Z36-Z39', 'Z3A'];

interface Pair {
  readonly rule: string;
  readonly cites: string;
  readonly says: string;
  /** What goes, and beside which codes that the chart states. */
  readonly codes: readonly string[];
  readonly beside: readonly string[];
}

const PAIRS: readonly Pair[] = [
  {
    rule: 'check.newborn-record',
    cites: 'I.C.16.a.2, I.C.21.c.12',
    says: "It stands on the newborn's own record, and this is the mother's.",
    codes: ['Z38'],
    beside: ['O00-O9A', 'Z33-Z34', 'Z36-Z37', 'Z39'],
  },
  {
    rule: 'check.normal-delivery-alone',
    cites: 'I.C.15.n; tabular list at O80',
    says: 'A delivery that is reported with any other code of chapter 15 is no uncomplicated one.',
    codes: ['O80'],
    beside: ['O00-O77', 'O82-O9A'],
  },
  {
    rule: 'check.complication-named',
    cites: 'I.B.18',
    says: 'It says that something unnamed complicates the pregnancy, and the other code names it.',
    codes: ['O26.9'],
    beside: ['O00-O26.8', 'O28-O77', 'O82-O9A'],
  },
  {
    rule: 'check.normal-pregnancy-alone',
    cites: 'I.C.15.b.1',
    says: 'The supervision of a normal pregnancy is not reported beside a code of chapter 15.',
    codes: ['Z34'],
    beside: ['O00-O9A'],
  },
  {
    rule: 'check.fracture-of-osteoporosis',
    cites: 'I.C.13.d; tabular list, Excludes1 at M81',
    says: 'It is osteoporosis without a current pathological fracture, and one is coded.',
    codes: ['M81'],
    beside: ['M80'],
  },
];

/**
 * Drops what the guidelines never let stand beside another code of the set, whichever of the two is stated more strongly; and, where the
 * chart tells the age, the codes of a newborn from the chart of someone who is none and a mother's from a newborn's (I.C.15.a.2).
 */
export function dropNeverTogether(candidates: readonly Candidate[], { patient }: Pick<Chart, 'patient'>, day: LocalDate): Outcome {
  const steps: Step[] = [];
  const ages = { sex: 'unknown', birthDate: patient.birthDate } as const;
  const fitting = candidates.filter(({ code }) => {
    const unfit = inAnyPattern(OF_ONE_RECORD, code) ? whyUnfit(code, ages, day) : undefined;
    if (unfit === undefined) return true;
    steps.push({ stage: 'check', rule: 'check.age', says: unfit, cites: 'I.C.15.a.2, I.C.16.a.2', code, outcome: 'dropped' });
    return false;
  });
  const kept = fitting.filter(({ code }) => {
    for (const { codes, beside, rule, says, cites } of PAIRS) {
      if (!inAnyPattern(codes, code)) continue;
      const other = fitting.find((one) => one.status === 'present' && one.code !== code && inAnyPattern(beside, one.code));
      if (other === undefined) continue;
      steps.push({ stage: 'check', rule, says, cites, code, other: other.code, outcome: 'dropped' });
      return false;
    }
    return true;
  });
  return { kept, steps };
}
