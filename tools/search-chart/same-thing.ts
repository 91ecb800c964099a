/** What clinicians write for one and the same thing. Searching one of a row finds the others; the answer says which were added. */
const SAME: readonly (readonly string[])[] = [
  ['pe', 'pulmonary embolism', 'pulmonary embolus', 'pulmonary emboli'],
  ['dvt', 'deep vein thrombosis', 'deep venous thrombosis'],
  ['mi', 'myocardial infarction', 'heart attack'],
  ['hf', 'chf', 'heart failure'],
  ['cad', 'coronary artery disease'],
  ['afib', 'af', 'atrial fibrillation'],
  ['ckd', 'chronic kidney disease'],
  ['aki', 'acute kidney injury', 'acute renal failure', 'acute kidney failure'],
  ['esrd', 'end stage renal disease'],
  ['copd', 'chronic obstructive pulmonary disease'],
  ['osa', 'sleep apnea'],
  ['pna', 'pneumonia'],
  ['uti', 'urinary tract infection'],
  ['htn', 'hypertension'],
  ['hld', 'hyperlipidemia'],
  ['dm', 'diabetes', 'diabetes mellitus'],
  ['t2dm', 'type 2 diabetes'],
  ['dka', 'diabetic ketoacidosis'],
  ['cva', 'stroke', 'cerebral infarction'],
  ['tia', 'transient ischemic attack'],
  ['gerd', 'reflux'],
  ['gi bleed', 'gib', 'gastrointestinal bleeding', 'gastrointestinal hemorrhage'],
  ['sbo', 'small bowel obstruction'],
  ['pad', 'pvd', 'peripheral artery disease', 'peripheral vascular disease'],
  ['bph', 'prostatic hyperplasia'],
  ['sob', 'shortness of breath', 'dyspnea'],
  ['ef', 'lvef', 'ejection fraction'],
  ['bmi', 'body mass index'],
];

/** The other names of what is asked; none where the words are not the whole name of something in the table. */
export function otherNames(query: string): readonly string[] {
  const asked = query.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return SAME.find((names) => names.includes(asked))?.filter((name) => name !== asked) ?? [];
}
