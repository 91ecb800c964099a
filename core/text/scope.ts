import { closedByOr, endsAt, hasComma, isBreak, isVerb, opensAnew, opensClause, type Clause } from './clause.ts';
import type { Found, Reach } from './cue.ts';
import { listed } from './listed.ts';

/** The most words between a cue and what it speaks of. */
const FARTHEST = 40;
const FARTHEST_OF: Readonly<Partial<Record<Reach, number>>> = { next: 3, prefix: 0 };
const AFTER = 6;
/** Words at the end of a cue, or right after it, that open a clause told by the cue. */
const TELLING = ['that', 'having', 'believe', 'think', 'doubt', 'if', 'whether', 'he', 'she', 'they'];
/** Cues whose condition is told in a clause of its own: `if the fever is high`. */
const OVER_VERBS = new Set(['conditional', 'hypothetical', 'planned']);
/** These speak of both sides. */
const EITHER = new Set(['versus', 'vs']);
const CAUSES = new Set(['cause', 'causes', 'source', 'etiology', 'origin', 'reason', 'trigger']);
/** Words of the names of rapid tests, which are told in a row with one result. */
const TESTED = new Set(
  listed('flu, influenza, a, b, c, covid, 19, sars, cov, 2, rsv, strep, hiv, hcv, hbv, hepatitis, mono, swab, pcr, antigen, test, tests'),
);
const LONGEST_ITEM = 3;
/** Words of a test, whose answer is its own, and of what opens no row. */
const NO_ITEM = new Set([
  ...TESTED,
  ...listed(
    'with, for, of, has, had, history, known, screen, screening, culture, cultures, smear, panel, xray, ct, mri, cxr, ekg, ecg, ultrasound, scan, biopsy, exam, troponin',
  ),
]);
/** `Risk factors for stroke include hypertension`: the stroke is feared, and the hypertension is there. */
const FACTORS = new Set(['factor', 'factors']);
const NAMES = new Set(['include', 'includes', 'included', 'including', 'such', 'are', 'is', 'were']);
const STOPS_ONE = new Set(['and', 'with', 'as', 'in']);
/** What may follow a cue that looks back; a noun would take it for itself (`likely pneumonia`). */
const FOLLOWS = new Set([
  'by',
  'on',
  'at',
  'per',
  'today',
  'and',
  'or',
  'but',
  'this',
  'in',
  'with',
  'after',
  'since',
  'as',
  'throughout',
  'bilaterally',
  'during',
  'prior',
  'when',
  'however',
  'although',
  'clinically',
  'radiographically',
  'overnight',
  'now',
  'spontaneously',
  'completely',
  'x',
  'given',
  'because',
  'considering',
  'based',
  'despite',
  'until',
  'without',
  'which',
]);
/** Before "without" these make two denials: `cannot walk without pain`. */
const CANNOT = new Set(listed("cannot, can't, couldn't, unable, never, hardly, rarely, scarcely, impossible"));
const CANNOT_WITHIN = 6;

/** Whether a cue before the target speaks of it. */
export function reachesForward(found: Found, around: Clause, cues: readonly Found[]): boolean {
  const { cue, to } = found;
  const clause = between(around, to) === ':' ? { ...around, labelled: true } : around;
  if (to > clause.first || clause.first - to > (FARTHEST_OF[cue.reach] ?? FARTHEST)) return false;
  if (cue.status === 'negated' && isDeniedTwice(found, clause)) return false;
  const or = closedByOr(clause, cues, to);
  let verbs = sayThat(found, clause) ? 1 : 0;
  for (let index = to; index <= clause.first && index < clause.words.length; index += 1) {
    if (isBreak(clause, index, to)) return false;
    if (hasComma(clause, index) && index > to - 1 && !overComma(found, clause, index, or)) return false;
    if (index === clause.first) break;
    if (endsAt(cues, index)) return false;
    if (isVerb(clause, cues, index) && !OVER_VERBS.has(cue.status)) {
      verbs -= 1;
      if (verbs < 0 && index > to) return false;
    }
    if (stopsWithin(found, clause, index)) return false;
  }
  return cue.status !== 'negated' || cue.reach !== 'list' || or || !newClause(clause, cues, to);
}

function overComma({ cue, to }: Found, clause: Clause, index: number, or: boolean): boolean {
  if (cue.reach === 'next' || cue.reach === 'phrase') return false;
  if (opensClause(clause, index)) return false;
  if (cue.status === 'hypothetical' || cue.status === 'conditional') return true;
  if (cue.reach === 'one') return or || index === to;
  return or || cue.status !== 'negated' || !opensAnew(clause, index);
}

function stopsWithin({ cue, to }: Found, clause: Clause, index: number): boolean {
  const norm = clause.words[index]?.norm ?? '';
  if (cue.status === 'hypothetical' && FACTORS.has(clause.words[to - 2]?.norm ?? '')) return NAMES.has(norm);
  if (cue.reach === 'next') return norm === 'and' || norm === 'for' || norm === 'to';
  if (cue.status === 'planned') return norm === 'for' || norm === 'of' || norm === 'with';
  return cue.reach === 'one' && cue.status !== 'negated' && STOPS_ONE.has(norm);
}

function isDeniedTwice({ from }: Found, clause: Clause): boolean {
  if (clause.words[from]?.norm !== 'without') return false;
  for (let index = from - 1; index >= Math.max(0, from - CANNOT_WITHIN); index -= 1) {
    if (isBreak(clause, index + 1, -1) || hasComma(clause, index + 1)) return false;
    if (CANNOT.has(clause.words[index]?.norm ?? '')) return true;
  }
  return false;
}

/** `no evidence that she has`: the verb of the clause told does not end the scope. */
function sayThat({ to }: Found, clause: Clause): boolean {
  return TELLING.some((word) => clause.words[to]?.norm === word || clause.words[to - 1]?.norm === word);
}

/** The item after the last comma has a verb of its own: `no chest pain, edema is worse`. */
function newClause(clause: Clause, cues: readonly Found[], cueEnd: number): boolean {
  let comma = clause.first;
  while (comma > cueEnd && !hasComma(clause, comma)) comma -= 1;
  if (comma <= cueEnd) return false;
  for (let index = clause.after; index < clause.words.length; index += 1) {
    if (hasComma(clause, index) || isBreak(clause, index, cueEnd) || endsAt(cues, index)) return false;
    if (isVerb(clause, cues, index)) return true;
  }
  return false;
}

/** Whether a cue after the target speaks of it. */
export function reachesBack(found: Found, clause: Clause, cues: readonly Found[]): boolean {
  const { cue, from, to } = found;
  if (from < clause.after || from - clause.after > AFTER || !(EITHER.has(clause.words[from]?.norm ?? '') || standsLast(clause, to)))
    return false;
  if (cue.status === 'negated' && causeAhead(clause)) return false;
  let commas = 0;
  let joined = false;
  for (let index = clause.after; index <= from; index += 1) {
    if (isBreak(clause, index, -1) && !/^[(:[]$/u.test(between(clause, index))) return false;
    if (index > clause.after && opensLabel(clause, index)) return false;
    if (hasComma(clause, index)) commas += 1;
    if (index === from) break;
    if (endsAt(cues, index) || isVerb(clause, cues, index) || carries(cues, index)) return false;
    const norm = clause.words[index]?.norm;
    if (norm === 'and' || norm === 'or' || norm === 'with') joined = true;
  }
  if (allTested(clause, from) || (cue.status === 'negated' && (ofAll(clause, from, to) || answersRow(clause, from)))) return true;
  if (commas === 0) return !(joined && to - from === 1 && from - clause.after > 3);
  return from === clause.after || (joined && to - from > 1);
}

/** `Flu, COVID and RSV negative`: one result for a row of tests. */
function allTested({ words, after }: Clause, cue: number): boolean {
  const between = words.slice(after, cue);
  return between.length > 0 && between.every(({ norm }) => norm === 'and' || norm === 'or' || TESTED.has(norm));
}

/** `Fever, chills, cough: all negative`: one answer for a row. */
function ofAll({ words }: Clause, from: number, to: number): boolean {
  return words.slice(from, to).some(({ norm }) => norm === 'all' || norm === 'both' || norm === 'each');
}

/** `Fever, chills, cough: negative`: a row of short items from the head of the sentence, and one answer behind its colon. */
function answersRow(clause: Clause, cue: number): boolean {
  if (between(clause, cue) !== ':') return false;
  let length = 0;
  for (let index = 0; index < cue; index += 1) {
    const { norm = '', raw = '' } = clause.words[index] ?? {};
    length = hasComma(clause, index) || norm === 'and' || norm === 'or' ? 0 : length + 1;
    if (length > LONGEST_ITEM || NO_ITEM.has(norm) || isVerb(clause, [], index) || /\d/u.test(raw)) return false;
    if (index > 0 && !/^,?$/u.test(between(clause, index))) return false;
  }
  return cue > 0;
}

/** `the cause of the anemia was not found` denies the cause. */
function causeAhead({ words, first }: Clause): boolean {
  return words.slice(Math.max(0, first - 6), first).some(({ norm }) => CAUSES.has(norm));
}

/** `preterm birth Other: none`: what follows answers the label. */
function opensLabel(clause: Clause, index: number): boolean {
  return between(clause, index) === ':' && /^\p{Lu}\p{Ll}/u.test(clause.words[index - 1]?.raw ?? '');
}

function between(clause: Clause, index: number): string {
  return clause.text.slice(clause.words[index - 1]?.end ?? 0, clause.words[index]?.start ?? 0).trim();
}

/** Another cue stands between: it takes what follows for itself. */
function carries(cues: readonly Found[], index: number): boolean {
  return cues.some(({ cue, from, to }) => cue.reach !== 'after' && cue.reach !== 'none' && from <= index && index < to);
}

function standsLast(clause: Clause, to: number): boolean {
  const next = clause.words[to];
  if (next === undefined) return true;
  return /[,;.:)\]!?]/u.test(clause.text.slice(clause.words[to - 1]?.end ?? 0, next.start)) || FOLLOWS.has(next.norm);
}
