/** Words before a condition that put it, and what is listed with it, in the past. */
export const PAST_BEFORE = `
  history of, history for, hx of, hx, h/o, with history, history significant of, personal history of, personal hx of,
  past history of, prior history of, previous history of, remote history of, distant history of, known history of,
  history positive for`;

/** Words before a procedure or a condition that put it in the past, up to the next comma. */
export const PAST_PHRASE = 'status post, s/p, sp, post-op from, recovered from, has recovered from, had recovered from';

/** Words before a condition that put that one in the past. */
export const PAST_ONE = `
  prior, previous, previously, remote, old, former, formerly, past, healed, childhood, used to have`;

/** The same, for the word that they belong to: `ex-smoker`. */
export const PAST_PREFIX = 'ex';

/** Words before a condition that say it is over. */
export const OVER_ONE = `
  resolution of, complete resolution of, recovery from, now free of, no longer has, no longer have, no longer having,
  no longer had, no longer experiences, no longer experiencing, no longer reports, no longer complains of`;

/** The same, for what stands next to them and no more. */
export const OVER_NEXT = 'resolved, recently resolved, now resolved';

/** Words after a condition that put it in the past. */
export const PAST_AFTER = `
  in the past, in the remote past, as a child, as an infant, as a teenager, in childhood, in her childhood,
  in his childhood, during childhood, years ago, year ago, decades ago, many years ago, several years ago,
  years prior, history, by history`;

/** Words after a condition that say it is over. */
export const OVER_AFTER = `
  resolved, appears to have resolved, appears have resolved, appears to be resolved, seems to have resolved, seem to have resolved, seemed to have resolved,
  appear to have resolved, has resolved, have resolved, had resolved, is resolved, are resolved, was resolved, now resolved,
  which resolved, which has resolved, which has since resolved, which have since resolved, which had resolved, which is resolved,
  which is now resolved, that has resolved, that has since resolved, since resolved, has since resolved, have since resolved, had since resolved, completely resolved,
  is completely resolved, are completely resolved, is fully resolved, are fully resolved, fully resolved, has completely resolved, have completely resolved, has subsided, have subsided, subsided,
  has gone away, have gone away, went away, is gone, are gone, has cleared, cleared up, have cleared,
  is no longer present, are no longer present, no longer present, no longer seen, is no longer seen,
  are no longer seen, has disappeared, have disappeared, removed from the problem list, was removed from the problem list,
  removed from problem list, has been removed from the problem list, taken off the problem list`;

/** Before a condition whose end is still awaited: \`once the infection is resolved\`. */
export const STILL_AWAITED = 'once, until, till, unless, if, as soon as, whether';

/** The course of what is there now, or the list of what the patient has: `a 3-day history of cough`, `past medical history of diabetes`. */
export const NOT_PAST = `
  history of present illness, present illness, natural history, history and physical, history obtained,
  history taking, gives a history of, gave a history of, giving a history of, provides a history of,
  provided a history of, history limited by, history provided by, day history of, days history of, week history of,
  weeks history of, month history of, months history of, year history of, years history of, hour history of,
  hours history of, day hx of, week hx of, month hx of, year hx of, long history of, longstanding history of,
  long standing history of, lifelong history of, chronic history of, ongoing history of, current history of,
  recent history of, year old, years old, month old, months old, week old, weeks old, day old, days old, yr old,
  post op day, post operative day, post operative, previously healthy, previously well, previously described,
  previously noted, previously seen, previously documented, prior to, previous to, prior study, prior exam,
  prior examination, prior ct, prior mri, prior film, prior imaging, previous study, previous exam,
  previous examination, as compared to prior, compared to prior, compared with prior, compared to previous,
  past week, past month, past day, past year, past few, past several, past two, past three, past 24`;

/**
 * Words that open a list of comorbidities. What follows is the patient's own and lasting; it is read as present
 * under a rule of its own, `assert.present.medical-history`, so that a coder can tell it from a finding of today.
 */
export const MEDICAL_HISTORY = `
  past medical history of, past medical history is, past medical history significant for,
  past medical history is significant for, past medical history notable for, past medical history is notable for,
  past medical history includes, past medical history including, past medical history is remarkable for,
  past medical history remarkable for, past medical history positive for, past medical history is positive for,
  past medical history, past medical hx of, past medical hx, past medical hx significant for, medical history of,
  medical history significant for, medical history is significant for, medical history notable for,
  medical history is notable for, medical history includes, medical history including,
  medical history remarkable for, history significant for, history is significant for, history notable for,
  history is notable for, history remarkable for, history is remarkable for, history includes, history including,
  pmh, pmh of, pmh significant for, pmh notable for, pmh includes, pmh sig for, pmhx, pmhx of, pmhx significant for,
  known to have, significant history of, carries a diagnosis of, carries the diagnosis of`;
