import { readIcd10Cm, type Icd10Cm } from '../../codes.ts';
import { csvRefused } from './csv-rows.ts';

/** Codes of the list that CMS publishes each year as `POAexemptCodesFY26.txt`: order, code and description between tabs. */
export function readPoaExempt(text: string, name: string): Icd10Cm[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  while (lines.at(-1)?.trim() === '') lines.pop();
  const codes: Icd10Cm[] = [];
  const seen = new Set<string>();
  lines.slice(1).forEach((line, at) => {
    const [order = '', printed = '', title = ''] = line.split('\t');
    const code = readIcd10Cm(printed);
    if (!/^\d+$/.test(order.trim()) || code === undefined || title.trim() === '')
      throw csvRefused(name, at + 2, 'it is not an order number, a code and a description between tabs');
    if (seen.has(code)) throw csvRefused(name, at + 2, `the code ${code} stands twice`);
    seen.add(code);
    codes.push(code);
  });
  if (codes.length === 0) throw csvRefused(name, 1, 'it has no codes');
  return codes;
}
