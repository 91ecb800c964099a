import type { Range, Sentence } from '../../text/reading.ts';
import type { FoundMention } from '../words/found-mention.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';

/** Long-term use of a medicine (I.C.21.c.3): coded while the patient takes it, and goes on with it. */
const LONG_TERM_USE = ['Z79'];

/** Words right before a medicine by which it is not taken: `stopped apixaban`, `supposed to be on insulin`. */
const NOT_TAKEN_BEFORE =
  /\b(?:(?:supposed|meant|ought|prescribed but|told) to (?:be|take)|should (?:be|have been)|stop(?:ped|ping|s)?|discontinu\w+|d\/c(?:'?d|ed)?|quit|ran out of|out of|off|hold(?:ing)?|held|not (?:taking|on|started?|using)|never (?:started|took|taken|on|used)|no longer|declin\w+|refus\w+|allerg\w+ to|intoleran\w+ (?:to|of)|failed|previously|formerly|used to (?:be|take)|was|were|had been|avoid\w*|no|without|instead of|replac\w+|switch\w* from|chang\w+ from|samples? of|discuss\w*|consider\w*|prescribed|start(?:ing)?|begin|plan\w* (?:to|for)|if)\b[^.;:,\n]{0,24}$/i;
/** Words after it by which it is not, or no more, taken. */
const NOT_TAKEN_AFTER =
  /^[^.;\n]{0,24}[^.;,\n]{0,50}\b(?:stop(?:ped)?|discontinued|not (?:taking|started|filled)|never (?:started|taken|filled)|held|on hold|was changed to|replaced by|too expensive|ran out|finished|completed|declined|allergy|intolerance)\b|^[^.;\n]{0,60}\bbut (?:has |had |he |she |they )*(?:stopp|quit|ran out|not tak|is not|isn't|off)/i;
/** The next sentence takes the medicine back: `Wife says he stopped it three weeks ago.` */
const TAKEN_BACK =
  /^[^.;\n]{0,60}\b(?:stopped|quit|discontinued|ran out of|no longer (?:takes|takes?|uses)|not (?:been )?tak(?:en|ing)|never took) (?:taking |using )?(?:it|them|this|that|both)\b/i;
/** For a stay or a short course, and not for long. */
const SHORT_USE =
  /^[^.;\n]{0,50}(?:\bx ?\d+\b|\bfor \d+ (?:more )?(?:days?|weeks?)\b|\b(?:once(?! (?:a|per|every|daily|weekly|nightly)\b)|load(?:ed|ing)?|bolus|drip|infusion|stat|prn|as needed|in the (?:ed|er)|given)\b|\(new\b)/i;
const INPATIENT_LIST = /\b(?:inpatient|scheduled|hospital|infusions?|prn|given|administered|in the ed)\b/i;

const STOPPED_LIST = /\b(?:stop(?:ped)?|discontinued|held|allerg\w*|intoleran\w*)\b/i;

/** A name that says by itself that the medicine is in use. */
const SAYS_USE =
  /\b(?:on|take[sn]?|taking|uses?|using|continu\w+|long|chronic|current|dependent|requiring|daily|maintained|home|therapy|anticoagulated|regimen|stable|high|replacement)\b/i;
const USED_BEFORE =
  /\b(?:on|takes?|taking|uses?|using|continu\w+|resum\w+|restart\w*|home|chronic|long[- ]term|maintained|managed with|controlled (?:on|with)|treated with|adherent (?:to|with)|remains on)\b[^.;:\n]{0,40}$/i;
const USED_AFTER =
  /^[^.;\n]{0,45}\b(?:daily|nightly|weekly|monthly|bid|tid|b\.i\.d|qd|qhs|qam|qpm|q ?\d+ ?h|twice a day|twice daily|every (?:day|night|morning|evening|week)|at bedtime|with (?:each )?meals?|only|continued|resumed|restarted|ever since|puffs?)\b/i;

/** Why a mention of long-term use states none; `undefined` where it does, or where it speaks of something else. */
export function whyNotCurrent(mention: FoundMention): string | undefined {
  if (mention.code === undefined || !inAnyPattern(LONG_TERM_USE, mention.code)) return undefined;
  const { text } = mention.source.document;
  const { sentence, range } = mention;
  const before = text.slice(Math.max(sentence.start, range.start - 80), range.start);
  const after = text.slice(range.end, sentence.end);
  const stopped = STOPPED_LIST.test(sentence.section.heading);
  if (stopped || NOT_TAKEN_BEFORE.test(before) || NOT_TAKEN_AFTER.test(after) || TAKEN_BACK.test(following(text, mention))) {
    return 'The note does not say that the patient takes it now.';
  }
  if (SAYS_USE.test(text.slice(range.start, range.end))) return undefined;
  if (SHORT_USE.test(after)) return 'It is given for a short while, which is no long-term use.';
  if (isHomeMedicine(sentence) || USED_BEFORE.test(before) || USED_AFTER.test(after)) return undefined;
  return 'The medicine is named, and the note does not say that the patient takes it for long.';
}

function following(text: string, { sentence }: { readonly sentence: Range }): string {
  return text.slice(sentence.end, sentence.end + 120).replace(/^[.;\s]+/, '');
}

function isHomeMedicine({ section }: Sentence): boolean {
  return section.kind === 'medications' && !INPATIENT_LIST.test(section.heading);
}
