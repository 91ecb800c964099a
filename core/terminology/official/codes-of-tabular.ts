import { readIcd10Cm } from '../../codes.ts';
import { Failure } from '../../errors.ts';
import type { CodeRow } from '../edition-source.ts';
import type { TabularEntry } from '../tabular-entry.ts';

interface Level {
  readonly code: string;
  readonly seventh: Readonly<Record<string, string>> | undefined;
  readonly exception: Exception | undefined;
}

/** Seventh characters that do not apply to the codes of a category with certain sixth characters. */
interface Exception {
  readonly letters: string;
  readonly sixth: string;
}

/**
 * The code list that a tabular list implies, for years of which the order file is not there. A code with none beneath it is
 * billable, unless seventh characters are chosen for it: then it is a header, and each choice is a code whose title is the code's
 * with the meaning of the character after a comma.
 */
export function codesOfTabular(entries: readonly TabularEntry[], name: string): CodeRow[] {
  const diags = entries.filter(({ code }) => !code.includes('-'));
  const rows: CodeRow[] = [];
  const seen = new Set<string>();
  const above: Level[] = [];
  diags.forEach((entry, at) => {
    const code = readIcd10Cm(entry.code);
    if (code === undefined) throw refused(name, `${entry.code} is not an ICD-10-CM code`);
    if (seen.has(code)) throw refused(name, `the code ${code} stands twice`);
    seen.add(code);
    while (above.length > 0 && !isUnder(above.at(-1)?.code ?? '', code)) above.pop();
    const seventh = entry.seventh ?? above.at(-1)?.seventh;
    const exception = exceptionOf(entry) ?? above.at(-1)?.exception;
    above.push({ code, seventh, exception });
    const title = entry.title ?? '';
    if (title === '') throw refused(name, `the title of ${code} is missing`);
    const isHeader = isUnder(code, diags[at + 1]?.code ?? '');
    const choices = isHeader || code.length > 7 ? [] : Object.entries(seventh ?? {});
    rows.push({ code, billable: !isHeader && choices.length === 0, title });
    for (const [letter, meaning] of choices) {
      if (exception?.letters.includes(letter) === true && exception.sixth.includes(code.charAt(6) || 'X')) continue;
      rows.push(expanded(code, letter, `${title}, ${meaning}`));
    }
  });
  return rows;
}

/** As it is printed at S06: "7th characters D and S do not apply to codes in category S06 with 6th character 7 - …, or 8 - …". */
function exceptionOf({ notes }: TabularEntry): Exception | undefined {
  for (const note of notes ?? []) {
    const found = /^7th characters ([A-Z](?:(?:, | and )[A-Z])*) do not apply to codes in category \w+ with 6th character (.+)$/.exec(note);
    if (found === null) continue;
    const sixth = [...(found[2] ?? '').matchAll(/(?:^|, or )([0-9A-Z]) - /g)].map((one) => one[1]).join('');
    return { letters: (found[1] ?? '').replaceAll(/[^A-Z]|and/g, ''), sixth };
  }
  return undefined;
}

function expanded(code: string, letter: string, title: string): CodeRow {
  const bare = `${code.replace('.', '').padEnd(6, 'X')}${letter}`;
  const whole = readIcd10Cm(bare);
  if (whole === undefined) throw new Failure('bad-file', `${code} with the seventh character ${letter} is not an ICD-10-CM code.`);
  return { code: whole, billable: true, title };
}

function isUnder(header: string, code: string): boolean {
  return code.length > header.length && code.replace('.', '').startsWith(header.replace('.', ''));
}

function refused(name: string, reason: string): Failure {
  return new Failure('bad-file', `${name} was refused: ${reason}. Nothing was loaded.`);
}
