import { expect, test } from 'vitest';
import { aTabular } from '#tests/support/official-files.ts';
import { codesOfTabular } from './codes-of-tabular.ts';
import { readTabularXml } from './tabular-xml.ts';
import { readXml } from './xml.ts';

const read = (categories: string) => readTabularXml(readXml(aTabular(categories), 'a.xml'));
const codes = (categories: string) =>
  codesOfTabular(read(categories), 'a.xml').map(({ code, billable, title }) => `${code}${billable ? '' : ' header'}: ${title}`);
const diag = (name: string, desc: string, inside = ''): string => `<diag><name>${name}</name><desc>${desc}</desc>${inside}</diag>`;
const seventh = (...characters: string[]): string =>
  `<sevenChrNote><note>Add it</note></sevenChrNote><sevenChrDef>${characters.map((one) => `<extension char="${one[0]}">${one.slice(2)}</extension>`).join('')}</sevenChrDef>`;

test('reads chapters, sections and codes with their notes to the letter', () => {
  const entries = read(
    diag(
      'A00',
      'Cholera',
      '<excludes1><note>carrier (Z22.-)</note></excludes1>' +
        diag('A00.0', 'Classical', '<inclusionTerm><note>Classical cholera</note><note>Asiatic cholera</note></inclusionTerm>'),
    ),
  );

  expect(entries).toEqual([
    { code: 'A00-B99', title: 'Certain infectious and parasitic diseases (A00-B99)' },
    { code: 'A00-A09', title: 'Intestinal infectious diseases (A00-A09)' },
    { code: 'A00', title: 'Cholera', excludes1: ['carrier (Z22.-)'] },
    { code: 'A00.0', title: 'Classical', inclusionTerms: ['Classical cholera', 'Asiatic cholera'] },
  ]);
});

test('reads every kind of note under its own name', () => {
  const note = (tag: string): string => `<${tag}><note>${tag}</note></${tag}>`;
  const tags = ['includes', 'excludes2', 'codeFirst', 'useAdditionalCode', 'codeAlso', 'notes', 'sevenChrNote'];

  expect(read(diag('A00', 'Cholera', tags.map(note).join(''))).at(-1)).toEqual({
    ...{ code: 'A00', title: 'Cholera', includes: ['includes'], excludes2: ['excludes2'], codeFirst: ['codeFirst'] },
    ...{ useAdditional: ['useAdditionalCode'], codeAlso: ['codeAlso'], notes: ['notes', 'sevenChrNote'] },
  });
});

test('makes a code with none beneath it billable', () => {
  expect(codes(diag('A00', 'Cholera', diag('A00.9', 'Cholera, unspecified')))).toEqual([
    'A00 header: Cholera',
    'A00.9: Cholera, unspecified',
  ]);
});

test('expands the seventh characters that are chosen for everything beneath, placeholders filled in', () => {
  const inside = seventh('A initial encounter', 'S sequela') + diag('W10.9', 'Fall from stairs') + diag('W10.22', 'Fall from ramp');

  expect(codes(diag('W10', 'Fall', inside))).toEqual([
    'W10 header: Fall',
    'W10.9 header: Fall from stairs',
    'W10.9XXA: Fall from stairs, initial encounter',
    'W10.9XXS: Fall from stairs, sequela',
    'W10.22 header: Fall from ramp',
    'W10.22XA: Fall from ramp, initial encounter',
    'W10.22XS: Fall from ramp, sequela',
  ]);
});

test('lets the nearest choice of seventh characters hold', () => {
  const inside = seventh('A initial encounter') + diag('W10.9', 'Fall', seventh('B other'));

  expect(codes(diag('W10', 'Fall', inside))).toContain('W10.9XXB: Fall, other');
  expect(codes(diag('W10', 'Fall', inside))).not.toContain('W10.9XXA: Fall, initial encounter');
});

test('reads the exception that is printed at S06', () => {
  const note =
    '<notes><note>7th characters D and S do not apply to codes in category S06 with 6th character 7 - death, or 8 - death due to other cause.</note></notes>';
  const inside = seventh('A initial', 'D subsequent', 'S sequela') + note + diag('S06.1X7', 'Death') + diag('S06.1X9', 'Unknown');

  expect(codes(diag('S06', 'Injury', inside)).filter((row) => row.includes(','))).toEqual([
    'S06.1X7A: Death, initial',
    'S06.1X9A: Unknown, initial',
    'S06.1X9D: Unknown, subsequent',
    'S06.1X9S: Unknown, sequela',
  ]);
});

test('reads characters that are printed as inclusion terms, as at W44', () => {
  const inside =
    '<inclusionTerm><note>A initial encounter</note><note>S sequela</note></inclusionTerm><sevenChrNote><note>Add it</note></sevenChrNote>';

  expect(read(diag('W44', 'Foreign body', inside)).at(-1)?.seventh).toEqual({ A: 'initial encounter', S: 'sequela' });
});

test.each([
  ['stands twice', diag('A00', 'Cholera') + diag('A00', 'Cholera'), /A00 stands twice/],
  ['has no title', diag('A00', ''), /the title of A00 is missing/],
  ['is no code', diag('Cholera', 'Cholera'), /Cholera is not an ICD-10-CM code/],
])('refuses a list in which a code %s', (_says, categories, why) => {
  expect(() => codes(categories)).toThrow(why);
});
