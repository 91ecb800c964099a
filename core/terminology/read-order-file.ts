import type { CodeRow } from './edition-source.ts';
import { readIcd10Cm } from '../codes.ts';
import { Failure } from '../errors.ts';

/** Columns of the official order file: number 1-5, code 7-13, flag 15, short title 17-76, long title from 78. */
const LINE = /^(\d{5}) ([0-9A-Z]{3,7}) *$/;
const SHORTEST = 78;
const LONGEST_TITLE = 500;

/**
 * Reads the official ICD-10-CM order file as CMS and CDC publish it. A file that is cut, out of order or of another
 * system is refused whole, with the line and the reason.
 */
export function readOrderFile(text: string): { codes: CodeRow[] } {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) throw new Failure('bad-file', 'The order file is empty. Load the official ICD-10-CM order file.');
  const codes: CodeRow[] = [];
  const seen = new Set<string>();
  let header: CodeRow | undefined;
  let above: CodeRow | undefined;
  lines.forEach((line, at) => {
    const row = readLine(line, at + 1);
    if (seen.has(row.code)) throw refused(at + 1, `the code ${row.code} stands twice`);
    if (header !== undefined && !isUnder(header.code, row.code)) {
      throw refused(at, `${header.code} is a header and no code stands beneath it`);
    }
    if (above?.billable === true && isUnder(above.code, row.code)) {
      throw refused(at, `${above.code} is marked as a code to report, and ${row.code} stands beneath it`);
    }
    above = row;
    header = row.billable ? undefined : row;
    seen.add(row.code);
    codes.push(row);
  });
  if (header !== undefined) {
    throw refused(lines.length, `the file ends at the header ${header.code}, so it has been cut short`);
  }
  return { codes };
}

function readLine(line: string, number: number): CodeRow {
  if (line.length < SHORTEST) throw refused(number, `it has ${line.length} columns where at least ${SHORTEST} are needed`);
  const lead = LINE.exec(line.slice(0, 13));
  const order = lead?.[1];
  const bare = lead?.[2];
  if (order === undefined || bare === undefined) throw refused(number, 'it does not begin with an order number and a code');
  if (Number(order) !== number) throw refused(number, `its order number is ${order}, where ${String(number).padStart(5, '0')} was next`);
  const flag = line.charAt(14);
  if (line.charAt(13) !== ' ' || (flag !== '0' && flag !== '1') || line.charAt(15) !== ' ' || line.charAt(76) !== ' ') {
    throw refused(number, `its flag or column borders are not those of the order file`);
  }
  const code = readIcd10Cm(bare);
  if (code === undefined || bare.length !== code.replace('.', '').length) {
    throw refused(number, `${bare} is not an ICD-10-CM code; is this a file of another system?`);
  }
  const title = line.slice(77).trim();
  if (title === '') throw refused(number, `the long title of ${code} is missing`);
  if (title.length > LONGEST_TITLE) throw refused(number, `the long title of ${code} has ${title.length} characters`);
  if (/\p{Cc}/u.test(title)) throw refused(number, `the long title of ${code} holds a control character`);
  return { code, billable: flag === '1', title };
}

function isUnder(header: string, code: string): boolean {
  const bare = header.replace('.', '');
  return code.replace('.', '').startsWith(bare) && code.length > header.length;
}

function refused(line: number, reason: string): Failure {
  return new Failure('bad-file', `The order file was refused at line ${line}: ${reason}. Nothing was loaded.`);
}
