/** Words before a condition that suppose it: what to do if it comes. */
export const CONDITIONAL_BEFORE = `
  if, should he develop, should she develop, should they develop, should you develop, should the patient develop,
  should patient develop, should he have, should she have, should you have, should he experience,
  should she experience, should you experience, should there be, should this, in case of, in the event of, unless,
  return for, return to the ed for, return to ed for, return to er for, return to the er for,
  return to the emergency department for, return to the emergency room for, return with, return precautions for,
  return precautions including, call for, call with, call the office for, call the physician for, seek care for,
  seek medical attention for, seek emergency care for, seek immediate care for, come back for, come back with,
  come back to the ed for, returning for, notify your doctor of, notify the physician of, notify physician for,
  for any of the following, with any of the following, if any of the following, if any of the following are noted,
  if any of the following occur, if any of the following develop, if you have any of the following,
  if you develop any of the following, if you experience any of the following, if you notice any of the following,
  should any of the following occur, were to develop, were to have,
  when she gets, when he gets, as needed for, prn for, prn, p.r.n, use for, hypothetical, in the absence of a`;

/** Words before a condition that make it a risk, a warning or a test: it is not said to be there. */
export const SUPPOSED_BEFORE = `
  watch for, watch out for,
  watching for, monitor for, monitored for, monitoring for, to monitor for, observe for, look for, looking for,
  screen for, screened for, screening for, surveillance for, evaluate for, evaluated for possible,
  evaluation for possible, to evaluate for, to assess for, assess for, check for, checked for, test for, tested for,
  testing for, workup for possible, work up for possible, sent for, risk of, risk for, risks of, risks for,
  risk factor for, risk factors for, at risk of, at risk for, high risk of, high risk for, increased risk of,
  increased risk for, risks include, risk include, risk includes, risks including, risks included,
  risks of the procedure include, potential for, potential risk of, potential side effects include,
  side effects include, side effects including, adverse effects include, adverse effects including, predisposes to,
  predispose to, predisposed to, predisposing to, prone to, susceptible to, to prevent, prevent, prevents,
  preventing, prevention of, prevention for, to avoid, avoid, avoiding, prophylaxis for, prophylaxis against,
  prophylaxis of, prophylactic for, vaccine for, vaccine against, vaccination for, vaccination against,
  vaccinated for, vaccinated against, immunized against, immunization for, exposure to, exposed to, worry about,
  warned about, warning signs of, fear of, concern of developing, could lead to, may lead to, can lead to,
  could cause, may cause, can cause, could result in, may result in, can result in, could develop, may develop,
  might develop, would develop, would cause, to minimize, to reduce the risk of,
  to decrease the risk of, possible complications include, possible complications including,
  possible complications such as, potential complications include, potential complications including,
  potential complications such as, potential complications of, possible complications of, complications can include,
  complications may include, possible side effects of, possible side effects such as, potential side effects such as, would treat as,
  would treat for, could treat as, will treat as if`;

/** Words after a condition that make it a warning or a measure: `fall precautions`, `DVT prophylaxis`. */
export const SUPPOSED_AFTER = `
  precautions, precaution, prophylaxis, ppx, prophylactic, screening, screen, screens, prevention, vaccine,
  vaccination, vaccines, immunization, risk, risks, risk assessment, risk score, protocol, hotline, exposure,
  exposures, if positive, if confirmed, if proven, occurs, should occur, were to occur, develops, should develop, arise, arises`;

/** After "if": the condition is there and only its course is supposed: `if the pain worsens`. */
export const COURSE_AFTER_IF = `
  worsens, worsen, worsening, persists, persist, persisting, continues, continue, continued, does not improve,
  do not improve, does not resolve, do not resolve, doesn't improve, don't improve, fails to improve,
  fail to improve, not improved, not improving, improves, improve, recurs, recur, progresses, progress, remains,
  remain, is not controlled, is not better, not better, gets worse, get worse, is severe, becomes severe, flares,
  changes, change, returns, return, increases, increase, resolves, resolve, is not improving, are not improving`;

/** Words before a procedure or a finding that put it in the future. */
export const PLANNED_BEFORE = `
  will undergo, will be undergoing, to undergo, scheduled for, is scheduled for, was scheduled for,
  scheduled to have, scheduled to undergo, schedule for, scheduling, plan for, plans for, plan to, plans to,
  planned for, planning for, planning to, planned, will plan, will need, will require, will have, will get,
  will receive, going to have, going to need, awaiting, await, pending, candidate for,
  recommend, recommended, recommending, recommends, consider, considering, considered for, would consider,
  would benefit from, elective, upcoming, future, proceed with, proceeding with, wishes to proceed with, consent for,
  consented for, consented to, to be evaluated for, in preparation for, prior to scheduled, discussed the option of,
  offered, waiting for, waitlisted for, listed for`;

/** Words after a procedure that put it in the future. */
export const PLANNED_AFTER = `
  is scheduled, was scheduled, are scheduled, scheduled, is planned, was planned, are planned, planned,
  to be scheduled, to be performed, will be performed, will be scheduled, will be done, to be done, will be obtained,
  is pending, are pending, pending, tomorrow, next week, next month, was recommended, is recommended,
  has been recommended, to follow`;

/** Looks like one of these and is none. */
export const NOT_UNREAL = `
  even if, will have him, will have her, will have the patient, will have them, going to have him, going to have her,
  as if, what if, plan of care, plan is, considered to be, considered to have, consider this,
  recommended daily, high risk medication, high risk drug, if possible, if needed, if necessary,
  risk adjusted, low risk chest pain`;

const REFERRING = ['refer', 'referred', 'referring', 'referral'];
const WHOM = ['', ' him', ' her', ' them', ' patient', ' the patient', ' this patient'];
const SPECIALTIES = [
  ...['allergy', 'cardiology', 'dermatology', 'endocrinology', 'ent', 'gastroenterology', 'gi', 'genetics', 'gynecology', 'hematology'],
  ...['hepatology', 'infectious disease', 'nephrology', 'neurology', 'neurosurgery', 'oncology', 'ophthalmology', 'optometry'],
  ...['orthopedics', 'otolaryngology', 'pain clinic', 'podiatry', 'psychiatry', 'psychology', 'pulmonology', 'rheumatology', 'surgery'],
  ...['urology', 'vascular surgery', 'sleep medicine', 'eye clinic', 'eye doctor', 'ophthalmologist', 'cardiologist', 'neurologist'],
];

/** A referral names what is to be looked for as often as what was found: by itself it states nothing. */
export const REFERRED_FOR = REFERRING.flatMap((refer) =>
  WHOM.flatMap((whom) => SPECIALTIES.flatMap((where) => [`${refer}${whom} to ${where} for`, `${refer}${whom} to the ${where} for`])),
).join(', ');
