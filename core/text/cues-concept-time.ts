/** Words before a condition that place it in the past of the patient without a word on how it stands today. */
export const BACKGROUND_BEFORE = `
  sequelae of, sequela of, sequelae from, sequela from, late effects of, late effect of, residuals of, residua of,
  admitted frequently for, admitted quite frequently for, frequently admitted for, frequent admissions for,
  multiple admissions for, several admissions for, numerous admissions for, recurrent admissions for,
  prior admission for, prior admissions for, previous admission for, previous admissions for, previously admitted for,
  previously admitted with, previously hospitalized for, previously hospitalized with, prior hospitalization for,
  prior hospitalizations for, previous hospitalization for, hospitalized in the past for, admitted in the past for,
  previously diagnosed with, previously diagnosed as, previously treated for, previous treatment for,
  prior treatment for, treated in the past for, in the past for, in the past with, previous episodes of,
  prior episodes of, previous episode of, prior episode of, prior surgery for, previous surgery for, prior repair of,
  previous repair of, prior resection of, previous resection of, had undergone, has undergone, has had a prior,
  history significant only for, comorbidities include, comorbidities including, comorbid conditions include,
  medical problems include, medical problems including, multiple medical problems including, chronic problems include,
  chronic conditions include, other medical problems include, past history includes, past history significant for,
  past surgical history of, past surgical history includes, past surgical history significant for,
  surgical history of, surgical history includes, surgical history significant for, surgical history,
  past psychiatric history of, psychiatric history of, psychiatric history significant for, psychiatric history,
  past history, cardiac history, cardiac history of, obstetric history, social history, preexisting, pre existing,
  pshx, psh, pmhx of, known past history of, extensive history of, possible history of, questionable history of,
  complicated history of, survivor of, in remission from, has a long standing history of, long history of,
  longstanding history of, long standing history of, lifelong history of, chronic history of, year history of`;

/** Words after a condition that tell when it was, long before the text. */
export const BACKGROUND_AFTER = `
  in infancy, as an adolescent, in adolescence, in her teens, in his teens,
  in his twenties, in her twenties, in high school, as a young man, as a young woman, as a young adult, months ago,
  month ago, last year, last winter, last summer, last spring, last fall, previously, remotely, in remission,
  in the distant past, at that time in the past, status post treatment, status post resection, status post repair,
  status post chemotherapy, status post radiation, years earlier, years before, months prior, months earlier,
  in the 1950s, in the 1960s, in the 1970s, in the 1980s, in the 1990s`;

/** Words between a cue of the past and a condition that bring it back to the present. */
export const NEWLY = `
  recent, recently, new, newly, current, currently, recent diagnosis of, recently diagnosed, new onset,
  new diagnosis of, newly diagnosed, now, today`;

/** Conditions that last or lie long behind: alone in a line they are an entry of the list of what the patient has had. */
export const LASTING = `
  hypertension, htn, essential hypertension, diabetes, diabetes mellitus, type 2 diabetes, type 2 diabetes mellitus,
  type 1 diabetes, type 1 diabetes mellitus, type ii diabetes, type ii diabetes mellitus, dm, dm2, dmii, dm ii, niddm,
  iddm, non insulin dependent diabetes mellitus, insulin dependent diabetes mellitus, hyperlipidemia, hld,
  hypercholesterolemia, high cholesterol, dyslipidemia, elevated cholesterol, hypertriglyceridemia,
  coronary artery disease, coronary disease, cad, ischemic heart disease, congestive heart failure, chf, heart failure,
  cardiomyopathy, ischemic cardiomyopathy, atrial fibrillation, afib, a fib, atrial flutter, valvular heart disease,
  mitral valve prolapse, rheumatic heart disease, rheumatic fever, peripheral vascular disease, pvd,
  peripheral arterial disease, pad, carotid stenosis, carotid artery disease, pulmonary hypertension,
  abdominal aortic aneurysm, aaa, myocardial infarction, mi, stroke, cva, cerebrovascular accident,
  cerebrovascular disease, tia, transient ischemic attack, copd, chronic obstructive pulmonary disease, emphysema,
  asthma, chronic bronchitis, bronchiectasis, pulmonary fibrosis, sarcoidosis, sleep apnea, obstructive sleep apnea,
  osa, tuberculosis, tb, gerd, gastroesophageal reflux disease, reflux, hiatal hernia, peptic ulcer disease, pud,
  irritable bowel syndrome, ibs, crohn disease, ulcerative colitis, diverticulosis, colon polyps, hemorrhoids,
  cirrhosis, hepatitis, hepatitis b, hepatitis c, fatty liver, cholelithiasis, gallstones, chronic kidney disease,
  ckd, chronic renal insufficiency, chronic renal failure, chronic renal disease, end stage renal disease, esrd,
  nephrolithiasis, kidney stones, benign prostatic hypertrophy, benign prostatic hyperplasia, bph, erectile dysfunction,
  polycystic kidney disease, endometriosis, fibroids, hypothyroidism, hyperthyroidism, goiter, graves disease,
  hashimoto thyroiditis, obesity, morbid obesity, osteoporosis, osteopenia, osteoarthritis, arthritis, djd,
  degenerative joint disease, degenerative disc disease, rheumatoid arthritis, lupus, systemic lupus erythematosus,
  sle, gout, fibromyalgia, scoliosis, spinal stenosis, chronic back pain, chronic pain, psoriasis, eczema,
  seizure disorder, epilepsy, seizures, migraine, migraines, parkinson disease, alzheimer disease, dementia,
  multiple sclerosis, neuropathy, peripheral neuropathy, restless legs syndrome, cerebral palsy, depression, anxiety,
  anxiety disorder, depression and anxiety, bipolar disorder, schizophrenia, schizoaffective disorder, adhd,
  alcoholism, alcohol abuse, drug abuse, polysubstance abuse, tobacco abuse, tobacco use, glaucoma, cataracts,
  cataract, macular degeneration, blindness, hearing loss, hiv, hiv disease, aids, cancer, breast cancer, lung cancer,
  colon cancer, prostate cancer, bladder cancer, ovarian cancer, uterine cancer, cervical cancer, skin cancer,
  basal cell carcinoma, melanoma, lymphoma, leukemia, multiple myeloma, sickle cell disease, sickle cell trait,
  thalassemia, hemophilia, factor v leiden, allergic rhinitis, seasonal allergies, hay fever, measles, mumps, rubella,
  chickenpox, chicken pox, scarlet fever, polio, whooping cough, mononucleosis, shingles, menopause, postmenopausal,
  post menopausal, anemia, insomnia, panic attacks, panic disorder, adult onset diabetes, adult onset diabetes mellitus,
  diabetic neuropathy, diabetic retinopathy, diabetic nephropathy, renal insufficiency, lung disease, liver disease,
  heart disease, kidney disease, thyroid disease, kidney cancer, renal cell carcinoma, thyroid cancer, rectal cancer,
  esophageal cancer, pancreatic cancer, varicose veins, carpal tunnel syndrome, raynaud disease, raynaud phenomenon,
  degenerative arthritis, fibrocystic breast disease, alcohol use, drug use`;

/** Operations and states after them: alone in a line they are an entry of the surgical history. */
export const PAST_OPERATIONS = `
  hysterectomy, total abdominal hysterectomy, vaginal hysterectomy, tah, tah bso, cholecystectomy,
  laparoscopic cholecystectomy, appendectomy, tonsillectomy, adenoidectomy, cabg,
  coronary artery bypass graft, coronary artery bypass grafting, cataract surgery, cataract extraction, c section,
  cesarean section, tubal ligation, vasectomy, hernia repair, inguinal hernia repair, mastectomy, lumpectomy,
  prostatectomy, turp, nephrectomy, splenectomy, thyroidectomy, colectomy, gastric bypass, knee replacement,
  total knee replacement, hip replacement, total hip replacement, knee surgery, back surgery, carotid endarterectomy,
  pacemaker, pacemaker placement, oophorectomy, bunionectomy, laminectomy`;

/** Words before such an entry that leave it one. */
export const BEFORE_ENTRIES = 'and, chronic, essential, benign, longstanding, bilateral, left, right, remote, prior, also';

/** What is said of these is said of a habit, which is asked for as history. */
export const HABITS = `
  alcohol, etoh, ethanol, drinking, drinks, drinker, beer, wine, liquor, tobacco, smoking, smoker, smokes, smoke,
  smoked, cigarette, cigarettes, cigars, nicotine, drug abuse, drug use, drugs, illicit, illicits, recreational,
  cocaine, marijuana, heroin, methamphetamine, amphetamines, intravenous drug, iv drug, ivdu, ivda, substance`;

/** Words of what brings a patient in: with one of them "a man with … who presents" tells of today. */
export const COMPLAINTS = `
  pain, fever, fevers, chills, cough, dyspnea, shortness, breath, nausea, vomiting, diarrhea, weakness, bleeding,
  bleed, headache, headaches, swelling, dizziness, syncope, fatigue, rash, confusion, lethargy, acute, new, numbness,
  palpitations, fall, trauma, injury, distress, mental, change, changes, loss, discomfort, pressure, tightness`;
