import type { PcsSource } from './fact-source.ts';
import { csvRefused } from './csv-rows.ts';

const LINE = /^(\d{5}) ([0-9A-HJ-NP-Z]{3}|[0-9A-HJ-NP-Z]{7}) +([01]) (.{60}) (.*)$/;

/** Reads the official ICD-10-PCS order file, which has the columns of the ICD-10-CM one. Refused whole, with line and reason. */
export function readPcsOrder(text: string, name: string): PcsSource['codes'] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  const seen = new Set<string>();
  let table = '';
  const codes = lines.map((line, at) => {
    const found = LINE.exec(line);
    const [, order = '', code = '', flag = '', , title = ''] = found ?? [];
    if (found === null || title.trim() === '') throw csvRefused(name, at + 1, 'it has not the columns of the ICD-10-PCS order file');
    if (Number(order) !== at + 1) throw csvRefused(name, at + 1, `its order number is ${order}, where ${at + 1} was next`);
    if (seen.has(code)) throw csvRefused(name, at + 1, `the code ${code} stands twice`);
    seen.add(code);
    const billable = flag === '1';
    if (billable !== (code.length === 7)) throw csvRefused(name, at + 1, `${code} cannot be ${billable ? 'a procedure' : 'a header'}`);
    if (!billable) table = code;
    else if (!code.startsWith(table)) throw csvRefused(name, at + 1, `${code} stands outside its table`);
    return { code, billable, title: title.trim() };
  });
  const last = codes.at(-1);
  if (codes[0]?.code !== '001') throw csvRefused(name, 1, 'the list does not begin at table 001');
  if (last?.billable !== true || !last.code.startsWith('X'))
    throw csvRefused(name, lines.length, 'the list ends before section X, so it has been cut short');
  return codes;
}
