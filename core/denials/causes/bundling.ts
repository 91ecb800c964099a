import type { ClaimLine } from '../../billing/claim.ts';
import { place, type Cause, type FindCause, type Known } from './cause.ts';

/** Modifiers that may separate two services (NCCI Policy Manual, chapter I). */
const SEPARATES = new Set(
  '24 25 27 57 58 59 78 79 91 E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 LC LD LM LT RC RI RT TA T1 T2 T3 T4 T5 T6 T7 T8 T9 XE XP XS XU'.split(
    ' ',
  ),
);

/** Which lines of the same day were paid instead, and whether the refused one bears a modifier that may separate it. */
export const bundling: FindCause = (reason, known) => {
  const { line } = reason;
  if (line === undefined) return [{ says: 'The payer does not say which line it counts as part of another.', shownBy: [] }];
  const beside = paidBeside(line, known);
  const at = place(reason, known);
  const code = line.code ?? line.revenue ?? 'no code';
  const instead: Cause =
    beside.length === 0
      ? {
          says: `${at.says} (${code}) was refused as part of another service, and no other line of ${line.date} on this claim was paid. Look for it on another claim.`,
          shownBy: [at.shownBy],
        }
      : {
          says: `${at.says} (${code}) was refused as part of another service of ${line.date}: ${beside.map(inWords).join(' and ')} ${beside.length === 1 ? 'was' : 'were'} paid that day.`,
          shownBy: [at.shownBy, ...beside.map(({ number }) => `claim ${known.denial.claim.id} line ${number}`)],
        };
  return [instead, modifierOn(line, at.shownBy), NOT_CHECKED];
};

const NOT_CHECKED: Cause = {
  says: 'Whether an NCCI edit bundles the two was not checked: no NCCI edition is loaded.',
  shownBy: [],
};

function paidBeside(line: ClaimLine, { denial }: Known): readonly ClaimLine[] {
  const refused = new Set(denial.refusals.flatMap((one) => one.line?.number ?? []));
  return denial.claim.lines.filter(({ number, date }) => date === line.date && number !== line.number && !refused.has(number));
}

function modifierOn({ modifiers, number }: ClaimLine, shownBy: string): Cause {
  const separating = modifiers.filter((one) => SEPARATES.has(one));
  return separating.length === 0
    ? {
        says: `Line ${number} bears no modifier that may separate it. A corrected claim may bear one only where the record shows a separate session, site, lesion or encounter.`,
        shownBy: [shownBy],
        leadsTo: 'correct',
      }
    : {
        says: `Line ${number} bears modifier ${separating.join(', ')} already, so an appeal must show from the record that the service was separate.`,
        shownBy: [shownBy],
        leadsTo: 'appeal',
      };
}

function inWords({ number, code, revenue }: ClaimLine): string {
  return `line ${number} (${code ?? revenue ?? 'no code'})`;
}
