import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';

const CODES = `
I10 1 Essential (primary) hypertension
I11 0 Hypertensive heart disease
I11.0 1 Hypertensive heart disease with heart failure
I13 0 Hypertensive heart and chronic kidney disease
I13.0 1 Hypertensive heart and chronic kidney disease with heart failure and stage 1 through stage 4 chronic kidney disease, or unspecified chronic kidney disease
I26 0 Pulmonary embolism
I26.9 0 Pulmonary embolism without acute cor pulmonale
I26.99 1 Other pulmonary embolism without acute cor pulmonale
I50 0 Heart failure
I50.2 0 Systolic (congestive) heart failure
I50.20 1 Unspecified systolic (congestive) heart failure
I50.21 1 Acute systolic (congestive) heart failure
I50.22 1 Chronic systolic (congestive) heart failure
I50.23 1 Acute on chronic systolic (congestive) heart failure
I50.3 0 Diastolic (congestive) heart failure
I50.30 1 Unspecified diastolic (congestive) heart failure
I50.33 1 Acute on chronic diastolic (congestive) heart failure
I50.9 1 Heart failure, unspecified
J18 0 Pneumonia, unspecified organism
J18.9 1 Pneumonia, unspecified organism
J44 0 Other chronic obstructive pulmonary disease
J44.1 1 Chronic obstructive pulmonary disease with (acute) exacerbation
J44.9 1 Chronic obstructive pulmonary disease, unspecified
K81 0 Cholecystitis
K81.0 1 Acute cholecystitis
K81.1 1 Chronic cholecystitis
M25 0 Other joint disorder, not elsewhere classified
M25.5 0 Pain in joint
M25.56 0 Pain in knee
M25.561 1 Pain in right knee
M25.562 1 Pain in left knee
M25.569 1 Pain in unspecified knee
N17 0 Acute kidney failure
N17.9 1 Acute kidney failure, unspecified
N18 0 Chronic kidney disease (CKD)
N18.3 0 Chronic kidney disease, stage 3 (moderate)
N18.30 1 Chronic kidney disease, stage 3 unspecified
N18.32 1 Chronic kidney disease, stage 3b
N18.9 1 Chronic kidney disease, unspecified
N40 0 Benign prostatic hyperplasia
N40.0 1 Benign prostatic hyperplasia without lower urinary tract symptoms
R05 0 Cough
R05.9 1 Cough, unspecified
R06 0 Abnormalities of breathing
R06.0 0 Dyspnea
R06.00 1 Dyspnea, unspecified
R07 0 Pain in throat and chest
R07.9 1 Chest pain, unspecified
R55 1 Syncope and collapse
I95 0 Hypotension
I95.1 1 Orthostatic hypotension
S72 0 Fracture of femur
S72.0 0 Fracture of head and neck of femur
S72.00 0 Fracture of unspecified part of neck of femur
S72.001 0 Fracture of unspecified part of neck of right femur
S72.001A 1 Fracture of unspecified part of neck of right femur, initial encounter for closed fracture
S72.001B 1 Fracture of unspecified part of neck of right femur, initial encounter for open fracture type I or II
S72.001D 1 Fracture of unspecified part of neck of right femur, subsequent encounter for closed fracture with routine healing
S72.001G 1 Fracture of unspecified part of neck of right femur, subsequent encounter for closed fracture with delayed healing
S72.001S 1 Fracture of unspecified part of neck of right femur, sequela
W10 0 Fall on and from stairs and steps
W10.9 0 Fall (on) (from) unspecified stairs and steps
W10.9XXA 1 Fall (on) (from) unspecified stairs and steps, initial encounter
W10.9XXD 1 Fall (on) (from) unspecified stairs and steps, subsequent encounter
B37 0 Candidiasis
B37.0 1 Candidal stomatitis
E66 0 Overweight and obesity
E66.9 1 Obesity, unspecified
Z68 0 Body mass index [BMI]
Z68.35 1 Body mass index [BMI] 35.0-35.9, adult
Z80 0 Family history of primary malignant neoplasm
Z80.3 1 Family history of malignant neoplasm of breast
Z86 0 Personal history of certain other diseases
Z86.73 1 Personal history of transient ischemic attack (TIA), and cerebral infarction without residual deficits
`;

const INDEX = [
  {
    main: 'Failure, heart',
    say: ['heart failure', 'CHF', 'HF', 'cardiac failure', 'HFrEF [systolic]'],
    code: 'I50.9',
    sub: {
      systolic: 'I50.20',
      'systolic, acute': 'I50.21',
      'systolic, chronic': 'I50.22',
      'systolic, acute on chronic': 'I50.23',
      diastolic: 'I50.30',
      'diastolic, acute on chronic': 'I50.33',
    },
  },
  { main: 'Hypertension', say: ['hypertension', 'htn'], code: 'I10' },
  {
    main: 'Disease, kidney, chronic',
    say: ['chronic kidney disease', 'ckd'],
    code: 'N18.9',
    sub: { 'stage 3': 'N18.30', 'stage 3b': 'N18.32' },
  },
  { main: 'Failure, kidney, acute', say: ['acute kidney injury', 'AKI'], code: 'N17.9' },
  { main: 'Pneumonia', say: ['pneumonia'], code: 'J18.9' },
  { main: 'Embolism, pulmonary', say: ['pulmonary embolism', 'PE'], code: 'I26.99', notIn: ['physical-exam'] },
  {
    main: 'Disease, lung, obstructive, chronic',
    say: ['copd'],
    code: 'J44.9',
    sub: { 'with exacerbation': 'J44.1' },
  },
  { main: 'Cholecystitis', say: ['cholecystitis'], sub: { acute: 'K81.0', chronic: 'K81.1' } },
  { main: 'Pain, joint, knee', say: ['knee pain'], code: 'M25.569', sub: { right: 'M25.561', left: 'M25.562' } },
  { main: 'Enlargement, prostate', say: ['BPH'], code: 'N40.0' },
  { main: 'Cough', say: ['cough'], code: 'R05.9' },
  { main: 'Dyspnea', say: ['dyspnea', 'shortness of breath'], code: 'R06.00' },
  { main: 'Pain, chest', say: ['chest pain'], code: 'R07.9' },
  { main: 'Syncope', say: ['syncope'], code: 'R55' },
  { main: 'Hypotension, orthostatic', say: ['orthostatic hypotension'], code: 'I95.1' },
  { main: 'Fracture, femur, neck', say: ['femoral neck fracture', 'fracture of femoral neck'], sub: { right: 'S72.001?' } },
  { main: 'Fall, stairs', say: ['fell down the stairs', 'fall down stairs'], code: 'W10.9?' },
  { main: 'Thrush, oral', say: ['thrush'], code: 'B37.0' },
  { main: 'Obesity', say: ['obesity'], code: 'E66.9' },
  { main: 'BMI, 35', say: ['BMI 35'], code: 'Z68.35' },
  {
    main: 'History, family, neoplasm, breast',
    say: ['family history of breast cancer', 'breast cancer'],
    sub: { 'family history': 'Z80.3' },
  },
  { main: 'History, personal, stroke', say: ['history of stroke', 'stroke [stroke history]'], sub: { history: 'Z86.73' }, code: 'Z86.73' },
];

const MODIFIERS = {
  acuity: {
    acute: ['acute', 'acutely'],
    chronic: ['chronic'],
    'acute on chronic': ['acute on chronic', 'acute exacerbation of chronic'],
  },
  laterality: { right: ['right', 'rt'], left: ['left', 'lt'] },
  severity: { severe: ['severe'] },
  stage: { 'stage 3': ['stage 3', 'stage III'], 'stage 3b': ['stage 3b', 'stage IIIb', '3b'] },
  status: { 'with exacerbation': ['exacerbation', 'acute exacerbation'], history: ['prior'], 'family history': ['family history'] },
  episode: {
    initial: ['initial encounter'],
    subsequent: ['subsequent encounter'],
    sequela: ['sequela'],
    'delayed healing': ['delayed healing'],
    open: ['open'],
  },
};

const NOTES = [
  { code: 'I50', integral: ['R06.0'], codeFirst: ['I11', 'I13'] },
  { code: 'I13', useAdditional: ['I50', 'N18'] },
  { code: 'J18', integral: ['R05', 'R07'] },
  { code: 'I95.1', excludes1: ['R55'] },
  { code: 'N17', excludes1: ['N18.9'] },
];

const COMBINATIONS = [
  {
    id: 'combine.hypertension-heart-failure-ckd',
    all: [['I10'], ['I50'], ['N18']],
    none: [],
    gives: 'I13.0',
    replaces: ['I10', 'I11'],
    presumed: true,
    cites: 'I.C.9.a.3',
  },
  {
    id: 'combine.hypertension-heart-failure',
    all: [['I10'], ['I50']],
    none: ['N18'],
    gives: 'I11.0',
    replaces: ['I10'],
    presumed: true,
    cites: 'I.C.9.a.1',
  },
];

/** A few dozen codes that exercise every rule of the coder; nothing here is for use on a chart. */
export function smallEditionSource(): EditionSource {
  const codes = CODES.trim()
    .split('\n')
    .map((line) => {
      const [code = '', flag, ...title] = line.split(' ');
      return { code, billable: flag === '1', title: title.join(' ') };
    });
  return EditionSource.parse({
    head: {
      id: 'small-2026',
      system: 'icd10cm',
      name: 'Small test edition',
      from: '2025-10-01',
      to: '2026-09-30',
      starter: true,
      source: 'tests',
    },
    codes,
    index: INDEX,
    modifiers: MODIFIERS,
    notes: NOTES,
    combinations: COMBINATIONS,
  });
}

let compiled: CompiledEdition | undefined;

export function smallEdition(): CompiledEdition {
  compiled ??= compileEdition(smallEditionSource(), '0'.repeat(64));
  return compiled;
}
