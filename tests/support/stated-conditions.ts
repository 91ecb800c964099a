/** A condition as a clinician writes it, its code, and what becomes of it when it is said of the past. */
export interface StatedCondition {
  readonly words: string;
  readonly code: string;
  /** `ends`: no code when past. `lasts`: stays. A code: the history that is left of it. */
  readonly past: string;
}

const of = (past: string, list: readonly (readonly [words: string, code: string, past?: string])[]): readonly StatedCondition[] =>
  list.map(([words, code, own]) => ({ words, code, past: own ?? past }));

/** Diseases and injuries. */
export const CONDITIONS: readonly StatedCondition[] = [
  ...of('ends', [
    ['acute bronchitis', 'J20.9'],
    ['acute appendicitis', 'K35.80'],
    ['acute pyelonephritis', 'N10'],
    ['cellulitis of left lower leg', 'L03.116'],
    ['acute pancreatitis', 'K85.90'],
    ['acute cholecystitis', 'K81.0'],
    ['viral gastroenteritis', 'A08.4'],
    ['streptococcal pharyngitis', 'J02.0'],
    ['hyponatremia', 'E87.1'],
    ['hypokalemia', 'E87.6'],
    ['dehydration', 'E86.0'],
    ['acute kidney injury', 'N17.9'],
    ['acute gastritis', 'K29.00'],
    ['pleural effusion', 'J90'],
    ['aspiration pneumonia', 'J69.0'],
    ["Bell's palsy", 'G51.0'],
    ['acute otitis media of the right ear', 'H66.91'],
    ['sprain of right ankle', 'S93.401A'],
    ['contusion of left knee', 'S80.02XA'],
    ['acute sinusitis', 'J01.90'],
    ['acute blood loss anemia', 'D62'],
    ['unstable angina', 'I20.0'],
    ['acute hypoxic respiratory failure', 'J96.01'],
    ['C. difficile colitis', 'A04.72'],
  ]),
  ...of('lasts', [
    ['type 2 diabetes', 'E11.9'],
    ['hypertension', 'I10'],
    ['hypothyroidism', 'E03.9'],
    ['COPD', 'J44.9'],
    ['chronic systolic heart failure', 'I50.22'],
    ['rheumatoid arthritis', 'M06.9'],
    ['hyperlipidemia', 'E78.5'],
    ['bipolar disorder', 'F31.9'],
    ["Crohn's disease", 'K50.90'],
    ['CKD stage 3a', 'N18.31'],
  ]),
  ...of('', [
    ['acute ischemic stroke', 'I63.9', 'Z86.73'],
    ['pulmonary embolism', 'I26.99', 'Z86.711'],
    ['kidney stones', 'N20.0', 'Z87.442'],
    ['colon cancer', 'C18.9', 'Z85.038'],
    ['prostate cancer', 'C61', 'Z85.46'],
    ['lung cancer', 'C34.90', 'Z85.118'],
    ['gastric ulcer', 'K25.9', 'Z87.11'],
  ]),
];

/** Symptoms: denied, never "probable". */
export const SYMPTOMS_STATED: readonly StatedCondition[] = of('ends', [
  ['chest pain', 'R07.9'],
  ['cough', 'R05.9'],
  ['dizziness', 'R42'],
  ['syncope', 'R55'],
  ['hematuria', 'R31.9'],
  ['headache', 'R51.9'],
  ['palpitations', 'R00.2'],
  ['dysuria', 'R30.0'],
]);

/** Conditions with a side, as `left`. */
export const SIDED: readonly string[] = [
  'pain in left knee',
  'pain in left shoulder',
  'pain in left hip',
  'pain in left wrist',
  'primary osteoarthritis of the left knee',
  'primary osteoarthritis of the left hip',
  'cellulitis of left lower leg',
  'cellulitis of left upper arm',
  'acute otitis media of the left ear',
  'acute suppurative otitis media of left ear',
  'impacted cerumen, left ear',
  'carpal tunnel syndrome, left',
  'plantar fasciitis of left foot',
  'ganglion of left wrist',
  'contusion of left knee',
  'sprain of left ankle',
  'closed fracture of left distal radius',
  'closed nondisplaced fracture of shaft of left clavicle',
  'closed intertrochanteric fracture of left femur',
  'acute deep vein thrombosis of left femoral vein',
  'primary open-angle glaucoma, left eye, moderate stage',
  'age-related nuclear cataract, left eye',
  'malignant neoplasm of left female breast',
  'pressure ulcer of left heel, stage 2',
  'pressure ulcer of left buttock, stage 3',
  'status post left below-knee amputation',
  'presence of left artificial knee joint',
  'presence of left artificial hip joint',
  'trigger finger, left index finger',
  'adhesive capsulitis of left shoulder',
  'lateral epicondylitis, left elbow',
  'sciatica, left side',
  'foreign body in left ear',
  'corneal abrasion of left eye',
  'ovarian cyst, left',
  'laceration of left hand',
  'rotator cuff tear of left shoulder',
  'idiopathic gout of left ankle and foot',
  'trochanteric bursitis, left hip',
  'chronic ulcer of left ankle',
];
