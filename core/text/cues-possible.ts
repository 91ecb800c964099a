/**
 * Words before a diagnosis that leave it uncertain and go on over a list: `concerning for pneumonia, abscess or
 * empyema`. Guideline II.H and IV.H name most of them; "concern for" is read as uncertain too.
 */
export const DOUBTS_A_LIST = `
  consistent with, c/w, compatible with, comparable with, indicative of, suggestive of, suggesting, suggests,
  suggest, suspicious for, suspicion for, suspicion of, high suspicion for, high suspicion of,
  clinical suspicion for, concern for, concerns for, concerning for, concern about possible,
  concerned about possible, concerned for, worrisome for, worried about, rule out, r/o, to rule out, cannot rule out,
  can't rule out, can not rule out, could not rule out, unable to rule out, not rule out, does not rule out,
  not ruled out, has not been ruled out, cannot exclude, can't exclude, can not exclude, could not exclude,
  does not exclude, not exclude, not completely exclude, cannot entirely exclude, to exclude, differential includes,
  differential diagnosis includes, differential diagnoses include, differential diagnosis of,
  differential considerations include, differential considerations, ddx includes, ddx include, ddx,
  differential diagnosis, differential diagnoses, differential of, differential for, differential, rule outs, rule outs include, the differential is, question of, possibility of,
  possibility for, likelihood of, high likelihood of, may represent, might represent, could represent, may reflect,
  could reflect, might reflect, likely represents, likely reflects, likely representing, likely reflecting,
  may be due to, may be secondary to, may be related to, could be due to, could be secondary to, could be related to,
  might be due to, possibly due to, likely due to, likely secondary to, likely related to, likely from,
  likely because of, probably due to, probably secondary to, probably related to, probably from, presumed due to,
  presumed secondary to, presumably due to, suspected due to, possibly related to, possibly secondary to, versus, vs,
  suspect, suspects, suspecting, i suspect, we suspect, equivocal for, indeterminate for, query, versus possible,
  and or, presumptive diagnosis of, working diagnosis of, provisional diagnosis of, appears to have, seems to have,
  appears to be, not certain if, not certain whether, uncertain if, unclear if, unclear whether, not sure if,
  whether, still to be ruled out`;

/** Words before a diagnosis that leave that one uncertain. */
export const DOUBTS_ONE = `
  possible, possibly, probable, probably, likely, most likely, very likely, more likely, highly likely, likely to be,
  suspected, presumed, presumptive, presumably, questionable, potential, potentially, perhaps, maybe, may be,
  might be, could be, may have, might have, could have, may have had, might have had, can be, may also have,
  may be having, could be having, could also be, may also be, might also be, apparent, apparently, provisional, tentative, equivocal, borderline possible,
  working diagnosis, possible that, is possible that, was possible that,
  is likely that, is probable that, likely that, probable that, suspected that, looks like, look like, looked like,
  i think this is, we think this is, i think it is, favor, favors, favoring, favored to be, favored to represent,
  thought likely, felt likely, concern, almost certainly`;

/** Words after a diagnosis that leave it uncertain: `pneumonia cannot be excluded`. */
export const DOUBTED_AFTER = `
  remains possible, is possible, are possible, was possible, possible, is a possibility, is likely, are likely,
  was likely, likely, most likely, very likely, is probable, probable, is suspected, was suspected, are suspected,
  were suspected, suspected, is favored, was favored, favored, is considered, was considered, is in the differential,
  on the differential, in the differential, is questionable, questionable, is presumed, was presumed, presumed,
  most probably, versus, vs`;

/** Words after a diagnosis that take a denial back: `less likely pneumonia, which cannot be excluded`. */
export const UNDENIED_AFTER = `
  cannot be excluded, can't be excluded, can not be excluded, could not be excluded, not excluded, is not excluded,
  was not excluded, cannot be entirely excluded, cannot be completely excluded, cannot be ruled out,
  can't be ruled out, can not be ruled out, could not be ruled out, not ruled out, has not been ruled out,
  was not ruled out, not been ruled out, not been excluded, to be ruled out, still to be ruled out,
  is being ruled out`;

/** Looks like doubt and is none. */
export const NOT_A_DOUBT = `
  as likely as not, more likely to, likely to improve, likely to continue, likely to be discharged, likely to need,
  likely discharge, likely home, as soon as possible, if possible, where possible, when possible, whenever possible,
  as possible, not possible, no question, could be better, may be used, may be taken, may be given,
  may be discharged, may be related in part, could be heard, could be seen, can be seen, without question,
  with differential, with manual differential, manual differential, cell differential, blood differential,
  wbc differential, white count differential, differential count, differential counts, differential shows,
  differential showed, differential revealed, differential was, differential with, differential normal, mixed differential,
  to favor, in question, questions were answered, questioned, self limited, without possible, asked whether, with or without`;
