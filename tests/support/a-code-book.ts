import { EditionSource } from '#core/terminology/edition-source.ts';
import { smallEditionSource } from './small-edition.ts';

const CODES = `
S72 0 Fracture of femur
T39 0 Poisoning by nonopioid analgesics
T39.01 0 Poisoning by aspirin
T39.011 0 Poisoning by aspirin, accidental (unintentional)
T39.011A 1 Poisoning by aspirin, accidental (unintentional), initial encounter
T39.015 0 Adverse effect of aspirin
T39.015A 1 Adverse effect of aspirin, initial encounter
C34 0 Malignant neoplasm of bronchus and lung
C34.9 0 Malignant neoplasm of unspecified part of bronchus or lung
C34.90 1 Malignant neoplasm of unspecified part of unspecified bronchus or lung
C78 0 Secondary malignant neoplasm of respiratory and digestive organs
C78.0 0 Secondary malignant neoplasm of lung
C78.00 1 Secondary malignant neoplasm of unspecified lung
W54 0 Contact with dog
W54.0 0 Bitten by dog
W54.0XXA 1 Bitten by dog, initial encounter
W54.0XXD 1 Bitten by dog, subsequent encounter
I51 0 Complications and ill-defined descriptions of heart disease
I51.81 1 Takotsubo syndrome
`;

/** The small edition with a few lines in the form of the official publications, which are written here. */
export function smallOfficialSource(): EditionSource {
  const small = smallEditionSource();
  const known = new Set<string>(small.codes.map(({ code }) => code));
  const rows = CODES.trim()
    .split('\n')
    .map((line) => {
      const [code = '', flag, ...title] = line.split(' ');
      return { code, billable: flag === '1', title: title.join(' ') };
    });
  return EditionSource.parse({
    ...small,
    head: { ...small.head, id: 'small-official-2026', starter: false },
    codes: [...small.codes, ...rows.filter(({ code }) => !known.has(code))],
    official: {
      index: [
        { table: 'index', path: ['Failure, failed', 'heart'], nonessential: ['acute', 'senile'], code: 'I50.9' },
        { table: 'index', path: ['Failure, failed', 'heart', 'diastolic'], nonessential: ['congestive'], code: 'I50.30' },
        { table: 'index', path: ['Failure, failed', 'heart', 'diastolic', 'and chronic'], nonessential: ['on'] },
        { table: 'index', path: ['Failure, failed', 'heart', 'diastolic', 'acute', 'and chronic'], nonessential: ['on'], code: 'I50.33' },
        { table: 'index', path: ['Failure, failed', 'heart', 'systolic'], nonessential: ['congestive'], code: 'I50.20' },
        { table: 'index', path: ['Decompensation, heart'], see: 'Failure, heart' },
        { table: 'index', path: ['Fracture, traumatic', 'femur', 'neck'], code: 'S72.00-' },
        { table: 'index', path: ['Gone'], code: 'Q99.99' },
        { table: 'external-cause', path: ['Bite, bitten by', 'dog'], code: 'W54.0' },
        {
          table: 'neoplasm',
          path: ['Neoplasm, neoplastic', 'lung'],
          columns: ['C34.9-', 'C78.0-', '', '', '', ''],
        },
        { table: 'drug', path: ['Aspirin'], columns: ['T39.011', '', '', '', 'T39.015', ''] },
      ],
      tabular: [
        { code: 'I00-I99', title: 'Circulatory (I00-I99)', excludes2: ['certain conditions of the newborn (P04-P96)'] },
        { code: 'I10-I1A', title: 'Hypertensive (I10-I1A)', excludes1: ['pulmonary hypertension (I27.0)'] },
        { code: 'I10', excludes1: ['hypertension in pregnancy (O10-O11)'], excludes2: ['hypertension of vessels of the brain (I60-I69)'] },
        { code: 'I30-I5A', title: 'Other heart disease (I30-I5A)' },
        { code: 'I50', codeFirst: ['heart failure due to hypertension (I11.0)'] },
        { code: 'I50.9', inclusionTerms: ['Cardiac insufficiency NOS'] },
        { code: 'I51.81', inclusionTerms: ['Apical ballooning'] },
        { code: 'S00-T88', title: 'Injury (S00-T88)' },
        { code: 'S70-S79', title: 'Injuries to the thigh (S70-S79)' },
        { code: 'S72', seventh: { A: 'first visit for a closed fracture', D: 'later visit for a closed fracture' } },
      ],
    },
  });
}
