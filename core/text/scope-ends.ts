/** Words that end the scope of any cue: a contrast, a cause, a new subject. */
export const ENDS = `
  but, however, although, though, except, excepting, apart from, aside from, other than, besides, which, who, whom,
  whose, whereas, while, yet, nevertheless, nonetheless, still, despite, in spite of, instead, otherwise, because,
  because of, due to, secondary to, given, since, caused by, attributed to, related to, in the setting of,
  in setting of, as a result of, resulting from, on account of, in light of, in view of, thought to be, felt to be,
  trigger event for, positive for, positive, reports, reported, reporting, endorses, endorsed, endorsing,
  complains of, complained of, complaining of, admits to, admits, presents with, presented with, presents, presented, presenting, now, now with, currently, today, then, subsequently, later, found to have, was found,
  treated for, treated with, admitted for, admitted with, on exam, there is, there are, there was, there were,
  as well as some, did have, does have, as per, remarkable for, significant for, notable for`;

/** Verbs of a new clause. A denial of nouns does not run over them. */
export const CLAUSE_VERBS = `
  is, are, was, were, has, have, had, shows, showed, demonstrates, demonstrated, reveals, revealed, developed,
  develops, underwent, remains, remained, continues, continued, states, stated, notes, appears, appeared, became,
  becomes, began, started, takes, took, noticed, experienced, experiences, says, feels, felt, suggests, suggested,
  received, improved, improves, worsened, persists, persisted, does, did, do, will, would, can, could, should, may,
  might, must`;

/** After a comma these open something that is there, unless the list is closed by "or". */
export const OPENS_AFTER_COMMA = `
  stable, mild, mildly, moderate, moderately, severe, severely, trace, small, large, minimal, some, positive,
  persistent, unchanged, improved, improving, known, chronic, old, prior, healed, status, history, s, with, also,
  likely, possible, probable, normal, intact, clear, regular, alert, he, she, they, patient, pt, it, this, these,
  there, his, her, lungs, abdomen, heart, extremities, soft, well, good, only, just, occasional, intermittent, awake,
  oriented, using, taking, on, has, is, does, and has, and is, reports, endorses, admits`;

/** After a comma these open a clause of their own, whatever went before: `if it bleeds, call`, `history of gout, she`. */
export const NEW_SUBJECTS = `
  i, we, he, she, they, you, it, this, these, there, patient, pt, the patient, then, call, return, go, please, contact, seek, will`;
