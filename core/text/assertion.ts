import type { AssertionStatus } from '../coder/trace.ts';
import { ASSERTION_CUES, AWAITED_CUES, COURSE_CUES } from './assertion-cues.ts';
import { clauseOf, hasComma, type Clause } from './clause.ts';
import { findCues, type CueStatus, type Found } from './cue.ts';
import { areRelated, kinHas } from './kin.ts';
import { leadInOf } from './lead-in.ts';
import { markAt } from './marks.ts';
import type { Range, Reading, Sentence } from './reading.ts';
import { reachesBack, reachesForward } from './scope.ts';
import { yearAfter } from './years.ts';

export interface AssertedStatus {
  readonly status: AssertionStatus;
  /** The words that decided it; absent where a section or the default did. */
  readonly cue?: Range;
  /** Stable: `assert.negated.before`. */
  readonly rule: string;
}

/** What is asked first wins: a supposed or denied condition is not there, whoever has it and whenever. */
const ORDER: readonly CueStatus[] = [
  'conditional',
  'hypothetical',
  'undenied',
  'negated',
  'family',
  'kin',
  'resolved',
  'historical',
  'medical-history',
  'possible',
  'planned',
];

/** The most words between "once" and the condition whose end it awaits. */
const AWAITED_WITHIN = 3;
const NOT_YET = new Set(['is', 'are', 'has', 'have']);

/** A heading beneath which nothing is settled. */
const DIFFERENTIAL = /^\W*(?:differential|ddx|rule[- ]outs?)\b/iu;

/** How the author asserts what stands at `target`, which must lie inside the sentence. */
export function assertionOf(reading: Reading, sentence: Sentence, target: Range): AssertedStatus {
  const mark = markAt(reading.text, sentence, target);
  if (mark !== undefined) return { status: mark.status, cue: mark.cue, rule: `assert.${mark.status}.mark` };
  const here = fromClause(reading, sentence, target);
  const said = here ?? fromLeadIn(reading, sentence);
  if (sentence.section.kind === 'family-history' && said?.status !== 'negated') return { status: 'family', rule: 'assert.family.section' };
  if (said === undefined && DIFFERENTIAL.test(sentence.section.heading)) return { status: 'possible', rule: 'assert.possible.section' };
  return said ?? { status: 'present', rule: 'assert.present.default' };
}

function fromClause(reading: Reading, sentence: Sentence, target: Range): AssertedStatus | undefined {
  const clause = clauseOf(reading, sentence, target);
  const cues = findCues(ASSERTION_CUES, reading.text, clause.words, target);
  for (const status of ORDER) {
    const found = cues.length === 0 ? undefined : nearest(cues, clause, status);
    if (found !== undefined) return asserted(found, clause);
    if (status !== 'historical') continue;
    const year = yearAfter(clause);
    if (year !== undefined) return { status: 'historical', cue: year, rule: 'assert.historical.year' };
  }
  return undefined;
}

/** The cue of a status that reaches the target and stands nearest to it, the first of two as near. */
function nearest(cues: readonly Found[], clause: Clause, status: CueStatus): Found | undefined {
  let best: Found | undefined;
  let least = Infinity;
  for (const found of cues) {
    if (found.cue.status !== status || !reaches(found, clause, cues)) continue;
    const distance = found.to <= clause.first ? clause.first - found.to : found.from - clause.after;
    if (best !== undefined && least <= distance) continue;
    best = found;
    least = distance;
  }
  return best;
}

function reaches(found: Found, clause: Clause, cues: readonly Found[]): boolean {
  if (found.cue.status === 'kin') return kinHas(found, clause, cues);
  if (found.cue.reach === 'after')
    return reachesBack(found, clause, cues) && !(found.cue.status === 'resolved' && stillAwaited(found, clause));
  return reachesForward(found, clause, cues) && !(found.cue.status === 'conditional' && onlyCourse(found, clause));
}

/** `once the abscess has resolved`: it is still there. `Once it was resolved` tells of what came to pass. */
function stillAwaited({ from }: Found, clause: Clause): boolean {
  if (!NOT_YET.has(clause.words[from]?.norm ?? '')) return false;
  return findCues(AWAITED_CUES, clause.text, clause.words, clause.target).some(
    ({ to }) => to <= clause.first && clause.first - to <= AWAITED_WITHIN,
  );
}

/** `if the pain worsens` supposes the course of a pain that is there. */
function onlyCourse({ from, to }: Found, clause: Clause): boolean {
  if (to - from > 1 || !['if', 'unless'].includes(clause.words[from]?.norm ?? '')) return false;
  return findCues(COURSE_CUES, clause.text, clause.words, clause.target).some(
    (course) => course.from >= clause.after && course.from - clause.after <= 2 && !commaWithin(clause, clause.after, course.from),
  );
}

/** `if he has pain, return`: what follows the comma is no course of the pain. */
function commaWithin(clause: Clause, from: number, to: number): boolean {
  for (let index = from; index <= to; index += 1) if (hasComma(clause, index)) return true;
  return false;
}

function asserted({ cue, from, to }: Found, clause: Clause): AssertedStatus {
  const range = { start: clause.words[from]?.start ?? 0, end: clause.words[to - 1]?.end ?? 0 };
  if (cue.status === 'medical-history') return { status: 'present', cue: range, rule: 'assert.present.medical-history' };
  if (cue.status === 'kin' && !areRelated(clause.words[from]?.norm ?? ''))
    return { status: 'family', cue: range, rule: 'assert.family.other-person' };
  if (cue.status === 'kin' || cue.status === 'family') return { status: 'family', cue: range, rule: 'assert.family.cue' };
  if (cue.status === 'conditional') return { status: 'hypothetical', cue: range, rule: 'assert.hypothetical.conditional' };
  if (cue.status === 'resolved') return { status: 'historical', cue: range, rule: 'assert.historical.resolved' };
  if (cue.status === 'undenied') return { status: 'possible', cue: range, rule: 'assert.possible.after' };
  if (cue.status === 'end' || cue.status === 'none') return { status: 'present', rule: 'assert.present.default' };
  return { status: cue.status, cue: range, rule: `assert.${cue.status}.${cue.reach === 'after' ? 'after' : 'before'}` };
}

/** `Denies:` and then a list: each item is denied. */
function fromLeadIn(reading: Reading, sentence: Sentence): AssertedStatus | undefined {
  const lead = leadInOf(reading, sentence);
  if (lead === undefined) return undefined;
  const said = fromClause(reading, lead, { start: lead.end, end: lead.end });
  return said?.cue === undefined ? undefined : { ...said, rule: said.rule.replace(/\.before$/u, '.lead-in') };
}
