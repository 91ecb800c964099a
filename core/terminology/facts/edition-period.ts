import { LocalDate } from '../../codes.ts';
import { Failure } from '../../errors.ts';

export interface Period {
  /** What stands in the id: `2026`, `v41-1`. */
  readonly label: string;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const day = (text: string): LocalDate => LocalDate.parse(text);

/** A fiscal year of the code sets: 1 October of the year before to 30 September. */
export function fiscalYear(year: string): Period {
  return { label: year, name: `FY${year}`, from: day(`${Number(year) - 1}-10-01`), to: day(`${year}-09-30`) };
}

/** A payment year of CMS-HCC reads the diagnoses of the calendar year before it (42 CFR 422.310). */
export function paymentYear(year: string): Period {
  const before = Number(year) - 1;
  return { label: year, name: `payment year ${year}`, from: day(`${before}-01-01`), to: day(`${before}-12-31`) };
}

/** The last day of an edition that has none. */
export const NO_LAST_DAY = day('9999-12-31');

/**
 * A list of which a newer one takes the place, from the month in its name: in force from the first day of that month, with no last day.
 * Where several cover a day, the newest month counts.
 */
export function listMonth(fileName: string): Period {
  const [, year, month] = /(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)/.exec(fileName) ?? [];
  if (year === undefined || month === undefined)
    throw new Failure(
      'bad-file',
      `${fileName}: its name does not say the month. Put it in the name, such as adjustment_codes_2024-06.csv.`,
    );
  return { label: `${year}-${month}`, name: `${year}-${month}`, from: day(`${year}-${month}-01`), to: NO_LAST_DAY };
}

const VERSION = /(?:^|[^a-z0-9]|msdrg|mce)v(\d\d)(?:[._-](\d))?(?!\d)/i;

/**
 * A version of the MS-DRG grouper and the Medicare Code Editor, from the name of a file or of what it lies in: v41 is in force from 1 October 2023, and
 * v41.1 from 1 April 2024 to 30 September.
 */
export function grouperVersion(fileName: string, within = ''): Period {
  const found = VERSION.exec(fileName) ?? VERSION.exec(within);
  if (found === null)
    throw new Failure('bad-file', `${fileName}: its name does not say the version. Keep it in the name, such as mce_v41.1_code_edits.csv.`);
  const year = 1983 + Number(found[1]);
  const half = found[2] ?? '0';
  if (half !== '0' && half !== '1')
    throw new Failure('bad-file', `${fileName}: version ${found[1]}.${half} is not one that CMS has issued.`);
  const [from, to] = half === '1' ? [`${year}-04-01`, `${year}-09-30`] : [`${year - 1}-10-01`, `${year}-03-31`];
  const label = `v${found[1] ?? ''}${half === '1' ? '-1' : ''}`;
  return { label, name: label.replace('-', '.'), from: day(from), to: day(to) };
}
