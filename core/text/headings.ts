import type { SectionKind } from './reading.ts';

/**
 * The names under which clinicians write each section, lower-case, punctuation folded to spaces, `&` and `/` written
 * as `and` where they join two words. Qualifiers such as "brief" or "on admission" are taken off before the look-up.
 * Read with `listed`.
 */
export const HEADING_NAMES: Readonly<Partial<Record<SectionKind, string>>> = {
  'chief-complaint': `
    chief complaint, chief complaints, cc, presenting complaint, presenting problem, reason for visit,
    reason for admission, reason for consultation, reason for consult, reason for referral`,
  'history-of-present-illness': `
    history of present illness, history of the present illness, hpi, hopi, present illness,
    history of presenting illness, history of presenting complaint, interval history, interval events,
    subjective, current disease, current illness, present disease, current history, overnight events, events overnight, 24 hour events, clinical presentation, history,
    history of injury, subjective data, events since last visit, cc and hpi, hpi and interval history, session content, narrative`,
  'past-medical-history': `
    past medical history, past history, medical history, pmh, pmhx, past medical hx, medical hx,
    previous medical history, prior medical history, past medical and surgical history, pmh and psh,
    pmhx and pshx, past psychiatric history, psychiatric history, past illnesses, personal history, past personal history, chronic conditions,
    comorbidities, comorbid conditions, resolved problems, past medical problems, ob history, obstetric history, gynecologic history,
    past ocular history, oncologic history, cardiac history, past obstetrical history, past obstetric history, obstetrical history,
    gyn history, gynecological history, past gynecologic history, ob gyn history, past medical psychiatric history`,
  'past-surgical-history': `
    past surgical history, surgical history, psh, pshx, past surgical hx, surgical hx, prior surgeries,
    previous surgeries, past procedures`,
  'family-history': `
    family history, family hx, fh, fhx, family medical history, family psychiatric history, fam hx`,
  'social-history': `
    social history, social hx, sh, shx, soc hx, substance use history, substance use, substance abuse history,
    habits, sochx, developmental history, tobacco and alcohol and drugs, tobacco and alcohol, substance use and history, psychosocial history, tobacco use, social and family history`,
  'review-of-systems': `
    review of systems, review of symptoms, ros, systems review, systemic review`,
  medications: `
    medications, medication, meds, current medications, current meds, home medications, home meds,
    medications on admission, admission medications, outpatient medications, discharge medications,
    medications on discharge, medications at discharge, medication list, prior to admission medications,
    scheduled medications, prn medications, inpatient medications, active medications,
    medications prior to admission, medication reconciliation, facility administered medications,
    current facility administered medications, current outpatient medications`,
  allergies: `
    allergies, allergy, drug allergies, medication allergies, allergies and intolerances, adverse reactions,
    allergies and reactions`,
  vitals: `
    vitals, vital signs, vs, vital signs and measurements, vitals and measurements`,
  'physical-exam': `
    physical exam, physical examination, exam, examination, objective, pex, mental status exam,
    mental status examination, mse, neurological exam, neurologic exam, neurological examination, focused exam,
    physical findings, objective data, on exam, on examination, general examination`,
  results: `
    results, labs, laboratory, lab results, laboratory results, laboratory data, lab data, data, data review,
    laboratory studies, laboratory values, lab values, diagnostic studies, diagnostics, complementary tests, complementary examinations, additional tests, diagnostic data,
    diagnostic results, studies, pertinent results, labs and studies, labs and imaging, results review,
    microbiology, ekg, ecg, electrocardiogram, pathology, procedures and tests, tests`,
  imaging: `
    imaging, imaging results, imaging studies, radiology, radiologic studies, radiographic studies,
    radiographs, x rays, xrays, echocardiogram, chest x ray, ct, mri, cxr`,
  assessment: `
    assessment, clinical assessment, assessments, clinical impression, diagnostic impression,
    impressions and assessment, formulation, summary, differential diagnosis, differential diagnoses, differential, ddx, rule outs, problem based assessment, medical decision making, mdm,
    summary and assessment`,
  'assessment-and-plan': `
    assessment and plan, assessment and plans, a and p, a p, ap, impression and plan,
    impression and recommendations, assessment and recommendations, assessment and treatment plan,
    plan and assessment, impression plan, assessment plan, medical decision making and plan,
    diagnosis and plan, problems and plan, asessment and plan`,
  plan: `
    plan, plans, treatment plan, plan of care, care plan, recommendations, recommendation,
    plan and recommendations, treatment, orders, discharge plan, plan of treatment, management`,
  'hospital-course': `
    hospital course, course in hospital, evolution, clinical evolution, course and treatment, course, clinical course, summary of hospital course,
    hospital course by problem, hospital course by system, hospital course and treatment, ed course,
    emergency department course, emergency room course, er course, icu course, course of hospitalization,
    hospital stay, postoperative course, antepartum course, intrapartum course, postpartum course, labor course, nicu course`,
  diagnoses: `
    diagnosis, diagnoses, dx, principal problem, principal problems, principal hospital problem, primary problem,
    primary problems, secondary problem, secondary problems, chronic problems, acute problems, medical problems,
    active medical problems, visit problems, encounter problems, problems addressed, diagnoses addressed,
    resolved hospital problems, hospital diagnosis, hospital diagnoses, diagnosis list, list of diagnoses, active issues,
    acute issues, chronic issues, active medical issues, medical issues, hospital issues, problem list, problems, active problems, active problem list, hospital problems,
    active hospital problems, current problems, active diagnoses, preoperative diagnosis,
    preoperative diagnoses, postoperative diagnosis, postoperative diagnoses, pre operative diagnosis,
    post operative diagnosis, pre operative diagnoses, post operative diagnoses, pre op diagnosis,
    post op diagnosis, preop diagnosis, postop diagnosis, preop dx, postop dx, pre op dx, post op dx, preoperative dx, postoperative dx,
    pathologic diagnosis, pathological diagnosis, pathologic diagnoses, pathology diagnosis, surgical pathology diagnosis,
    histologic diagnosis, final pathologic diagnosis, final pathological diagnosis, final pathology diagnosis, cytologic diagnosis,
    dsm 5 diagnosis, dsm 5 diagnoses, dsm v diagnosis, dsm iv diagnosis, dsm diagnosis, dsm diagnoses, axis i, axis ii, axis iii,
    working diagnosis, visit diagnoses, visit diagnosis,
    encounter diagnoses, encounter diagnosis, clinical diagnosis, ed diagnosis, associated diagnoses,
    psychiatric diagnoses`,
  'admitting-diagnoses': `
    admitting diagnosis, admitting diagnoses, admission diagnosis, admission diagnoses, diagnosis on admission,
    diagnoses on admission, diagnosis at admission, provisional diagnosis, admitting dx, admission dx`,
  'discharge-diagnoses': `
    discharge diagnosis, discharge diagnoses, final diagnosis, final diagnoses, diagnosis on discharge,
    diagnoses on discharge, diagnosis at discharge, diagnoses at discharge, principal diagnosis,
    principal discharge diagnosis, primary diagnosis, primary discharge diagnosis, secondary diagnosis,
    secondary diagnoses, secondary discharge diagnosis, secondary discharge diagnoses, other diagnoses,
    additional diagnoses, discharge dx, final dx, principal dx, primary dx, secondary dx, principal diagnoses,
    primary diagnoses, final principal diagnosis, other discharge diagnoses`,
  procedures: `
    procedure, procedures, procedures performed, procedure performed, operation, operations,
    operations performed, operation performed, operative procedure, procedure in detail, procedure details,
    description of procedure, description of operation, operative description, details of procedure,
    procedure note, procedures and treatments, technique and findings, major procedures`,
  findings: `
    findings, gross description, gross examination, microscopic description, microscopic examination, microscopic findings, operative findings, intraoperative findings, intraop findings, report, interpretation`,
  impression: `
    impression, impressions, conclusion, conclusions`,
  indication: `
    indication, indications, clinical indication, clinical history, clinical information, reason for exam,
    reason for examination, reason for study, reason for test, indications for procedure,
    indication for procedure, indications for surgery, indication for surgery, clinical data`,
  instructions: `
    instructions, discharge instructions, patient instructions, follow up, followup, follow up instructions,
    return precautions, patient education, education, after visit instructions, activity, diet,
    discharge instructions and follow up, aftercare`,
  other: `
    comparison, technique, comparisons, disposition, discharge disposition, condition on discharge,
    discharge condition, condition at discharge, condition, code status, consults, consultations, consultants,
    consultation, immunizations, anesthesia, estimated blood loss, ebl, complications, specimens, specimen,
    surgeon, assistant, assistants, implants, drains, attestation, addendum, time spent, time,
    attending attestation, teaching physician statement, patient information, advance directives,
    functional status, prophylaxis, quality measures, lines, pending results, signature,
    electronically signed by, signed, contrast, exam date, discharge summary, progress note, operative report,
    consultation note, history and physical, radiology report, emergency department note, office visit,
    nursing note, lab report, interventions, risk assessment, session time, goals, progress,
    response to treatment, copied forward, billing, medical necessity, axis iv, axis v, goal, intervention, response, skin assessment,
    wound assessment, pain assessment, nursing assessment, braden scale, fall risk assessment, suicide risk assessment,
    safety assessment, violence risk assessment, immunization history, progress toward goals, progress towards goals, scribe attestation,
    resident attestation, provider attestation`,
};

/** Short names that mean a section only inside a history: `PAST HISTORY`, then `Medical` on a line of its own. */
export const HISTORY_PARTS: ReadonlyMap<string, SectionKind> = new Map([
  ['medical', 'past-medical-history'],
  ['past medical', 'past-medical-history'],
  ['surgical', 'past-surgical-history'],
  ['past surgical', 'past-surgical-history'],
  ['family', 'family-history'],
  ['social', 'social-history'],
]);

/** Taken off the front or the end of a heading that is not known as it stands. */
export const HEADING_QUALIFIERS = {
  before: `
    brief, pertinent, interval, initial, updated, relevant, significant, patient, patients, current, admission,
    admitting, discharge, detailed, focused, summary of, his, her, todays, additional, other, recent, ed, icu,
    clinical, comprehensive, 10 point, 12 point, 14 point, ten point, complete, limited, full, the`,
  after: `
    on admission, at admission, on discharge, at discharge, on arrival, today, reviewed, as follows,
    this admission, this stay, this hospitalization, this encounter, during this admission, during this stay,
    during this hospitalization, during hospitalization, for this admission, at time of discharge,
    at the time of discharge, by problem, by system, by problem list, obtained, per patient, per chart, this visit, during admission,
    this morning, note, notes, section, summary, detail, details, update, continued, cont, includes, include`,
};
