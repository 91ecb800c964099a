/** Words before a finding that deny it and everything listed after it: `no fever, chills or cough`. */
export const DENIES_A_LIST = `
  found not to have, was found not to have, were found not to have, is found not to have, was shown not to have, shown not to have, known not to have, does not appear to have, did not appear to have,
  no, ø, pertinent negatives, pertinent negatives include, no prior, no previous, no past, denies, denied, deny, denying, negative for, neg for, is negative for, was negative for, were negative for, are negative for, came back negative for, negative, absence of, absent, free of,
  no evidence of, no evidence for, no evidence to suggest, no evidence that, no sign of, no signs of,
  no sign or symptoms of, no signs or symptoms of, no symptoms of, no suggestion of, no indication of, no history of,
  no prior history of, no past history of, no known history of, no personal history of, denies any history of,
  denies history of, denies a history of, no family history of, denies family history of,
  denies any family history of, negative for a history of, no hx of, no h/o, never had, has never had, never, nor,
  neither, lack of, lacks, lacking, unremarkable for, not significant for, noncontributory for, without evidence of,
  without any evidence of, without sign of, without signs of, without any signs of, ruled out for, was ruled out for,
  rules out for, r/o'd for, fails to reveal, failed to reveal, fails to show, failed to show, failed to demonstrate,
  fails to demonstrate, no longer demonstrates, not have, not had, doesn't have, does not have, did not have,
  didn't have, don't have, hasn't had, has not had, have not had, hadn't had, had not had, not having,
  not experience, not experienced, not experiencing, not report, not reported, not reporting, not endorse,
  not endorsed, not endorsing, not complain of, not complaining of, not note, not noticed, not notice, not develop,
  not developed, not appreciate, not appreciated any, not see, not see any, not show, not shown, not demonstrate,
  not reveal, not identify, not detect, not suggest, not suggestive of, not consistent with, not compatible with,
  not indicative of, not associated with any, not meet criteria for, not qualify for, not suffer from, not exhibit,
  not exhibiting, not present with, not feel, not feeling, wasn't having, isn't having, doesn't report,
  didn't report, doesn't show, didn't show, inconsistent with, not think, not believe, don't think, don't think this is, don't think it is, don't think that this is, don't believe, don't believe this is,
  don't suspect, doesn't think, not think it is, not believe it is, do not think this represents, don't think this represents, not felt that, not calling, not calling this, not calling it, nor was, nor is, nor did, nor does, nor has, nor had, not typical for, not typical of, not be typical for, not be typical of, no diagnosis of, not been diagnosed with, not been formally diagnosed with, never been diagnosed with, never been told, not diagnosed with, no longer thought to be, not find, did not find, could not find, not found any, not observe, not visualize, excludes,
  excluded, declined, declining, not known to have, low suspicion for, low suspicion of, low concern for, low likelihood of, low probability for,
  low probability of, low index of suspicion for, less likely, unlikely to be, unlikely to represent, unlikely,
  doubt, doubtful for, do not suspect, not suspect, not suspicious for, not concerning for, no concern for,
  no concerns for, no suspicion for, no suspicion of, not think this is, not believe this is,
  not believe that this is, rather than, instead of, as opposed to, declines, no complaints of, no complaint of,
  no recurrence of, no recurrent, no further, no further episodes of, no additional, no new, no acute, no definite,
  no obvious, no significant, no gross, no clear, no other, no known, free from, resolution of all, cannot see,
  could not see, unable to appreciate, unable to identify, unable to palpate, could not palpate, cannot palpate,
  could not appreciate, not palpate, at no time did he have, at no time did she have, at no time was there,
  at no point did he have, at no point did she have, unlikely that, doubt that, doubtful that, no chance of,
  without history of, without a history of, without any history of, without prior history of, not felt to be,
  is unlikely that, was unlikely that, is doubtful that, not felt to have, not thought to be, not thought to have, not suggestive for, not diagnostic of, not diagnostic for`;

/**
 * Words before a finding that deny it. They run over a comma only in a list closed by "or" or "nor": in
 * `migraine without aura, hypertension` the hypertension is there.
 */
export const DENIES_ONE = `
  with no history of, with no prior history of, with no past history of, with no known history of,
  without, without any, without associated, with no, w/o, no such, exclude any`;

/** Words that deny what stands next to them and no more: `not septic`, `not in heart failure`. */
export const DENIES_NEXT = `
  not, none, not currently, not presently, not now, not actively, no longer, isn't, aren't, wasn't, weren't, is not, are not, was not, were not, not in, not a, not as, not as a, not as an, not as any, not as the, neg, ruled out,
  does not appear to be, does not appear to have, doesn't appear to be, not appear to be, not appear to have`;

/**
 * Denies the word that it belongs to, and nothing behind that: `non-diabetic` denies, `non-healing ulcer` does not, and
 * `cannot walk` denies the walking.
 */
export const DENIES_ITS_WORD = `
  non, cannot, can not, can't, could not, couldn't, unable to, no longer able to, could no longer, can no longer, not to be`;

/** Words after a finding that deny it: `pneumonia was ruled out`. */
export const DENIED_AFTER = `
  ruled out, is ruled out, was ruled out, were ruled out, has been ruled out, have been ruled out, been ruled out,
  could not be identified, could not be found, could not be seen, could not be detected, could not be demonstrated,
  could not be visualized, could not be palpated, could not be appreciated, could not be confirmed, cannot be seen,
  cannot be identified, cannot be palpated, are ruled out, can be ruled out, free, r/o'd, excluded, was excluded, were excluded, has been excluded, have been excluded, is excluded, denied,
  was denied, were denied, is denied, absent, is absent, are absent, was absent, were absent, not present,
  is not present, are not present, was not present, were not present, not seen, is not seen, are not seen,
  was not seen, were not seen, not identified, is not identified, are not identified, was not identified,
  were not identified, not noted, was not noted, were not noted, not found, was not found, were not found,
  not detected, was not detected, were not detected, not demonstrated, not visualized, are not visualized,
  is not visualized, not appreciated, are not appreciated, is not appreciated, not observed, was not observed,
  were not observed, not diagnosed, is not diagnosed, was not diagnosed, has not been diagnosed, not been diagnosed, not established,
  has not been established, not supported, is not supported, was not supported, are not supported, not evident, is not evident, are not evident, not palpable, not palpated, not elicited,
  not heard, not reported, not suspected, not felt, not isolated, not recovered, not apparent, isn't seen,
  aren't seen, wasn't seen, isn't present, aren't present, wasn't present, negative, is negative, are negative,
  was negative, were negative, neg, came back negative, is unlikely, was unlikely, are unlikely, unlikely,
  felt to be unlikely, is felt to be unlikely, was felt to be unlikely, is thought to be unlikely,
  was thought to be unlikely, is considered unlikely, was considered unlikely, thought to be unlikely, seems unlikely, appears unlikely, deemed unlikely, less likely,
  is less likely, is doubtful, was doubted, none, not likely, is not likely, was discarded, were discarded,
  was discounted, has been disproved, not confirmed, nonexistent, criteria not met, criteria are not met,
  criteria were not met, criteria for it not met`;

/** Looks like a denial and is none; nothing is scoped: `no change in`, `not only`, `gram negative`. */
export const NOT_A_DENIAL = `
  no change, no changes, no change in, no interval change, no significant change, no significant interval change,
  no acute change, no acute changes, no definite change, no new change, no appreciable change, no substantial change,
  no other change, without change, without changes, without significant change, without interval change,
  without interval changes, no increase, no increase in, no decrease, no decrease in, no improvement,
  no improvement in, no significant improvement, no worsening of, no progression of, no reduction in, no difference,
  no difference in, no evidence of change, no evidence of interval change, no evidence of progression of,
  no suspicious change, no longer requiring, no longer needs, no longer taking, no longer on, not deny, doesn't deny,
  not only, not just, not merely, not simply, not certain, not certain if, not certain whether, not sure,
  not sure if, not clear, not clear if, not known, not necessarily, not entirely, not completely, not fully,
  not well, not yet, not always, not extend, not cause, not drain, not controlled, not well controlled, not at goal,
  not optimally, not adequately, not improved, not improving, not improve, not resolved, not resolve, not respond,
  not responding, not responded, not tolerate, not tolerated, not tolerating, not take, not taken, not taking,
  not use, not using, not used, not require, not required, not requiring, not treated, not limited to,
  not a candidate, not candidate, not compliant, not adherent, not changed, not significantly changed,
  not changed in size, not worsened, not worsening, not due to, not related to, not attributed to, not secondary to,
  not because of, not specified, not otherwise specified, not elsewhere classified, not stop, not want, not wish,
  not able, not able to, not a surgical candidate, not amenable, not on, not aware, not aware of, not have time,
  not examined, not tested, not performed, not obtained, not done, not given, not started, not initiated,
  not monitored, not checked, not followed, not recommended, not indicated,  no doubt,
  no doubt of, without doubt, no matter, no difficulty, without difficulty, no difficulty with, no issues with,
  no problems with, no problem with, no trouble with, without problem, without issue, without issues,
  without incident, without complication, without complications, no complications, no complication of,
  no complications of, no complications from, no treatment, no treatment for, no medication for, no medications for,
  no therapy for, no intervention for, no surgery for, no workup for, no need for, no need of, no need to,
  no indication for, no contraindication to, no contraindications to, no response to, no side effects from,
  no relief, no relief from, no relief of, no relief with, no benefit from, no plans for, no effect on,
  no follow up for, no cause, no cause for, no cause of, no clear cause for, no clear cause of, no etiology for,
  no identifiable cause of, no explanation for, no source of, no source for, no obvious source of,
  no clear source of, no longer a candidate, no barrier to, gram negative, gram neg, negative pressure,
  negative margins, negative feedback, negative symptoms, negative affect, false negative, rh negative,
  negative inspiratory, negative balance, fluid negative, net negative, negative cytology for, double negative,
  triple negative, no cure, coagulase negative, her2 negative, er negative, pr negative, negative thoughts,
  negative self talk, negative mood, negative cognitions, negative thinking, nothing by mouth, no code, no show,
  none the less, no less than, no more than, no one, no longer able, no later than, no sooner, with or without,
  not much, not so much, not too much, none of, none of the, no history of interest, with no history of interest, no history of note,
  with no history of note, no history of relevance, with no history of relevance, no past history of interest,
  no previous history of interest, no personal history of interest, no medical history of interest,
  with no medical history of interest, without history of interest, no family history of interest,
  without regard, without delay, no worse, no better, no different, no less, no evidence of improvement,
  no evidence of improvement in, no evidence of resolution of, no sign of improvement in, no signs of improvement in,
  no signs of improvement, no resolution of, no clearing of, no radiation of, no insight into,
  no surgery needed, no surgical intervention for, no insurance, without insurance, no family present, no family at bedside,
  no acute complications, no acute complications of, no flare of, no flares of, no exacerbation of,
  no exacerbations of, no acute exacerbation of, no complications related to,
  no evidence of complications of, no evidence of complication of, no limitation from, no limitations from,
  no adverse effects from, no toxicity from, denies that the, denied that the, denies that her, denies that his,
  no control of, no adequate control of, no recollection of,
  no memory of, no knowledge of, no understanding of, no awareness of, no trouble from, no problem from`;
