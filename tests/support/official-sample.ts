import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';

const CODES = `
B20 1 Human immunodeficiency virus [HIV] disease
C25 0 Malignant neoplasm of pancreas
C25.0 1 Malignant neoplasm of head of pancreas
C25.9 1 Malignant neoplasm of pancreas, unspecified
C78 0 Secondary malignant neoplasm of respiratory and digestive organs
C78.8 0 Secondary malignant neoplasm of other and unspecified digestive organs
C78.89 1 Secondary malignant neoplasm of other digestive organs
F02 0 Dementia in other diseases classified elsewhere
F02.8 0 Dementia in other diseases classified elsewhere, unspecified severity
F02.80 1 Dementia in other diseases classified elsewhere, unspecified severity, without behavioral disturbance
F03 0 Unspecified dementia
F03.B 0 Unspecified dementia, moderate
F03.B0 1 Unspecified dementia, moderate, without behavioral disturbance
F03.B1 0 Unspecified dementia, moderate, with behavioral disturbance
F03.B11 1 Unspecified dementia, moderate, with agitation
F03.B18 1 Unspecified dementia, moderate, with other behavioral disturbance
G30 0 Alzheimer's disease
G30.9 1 Alzheimer's disease, unspecified
H40 0 Glaucoma
H40.1 0 Open-angle glaucoma
H40.11 0 Primary open-angle glaucoma
H40.111 0 Primary open-angle glaucoma, right eye
H40.1110 1 Primary open-angle glaucoma, right eye, stage unspecified
H40.1111 1 Primary open-angle glaucoma, right eye, mild stage
H40.1113 1 Primary open-angle glaucoma, right eye, severe stage
I50 0 Heart failure
I50.2 0 Systolic (congestive) heart failure
I50.20 1 Unspecified systolic (congestive) heart failure
I50.21 1 Acute systolic (congestive) heart failure
I50.9 1 Heart failure, unspecified
M25.56 0 Pain in knee
M25.561 1 Pain in right knee
M25.562 1 Pain in left knee
M25.569 1 Pain in unspecified knee
N20 0 Calculus of kidney and ureter
N20.0 1 Calculus of kidney
N28 0 Other disorders of kidney and ureter, not elsewhere classified
N28.9 1 Disorder of kidney and ureter, unspecified
S72 0 Fracture of femur
S72.1 0 Pertrochanteric fracture
S72.14 0 Intertrochanteric fracture of femur
S72.141 0 Displaced intertrochanteric fracture of right femur
S72.141A 1 Displaced intertrochanteric fracture of right femur, initial encounter for closed fracture
S72.141B 1 Displaced intertrochanteric fracture of right femur, initial encounter for open fracture type I or II
S72.141D 1 Displaced intertrochanteric fracture of right femur, subsequent encounter for closed fracture with routine healing
S72.142 0 Displaced intertrochanteric fracture of left femur
S72.142A 1 Displaced intertrochanteric fracture of left femur, initial encounter for closed fracture
S72.143 0 Displaced intertrochanteric fracture of unspecified femur
S72.143A 1 Displaced intertrochanteric fracture of unspecified femur, initial encounter for closed fracture
S72.144 0 Nondisplaced intertrochanteric fracture of right femur
S72.144A 1 Nondisplaced intertrochanteric fracture of right femur, initial encounter for closed fracture
S72.146 0 Nondisplaced intertrochanteric fracture of unspecified femur
S72.146A 1 Nondisplaced intertrochanteric fracture of unspecified femur, initial encounter for closed fracture
S72.9 0 Unspecified fracture of femur
S72.90 0 Unspecified fracture of unspecified femur
S72.90XA 1 Unspecified fracture of unspecified femur, initial encounter for closed fracture
S72.91 0 Unspecified fracture of right femur
S72.91XA 1 Unspecified fracture of right femur, initial encounter for closed fracture
T46.1X1 0 Poisoning by calcium-channel blockers, accidental (unintentional)
T46.1X1A 1 Poisoning by calcium-channel blockers, accidental (unintentional), initial encounter
T46.1X5 0 Adverse effect of calcium-channel blockers
T46.1X5A 1 Adverse effect of calcium-channel blockers, initial encounter
T46.1X6 0 Underdosing of calcium-channel blockers
T46.1X6A 1 Underdosing of calcium-channel blockers, initial encounter
W10 0 Fall on and from stairs and steps
W10.9 0 Fall (on) (from) unspecified stairs and steps
W10.9XXA 1 Fall (on) (from) unspecified stairs and steps, initial encounter
`;

const INDEX = `
index | Calculus > kidney | N20.0
index | Dementia > in > Alzheimer's disease | G30.9 | F02.80
index | Failure, failed > heart | I50.9
index | Failure, failed > heart > systolic | I50.20
index | Fracture, traumatic > femur | S72.9-
index | Lesion > kidney | N28.9
index | Stone | | | Calculus
index | Nephrolith | | | Calculus, kidney
external-cause | Fall > from > stairs | W10.9
`;

const column = (codes: string): string[] => codes.split(' ').map((code) => (code === '-' ? '' : code));

/** An edition of a few codes with a page of the index, the tabular list, and the tables of neoplasms and drugs. */
export function officialSampleSource(): EditionSource {
  const codes = CODES.trim()
    .split('\n')
    .map((line) => {
      const [code, billable, ...title] = line.split(' ');
      return { code, billable: billable === '1', title: title.join(' ') };
    });
  const index = INDEX.trim()
    .split('\n')
    .map((line) => {
      const [table, path = '', code, manifestation, see] = line.split('|').map((part) => part.trim());
      const given = Object.entries({ code, manifestation, see }).filter(([, value]) => value !== undefined && value !== '');
      return { table, path: path.split(' > '), ...Object.fromEntries(given) };
    });
  const tables = [
    { table: 'neoplasm', path: ['Neoplasm, neoplastic', 'pancreas'], columns: column('C25.9 C78.89 - - - -') },
    { table: 'drug', path: ['Nifedipine'], columns: column('T46.1X1 - - - T46.1X5 T46.1X6') },
  ];
  return EditionSource.parse({
    head: {
      id: 'icd10cm-2026-official-sample',
      system: 'icd10cm',
      name: 'ICD-10-CM FY2026 (sample)',
      from: '2025-10-01',
      to: '2026-09-30',
      starter: false,
      source: 'written for a test',
    },
    codes,
    index: [{ main: 'Pain, knee', say: ['knee pain'], code: 'M25.569', sub: { right: 'M25.561', left: 'M25.562' } }],
    modifiers: {
      laterality: { right: ['right'], left: ['left'], bilateral: ['bilateral'] },
      episode: { open: ['open'], initial: ['initial encounter'], subsequent: ['subsequent encounter'] },
    },
    notes: [],
    combinations: [],
    official: {
      index: [...index, ...tables],
      tabular: [
        { code: 'I50.9', title: 'Heart failure, unspecified', inclusionTerms: ['Congestive heart failure NOS', 'Myocardial failure NOS'] },
      ],
    },
  });
}

let compiled: CompiledEdition | undefined;

export function officialSample(): CompiledEdition {
  compiled ??= compileEdition(officialSampleSource(), 'f'.repeat(64));
  return compiled;
}
