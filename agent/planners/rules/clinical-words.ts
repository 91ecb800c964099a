/**
 * Words by which a question without any other sign is taken to be about a patient: "what was the creatinine?". It is a
 * sign for the reader of questions only; nothing is coded from it.
 */
const WORDS = new Set(
  (
    'abdomen abdominal abg abscess ace acidosis acute acuity admission admitted admit afib aki albumin alcohol allergies allergy allergic ' +
    'anemia anesthesia angina ankle antibiotic antibiotics anticoagulation anxiety aortic apnea appetite arrhythmia arthritis ascites aspirin ' +
    'asthma atelectasis atrial attending bacteria bacteremia baseline behavior bicarbonate bilateral bilirubin biopsy bladder bleed bleeding blood bmi bnp bone ' +
    'bowel bp bradycardia brain breast breath breathing bun bypass calcium cancer cardiac cardiologist cardiomyopathy catheter cellulitis ' +
    'chemotherapy chest chf chills chloride cholesterol chronic cirrhosis ckd clot cognition colon coma complaint complication complications confusion ' +
    'consciousness constipation consult copd cough crackles creatinine crp culture cultures cva debridement decompensated dehydration delirium ' +
    'dementia depression dextrose diabetes diabetic diagnosis diagnoses dialysis diarrhea diastolic diet discharge discharged disposition diuresis diuretic diuretics dizziness dose ' +
    'drain drinking dvt dysphagia dyspnea echo echocardiogram edema ef effusion egfr ejection ekg electrolytes encephalopathy endoscopy esrd exacerbation ' +
    'exam extremity failure falls fatigue ferritin fever fibrillation findings fluid foley fracture furosemide gait gcs gfr glucose hematocrit hematuria ' +
    'hemodialysis hemoglobin hemorrhage heparin hepatic hepatitis hgb hip history hypercapnia hyperglycemia hyperkalemia hyperlipidemia hypernatremia ' +
    'hypertension hypoglycemia hypokalemia hyponatremia hypotension hypoxia hypoxic icu imaging immobility implant indication infarct infarction infection infiltrate ' +
    'inhaler inhalers injury inr insulin intubated intubation iron ischemia ischemic jaundice kidney knee lab labs lactate lactic laterality lesion leukocytosis ' +
    'lipase lisinopril liver lung lungs lvef malignancy malnutrition mass medication medications meds mental metabolic metastasis metastatic metformin mi ' +
    'microbiology mood murmur myocardial nausea neuropathy neutrophils nicotine nihss notes nstemi nutrition obese obesity oliguria opioid oriented ' +
    'orthopnea osteoporosis oxygen o2 pacemaker pain pancreatitis panic paralysis patient pe peg phosphate phq-9 plan plans platelets pleural pneumonia pneumothorax ' +
    'potassium prednisone pregnancy pregnant presentation pressors pressure procedure procedures prognosis prostate protein psychosis pulmonary pulse pupils ' +
    'pyelonephritis radiation rash rate renal respiration respiratory respirations resuscitation rhythm rvr sat saturation saturations seizure seizures sepsis septic severity shock ' +
    'shortness sleep smoker smoking sodium sob specimen spine spo2 sputum ssri stage statin stemi stenosis stenosis steroid steroids stroke stool substance suicidal suicide ' +
    'surgery swallow swelling symptoms syncope systolic tachycardia temp temperature therapy thrombosis thyroid tobacco tpa transfused transfusion ' +
    'trauma treatment trimester troponin troponins tsh tumor ulcer ulcers ultrasound urine urinalysis uti valve valvular vascular vasopressors ' +
    'ventilation ventilator ventricular vitals vomiting vte warfarin wbc weakness weight wheezing wound xray function status code-status a1c hba1c bnp nt-probnp b12 ' +
    'acetaminophen albuterol amlodipine apixaban atorvastatin carvedilol ceftriaxone vancomycin zosyn lasix losartan metoprolol morphine norepinephrine ' +
    'oxycodone pantoprazole piperacillin plavix clopidogrel rosuvastatin sertraline spironolactone lovenox enoxaparin levothyroxine gabapentin'
  ).split(' '),
);

const ENDINGS =
  /(?:itis|emia|aemia|uria|pathy|ectomy|ostomy|oscopy|plasty|osis|algia|plegia|penia|megaly|statin|pril|sartan|olol|azole|cillin|mycin|floxacin|parin|gliptin|gliflozin|azepam|dipine|thiazide|semide)$/;

export function isClinical(words: string): boolean {
  return words.split(/[\s/]+/).some((word) => WORDS.has(word) || (word.length > 5 && ENDINGS.test(word)));
}
