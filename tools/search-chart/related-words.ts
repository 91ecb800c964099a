/**
 * What else a chart calls the thing that was asked about. Searching "kidney function" must find a creatinine; the answer
 * says which words were added.
 */
const TOPICS: readonly (readonly string[])[] = [
  ['kidney function', 'renal function', 'kidney', 'renal', 'creatinine', 'egfr', 'gfr', 'bun', 'ckd', 'aki', 'nephropathy'],
  ['heart function', 'cardiac function', 'ejection fraction', 'lvef', 'ef', 'echocardiogram', 'echo', 'heart failure', 'hfref', 'hfpef'],
  ['liver function', 'hepatic function', 'ast', 'alt', 'bilirubin', 'alkaline phosphatase', 'albumin', 'inr', 'cirrhosis'],
  ['lung function', 'pulmonary function', 'spirometry', 'fev1', 'oxygen saturation', 'spo2', 'hypoxia', 'respiratory failure'],
  ['blood pressure', 'hypertension', 'hypotension', 'bp', 'systolic', 'diastolic'],
  ['blood sugar', 'glucose', 'a1c', 'hba1c', 'hyperglycemia', 'hypoglycemia', 'diabetes'],
  ['anemia', 'hemoglobin', 'hgb', 'hematocrit', 'ferritin', 'transfusion', 'blood loss'],
  ['infection', 'sepsis', 'septic', 'bacteremia', 'culture', 'lactate', 'antibiotic', 'wbc', 'leukocytosis', 'fever'],
  ['bleeding', 'hemorrhage', 'melena', 'hematemesis', 'hematochezia', 'blood loss'],
  ['breathing', 'dyspnea', 'shortness of breath', 'sob', 'respiratory'],
  ['stroke', 'cva', 'infarct', 'nihss', 'aphasia', 'hemiparesis', 'tpa'],
  ['mood', 'depression', 'anxiety', 'phq-9', 'suicidal'],
  ['nutrition', 'malnutrition', 'weight loss', 'bmi', 'albumin'],
  ['smoking', 'tobacco', 'cigarette', 'nicotine', 'pack-year'],
  ['alcohol', 'ethanol', 'ciwa', 'withdrawal', 'drinking'],
  ['medication', 'medications', 'meds', 'prescribed', 'home medications'],
  ['allergy', 'allergies', 'allergic'],
];

/** Words to search for beside the ones that were asked, in the order of the table; none for a topic it does not know. */
export function relatedWords(query: string): readonly string[] {
  const asked = query.toLowerCase().trim();
  const topic = TOPICS.find((words) =>
    words.some((word) => word === asked || (word.length > 3 && new RegExp(`\\b${word}\\b`).test(asked))),
  );
  return (topic ?? []).filter((word) => word !== asked);
}
