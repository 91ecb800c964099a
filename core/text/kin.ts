import { isBreak, type Clause } from './clause.ts';
import type { Found } from './cue.ts';
import { KIN_HAS, KIN_TELLS, KIN_WAS, KIN_WITH_VERB, UNRELATED } from './cues-family.ts';
import { listed } from './listed.ts';

const HAS = new Set(listed(KIN_HAS));
const TELLS = new Set(listed(KIN_TELLS));
const NOT_OF_BLOOD = new Set(listed(UNRELATED));
const WAS_THEIRS = new Set(listed(KIN_WAS));
const VERBS = new Set(['has', 'had', 'have', 'is', 'was', 'were', 'died', 'tested', 'suffered', 'suffers']);
const NEEDS_VERB = new Set(listed(KIN_WITH_VERB));
const BE = new Set(['is', 'are', 'was', 'were', 'been', 'being', 'recently', 'just']);
const BLOOD_AFTER = 5;
/** What kin have that is no condition of theirs. */
const OWN_WORDS = new Set(listed('report, account, concern, concerns, observation, worry, request, opinion, description, care, help'));

/** False for a household or an acquaintance: what they have is another person's and no family history. */
export function areRelated(kin: string): boolean {
  return !NOT_OF_BLOOD.has(kin);
}

/** Whether kin named in the clause have the condition: `his mother had a stroke`, `breast cancer in a sister`. */
export function kinHas(found: Found, clause: Clause, cues: readonly Found[]): boolean {
  if (found.to <= clause.first) return kinBefore(found, clause, cues);
  return found.from >= clause.after && kinAfter(found, clause);
}

function kinBefore({ from, to }: Found, clause: Clause, cues: readonly Found[]): boolean {
  const ahead = clause.words[from - 1]?.norm ?? '';
  const further = clause.words[from - 2]?.norm ?? '';
  if ([ahead, further].some((norm) => norm === 'per' || norm === 'by' || norm === 'to' || norm === 'from' || norm === 'with')) return false;
  if (NEEDS_VERB.has(clause.words[from]?.norm ?? '') && !VERBS.has(clause.words[to]?.norm ?? '')) return false;
  let has = false;
  for (let index = to; index < clause.first; index += 1) {
    const norm = clause.words[index]?.norm ?? '';
    if (WAS_THEIRS.has(norm) && BE.has(clause.words[index - 1]?.norm ?? '')) continue;
    if (TELLS.has(norm) || norm === 'but' || (index > to && isBreak(clause, index, to))) return false;
    if (cues.some((other) => other.cue.reach === 'end' && other.cue.status === 'end' && other.from === index) && !HAS.has(norm))
      return false;
    if (index - to < 4 && HAS.has(norm)) has = true;
  }
  if (isOwner(clause, to)) return true;
  const label = clause.text.slice(clause.words[to - 1]?.end ?? 0, clause.words[to]?.start ?? 0);
  return has || /^\s*[:(–-]/u.test(label);
}

/** `Mother's breast cancer`: what is theirs and no more than a word away, unless it is what they tell. */
function isOwner({ words, first }: Clause, to: number): boolean {
  return /['’]s$/u.test(words[to - 1]?.raw ?? '') && first - to <= 1 && !OWN_WORDS.has(words[to]?.norm ?? '');
}

function kinAfter({ from }: Found, clause: Clause): boolean {
  if (NEEDS_VERB.has(clause.words[from]?.norm ?? '')) return false;
  if (from - clause.after > BLOOD_AFTER) return false;
  let joined = false;
  for (let index = clause.after; index <= from; index += 1) {
    const between = clause.text.slice(clause.words[index - 1]?.end ?? 0, clause.words[index]?.start ?? 0);
    if (/[;.]/u.test(between)) return false;
    if (index === clause.after && /[(–]|\s-\s/u.test(between)) joined = true;
    const norm = clause.words[index]?.norm ?? '';
    if (index < from && norm === 'in') joined = true;
    if (index < from && TELLS.has(norm) && norm !== 'her') return false;
  }
  return joined;
}
