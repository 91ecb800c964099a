import { expect, test } from 'vitest';
import { anIndex } from '#tests/support/official-files.ts';
import { readIndexXml } from './index-xml.ts';
import { apart } from './printed-title.ts';
import { readXml } from './xml.ts';

const read = (terms: string, table: 'index' | 'drug' = 'index') => readIndexXml(readXml(anIndex(terms), 'a.xml'), table, 'a.xml');

test('reads each line from its main term down, with what it points to', () => {
  const lines = read(`<mainTerm>
      <title>Failure, failed</title>
      <term level="1"><title>heart<nemod>(acute) (senile) (sudden)</nemod></title><code>I50.9</code>
        <term level="2"><title>systolic</title><code>I50.2-</code></term>
        <term level="2"><title>with</title></term>
      </term>
    </mainTerm>
    <mainTerm><title>Abandonment</title><see>Maltreatment</see></mainTerm>
    <mainTerm><title>Arthritis</title><code>M19.90</code><manif>M14.80</manif><seeAlso>Arthropathy</seeAlso></mainTerm>`);

  expect(lines).toEqual([
    { table: 'index', path: ['Failure, failed'] },
    { table: 'index', path: ['Failure, failed', 'heart'], nonessential: ['acute', 'senile', 'sudden'], code: 'I50.9' },
    { table: 'index', path: ['Failure, failed', 'heart', 'systolic'], nonessential: ['acute', 'senile', 'sudden'], code: 'I50.2-' },
    { table: 'index', path: ['Failure, failed', 'heart', 'with'], nonessential: ['acute', 'senile', 'sudden'] },
    { table: 'index', path: ['Abandonment'], see: 'Maltreatment' },
    { table: 'index', path: ['Arthritis'], code: 'M19.90', manifestation: 'M14.80', seeAlso: 'Arthropathy' },
  ]);
});

test('reads the columns of a table, and an empty one as empty', () => {
  const cells = ['T51.3X1', 'T51.3X2', 'T51.3X3', 'T51.3X4', '--', '-'].map((code, at) => `<cell col="${at + 2}">${code}</cell>`).join('');

  expect(read(`<mainTerm><title>1-propanol</title>${cells}</mainTerm>`, 'drug')).toEqual([
    { table: 'drug', path: ['1-propanol'], columns: ['T51.3X1', 'T51.3X2', 'T51.3X3', 'T51.3X4', '', ''] },
  ]);
});

test('reads references to a category or subcategory as what they are', () => {
  expect(read('<mainTerm><title>Lightning</title><subcat>T75.0</subcat></mainTerm>')[0]?.see).toBe('subcategory T75.0');
  expect(read('<mainTerm><title>Pollution</title><seecat>Z77</seecat></mainTerm>')[0]?.see).toBe('category Z77');
});

test('reads words in square brackets as words, and only a code as a manifestation', () => {
  const [line] = read('<mainTerm><title>book-leaf<nemod>(mouth)</nemod></title><manif>floor of mouth</manif></mainTerm>');

  expect(line).toEqual({ table: 'index', path: ['book-leaf'], nonessential: ['mouth', 'floor of mouth'] });
});

test('refuses a line without a title', () => {
  expect(() => read('<mainTerm><code>A00</code></mainTerm>')).toThrow(/has no title/);
});

test.each([
  ['cartilage (articular) (joint) NEC', 'cartilage NEC', ['articular', 'joint']],
  ['(somatoform) pain', 'pain', ['somatoform']],
  ['DDE (bis(chlorophenyl)-dichloroethylene)', 'DDE', ['bis(chlorophenyl)-dichloroethylene']],
  ['Xanthoma(s), xanthomatosis', 'Xanthoma(s), xanthomatosis', []],
  ['vein (peripheral), deep', 'vein, deep', ['peripheral']],
  ['(taser)', '(taser)', []],
  ['left open (here', 'left open (here', []],
])('takes the bracketed words of "%s" apart', (printed, words, nonessential) => {
  expect(apart(printed)).toEqual({ words, nonessential });
});
