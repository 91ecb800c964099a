import { describe, expect, test } from 'vitest';
import { anOrderFile } from '#tests/support/official-files.ts';
import type { OfficialFile } from '../official/official-file.ts';
import { recogniseOfficial } from '../official/recognise-official.ts';
import { assembleFacts, type FactSystem } from './assemble-facts.ts';
import { HccSource, MceSource, PoaExemptSource, SeveritySource } from './fact-source.ts';
import { codeEditorTable, hccTable, poaExemptTable, severityTable } from './fact-tables.ts';

function aFile(name: string, text: string, year?: string): OfficialFile {
  const found = recogniseOfficial(text);
  if (found === undefined) throw new Error(`${name} is not recognised`);
  return { kind: found.kind, name, year: found.year ?? year, text };
}

const assemble = (system: FactSystem, ...files: readonly OfficialFile[]) => assembleFacts(system, files);

const POA = aFile(
  'POAexemptCodesFY26.txt',
  'Order26\tPOAexemptCode\tDescription\r\n01238\tB90.0\tSequelae\r\n98181\tZ99.89\tDependence\r\n',
);
const MCE = aFile(
  'mce_v41.1_code_edits.csv',
  `icd_code,icd_description,icd_conflict_group,icd_conflict_rule
A33,Tetanus neonatorum,Age,Perinatal/Newborn (Age 0 Only)
A34,"Tetanus, obstetrical",Age,Maternity (Ages 9-64)
A34,"Tetanus, obstetrical",Sex,Female Only
E08.00,Diabetes,Other,Manifestation (Not Allowed as Principal Diagnosis)
`,
);
const HCC = aFile(
  'ra_dx_to_cc_2026.csv',
  'diagnosis_code,cc,model_name\nI5023,226,CMS-HCC Model V28\nI5023,85,CMS-HCC Model V24\nI5023,186,RxHCC Model V08\n',
  '2026',
);
const severityFiles = (exclusions = 'A00.0,CC,0002\nS72.001,MCC,0002\nS72.001,MCC,0003\n'): OfficialFile[] => [
  aFile('v41.1_cc.csv', 'icd_code,icd_description,dx_type\nA00.0,Cholera,CC\n'),
  aFile('v41.1_mcc.csv', 'icd_code,icd_description,dx_type\nS72.001A,Fracture,MCC\n'),
  aFile('v41.1_exclusions.csv', `icd_code,cc_mcc,pdx_group\n${exclusions}`),
  aFile('v41.1_groups.csv', 'pdx_group,pdx_icd_codes\n0002,A00.0 A00.1\n0003,A00.1 B20\nNo Exc,\n'),
];

test('reads the codes exempt from present-on-admission reporting, in force for the fiscal year', () => {
  const source = PoaExemptSource.parse(assemble('poa-exempt', POA));
  const table = poaExemptTable(source, 'x');

  expect(source.head).toMatchObject({ id: 'poa-exempt-2026', from: '2025-10-01', to: '2026-09-30' });
  expect([table.has('B90.0'), table.has('I50.23')]).toEqual([true, false]);
});

test('leaves the lists of additions and deletions beside the whole list unread', () => {
  const added = { ...POA, name: 'POAexemptAddCodesFY26.txt' };

  expect(assemble('poa-exempt', added, POA).head.source).toBe('POAexemptCodesFY26.txt');
  expect(() => assemble('poa-exempt', added)).toThrow(/No file of Codes exempt/);
});

test('reads the edits of the Medicare Code Editor, in force from April for version 41.1', () => {
  const source = MceSource.parse(assemble('mce', MCE));
  const table = codeEditorTable(source, 'x');

  expect(source.head).toMatchObject({ id: 'mce-v41-1', from: '2024-04-01', to: '2024-09-30' });
  expect(table.edits('A33')).toEqual([{ kind: 'age', from: 0, to: 0, group: 'Perinatal/Newborn' }]);
  expect(table.edits('A34')).toEqual([
    { kind: 'age', from: 9, to: 64, group: 'Maternity' },
    { kind: 'sex', only: 'female' },
  ]);
  expect(table.edits('E08.00')).toEqual([{ kind: 'manifestation', name: 'Manifestation (Not Allowed as Principal Diagnosis)' }]);
  expect(table.edits('I10')).toEqual([]);
});

test('reads the CMS-HCC mapping of a payment year, in force for the calendar year before it', () => {
  const source = HccSource.parse(assemble('cms-hcc', HCC));

  expect(source.head).toMatchObject({ id: 'cms-hcc-2026', from: '2025-01-01', to: '2025-12-31' });
  expect(hccTable(source, 'x').categories('I50.23')).toEqual([
    { model: 'V28', category: '226' },
    { model: 'V24', category: '85' },
    { model: 'RxHCC V08', category: '186' },
  ]);
  expect(hccTable(source, 'x').categories('I10')).toEqual([]);
});

test('reads CC and MCC with the principal diagnoses that take them away, and does not guess where groups differ', () => {
  const table = severityTable(SeveritySource.parse(assemble('msdrg-cc', ...severityFiles())), 'x');

  expect([table.level('A00.0'), table.level('S72.001A'), table.level('I10')]).toEqual(['CC', 'MCC', undefined]);
  expect([table.excludedBy('A00.0', 'A00.1'), table.excludedBy('A00.0', 'B20')]).toEqual([true, false]);
  expect(table.excludedBy('S72.001A', 'A00.1')).toBe(true);
  expect(table.excludedBy('S72.001A', 'I10')).toBe(false);
  expect(table.excludedBy('S72.001A', 'B20')).toBeUndefined();
});

const APPENDIX = `Appendix C  Complications or Comorbidities Exclusion List

Appendix C Part 1: List of CC and Major CC Codes
 I10 Dx  Lev PDX Exclusions   ICD-10-CM Description
 A000    CC  0002:2 codes     Cholera
 S72001A MCC 0003:1 codes     Fracture
 R6521   MCC No Excl          Severe sepsis with septic shock

PDX collection 0002
 A000    Cholera
 A001    Cholera, other
PDX collection 0003
 B20     HIV

Appendix C Part 2: Major CC only for patients discharged alive
 J9601   MCC 0099:1 codes     Acute respiratory failure
`;
const appendix = (text = APPENDIX): OfficialFile => ({
  ...aFile('appendix_C.txt', text),
  within: 'MSDRGv41.1ICD10_R0_DefinitionsManual_TEXT_0.zip',
});

test('reads Appendix C of the definitions manual, whose version the archive says', () => {
  const source = SeveritySource.parse(assemble('msdrg-cc', appendix()));
  const table = severityTable(source, 'x');

  expect(source.head).toMatchObject({ id: 'msdrg-cc-v41-1', from: '2024-04-01' });
  expect(['A00.0', 'S72.001A', 'R65.21', 'J96.01'].map(table.level)).toEqual(['CC', 'MCC', 'MCC', undefined]);
  expect([table.excludedBy('A00.0', 'A00.1'), table.excludedBy('S72.001A', 'A00.1'), table.excludedBy('R65.21', 'B20')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('reads the ICD-10-PCS order file', () => {
  const file = aFile(
    'icd10pcs_order_2026.txt',
    anOrderFile(['001 0 Bypass', '0016070 1 Bypass Ventricle', 'XY0 0 New', 'XY0YX37 1 New one']),
    '2026',
  );

  expect(assemble('icd10pcs', file)).toMatchObject({
    head: { id: 'icd10pcs-2026', from: '2025-10-01' },
    codes: [{ code: '001', billable: false }, { code: '0016070', billable: true, title: 'Bypass Ventricle' }, {}, { code: 'XY0YX37' }],
  });
});

describe('refuses, with the reason,', () => {
  const pcs = (...rows: string[]): OfficialFile => aFile('icd10pcs_order_2026.txt', anOrderFile(rows), '2026');

  test.each<[string, FactSystem, OfficialFile[], RegExp]>([
    ['two years of one table', 'cms-hcc', [HCC, { ...HCC, name: 'b.csv', year: '2025' }], /2 files of it here/],
    ['a list without its exclusions', 'msdrg-cc', severityFiles().slice(0, 2), /severity exclusions file is missing/],
    [
      'lists of two versions',
      'msdrg-cc',
      severityFiles().map((file, at) => (at === 0 ? { ...file, name: 'v42_cc.csv' } : file)),
      /different versions/,
    ],
    ['a group that is not there', 'msdrg-cc', severityFiles('A00.0,CC,0009\nS72.001,MCC,0002\n'), /no group 0009/],
    ['a code without exclusions', 'msdrg-cc', severityFiles('A00.0,CC,0002\n'), /do not say which group S72.001A/],
    [
      'an appendix that is cut inside a collection',
      'msdrg-cc',
      [appendix(APPENDIX.slice(0, APPENDIX.indexOf(' B20')))],
      /promises 1 codes in collection 0003, which has 0/,
    ],
    ['an appendix with a line that is cut', 'msdrg-cc', [appendix(APPENDIX.replace('MCC 0003:1 codes     Fracture', 'MC'))], /line 6/],
    ['a name without its version', 'mce', [{ ...MCE, name: 'edits.csv' }], /does not say the version/],
    ['an edit that it does not know', 'mce', [{ ...MCE, text: MCE.text.replace('Female Only', 'Tall Only') }], /line 4: "Tall Only"/],
    ['a row that is cut', 'mce', [{ ...MCE, text: MCE.text.slice(0, -50) }], /line 5/],
    ['a category that is none', 'cms-hcc', [{ ...HCC, text: HCC.text.replace(',226,', ',,') }], /line 2: it has no category/],
    ['an exempt code that stands twice', 'poa-exempt', [{ ...POA, text: `${POA.text}98182\tZ99.89\tAgain\n` }], /Z99.89 stands twice/],
    ['a procedure list cut before section X', 'icd10pcs', [pcs('001 0 Bypass', '0016070 1 Bypass')], /before section X/],
    ['a procedure outside its table', 'icd10pcs', [pcs('001 0 Bypass', 'XY0YX37 1 New')], /outside its table/],
    [
      'the order file of ICD-10-CM',
      'icd10pcs',
      [aFile('icd10cm-order-2026.txt', anOrderFile(['A00 0 Cholera']), '2026')],
      /of ICD-10-CM. Load it with/,
    ],
  ])('%s', (_says, system, files, why) => {
    expect(() => assembleFacts(system, files)).toThrow(why);
  });
});
