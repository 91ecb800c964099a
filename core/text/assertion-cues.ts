import { cueIndex } from './cue.ts';
import * as belief from './cues-belief.ts';
import * as deniedAfter from './cues-denied-after.ts';
import * as family from './cues-family.ts';
import * as historical from './cues-historical.ts';
import * as negated from './cues-negated.ts';
import * as possible from './cues-possible.ts';
import * as unreal from './cues-unreal.ts';
import * as ruledOut from './cues-ruled-out.ts';
import { ENDS } from './scope-ends.ts';

/** Every cue table with what it means and how far it carries. */
export const ASSERTION_CUES = cueIndex([
  [negated.DENIES_A_LIST, 'negated', 'list'],
  [ruledOut.RULED_OUT_BEFORE, 'negated', 'list'],
  [negated.DENIES_ONE, 'negated', 'one'],
  [negated.DENIES_NEXT, 'negated', 'next'],
  [negated.DENIES_ITS_WORD, 'negated', 'prefix'],
  [deniedAfter.AGAINST_BEFORE, 'negated', 'list'],
  [deniedAfter.DENIED_FOR_PATIENT, 'negated', 'list'],
  [deniedAfter.UNLIKELY_THAT, 'negated', 'list'],
  [deniedAfter.MISTAKEN_BEFORE, 'negated', 'list'],
  [negated.DENIED_AFTER, 'negated', 'after'],
  [deniedAfter.NOT_FOUND_AFTER, 'negated', 'after'],
  [deniedAfter.UNLIKELY_AFTER, 'negated', 'after'],
  [deniedAfter.MISTAKEN_AFTER, 'negated', 'after'],
  [deniedAfter.ALL_DENIED_AFTER, 'negated', 'after'],
  [deniedAfter.UNREACTIVE_AFTER, 'negated', 'after'],
  [negated.NOT_A_DENIAL, 'none', 'none'],
  [possible.DOUBTS_A_LIST, 'possible', 'list'],
  [ruledOut.TO_BE_RULED_OUT_BEFORE, 'possible', 'list'],
  [ruledOut.TO_BE_RULED_OUT_AFTER, 'undenied', 'after'],
  [possible.DOUBTS_ONE, 'possible', 'one'],
  [belief.BELIEVED_BEFORE, 'possible', 'one'],
  [possible.DOUBTED_AFTER, 'possible', 'after'],
  [possible.UNDENIED_AFTER, 'undenied', 'after'],
  [possible.NOT_A_DOUBT, 'none', 'none'],
  [historical.PAST_BEFORE, 'historical', 'list'],
  [historical.PAST_PHRASE, 'historical', 'phrase'],
  [historical.PAST_ONE, 'historical', 'one'],
  [historical.PAST_PREFIX, 'historical', 'prefix'],
  [historical.OVER_ONE, 'resolved', 'one'],
  [historical.OVER_NEXT, 'resolved', 'next'],
  [historical.OVER_AFTER, 'resolved', 'after'],
  [historical.PAST_AFTER, 'historical', 'after'],
  [historical.NOT_PAST, 'none', 'none'],
  [historical.MEDICAL_HISTORY, 'medical-history', 'list'],
  [unreal.CONDITIONAL_BEFORE, 'conditional', 'list'],
  [unreal.SUPPOSED_BEFORE, 'hypothetical', 'list'],
  [belief.FEARED_BEFORE, 'hypothetical', 'list'],
  [unreal.REFERRED_FOR, 'hypothetical', 'list'],
  [unreal.SUPPOSED_AFTER, 'hypothetical', 'after'],
  [unreal.PLANNED_BEFORE, 'planned', 'phrase'],
  [unreal.PLANNED_AFTER, 'planned', 'after'],
  [unreal.NOT_UNREAL, 'none', 'none'],
  [family.FAMILY_BEFORE, 'family', 'list'],
  [family.FAMILY_AFTER, 'family', 'after'],
  [family.KIN, 'kin', 'none'],
  [family.NOT_KIN, 'none', 'none'],
  [ENDS, 'end', 'end'],
]);

export const COURSE_CUES = cueIndex([[unreal.COURSE_AFTER_IF, 'end', 'end']]);

export const AWAITED_CUES = cueIndex([[historical.STILL_AWAITED, 'end', 'end']]);
