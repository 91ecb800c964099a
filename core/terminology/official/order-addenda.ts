import { readIcd10Cm } from '../../codes.ts';
import { Failure } from '../../errors.ts';

interface AddendaRow {
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
}

/** What an official order-file addendum says of two releases, line by line. */
export interface OrderAddenda {
  readonly added: readonly AddendaRow[];
  readonly deleted: readonly AddendaRow[];
  readonly revised: readonly { readonly from: AddendaRow; readonly to: AddendaRow }[];
}

const LINE = /^(Add|Delete|Revise from|Revise to): +(?:([01]) )?([0-9A-Z]{3,7}) +(\S.*)$/;
/** Where the long title begins, with and without the flag. */
const TITLE_AT = { flagged: 84, plain: 82 } as const;

/**
 * Reads the official addendum of an order file: `Add`, `Delete`, and pairs of `Revise from` and `Revise to`. The
 * publisher's own counts, where they follow, must agree. ICD-10-PCS prints no flag, since all that it lists can be reported.
 */
export function readOrderAddenda(text: string, name: string): OrderAddenda {
  const added: AddendaRow[] = [];
  const deleted: AddendaRow[] = [];
  const revised: { from: AddendaRow; to: AddendaRow }[] = [];
  let from: AddendaRow | undefined;
  text.split('\n').forEach((raw, at) => {
    const line = raw.replace(/\r$/, '');
    if (!/^(Add|Delete|Revise)/.test(line)) return;
    const row = rowOf(line);
    if (row === undefined) throw refused(name, at + 1, 'it is not a code with its titles');
    if ((from !== undefined) !== line.startsWith('Revise to:')) throw refused(name, at + 1, 'a revision has not both its lines');
    if (line.startsWith('Add:')) added.push(row);
    else if (line.startsWith('Delete:')) deleted.push(row);
    else if (line.startsWith('Revise from:')) from = row;
    else if (from !== undefined) {
      revised.push({ from, to: row });
      from = undefined;
    }
  });
  if (from !== undefined) throw refused(name, text.split('\n').length, 'the file ends inside a revision, so it has been cut short');
  const counted = [added.length, deleted.length, revised.length];
  ['additions', 'deletions', 'revisions'].forEach((what, at) => {
    const printed = publisherCount(text, what);
    if (printed !== undefined && printed !== counted[at])
      throw refused(name, text.split('\n').length, `it counts ${printed} ${what} and lists ${counted[at]}`);
  });
  return { added, deleted, revised };
}

/** Headers and codes are counted apart. Lines that are indented deeper split a count and add nothing. */
function publisherCount(text: string, what: string): number | undefined {
  const counts = [...text.matchAll(new RegExp(`^ {4}( *)(\\d+) ${what}\\r?$`, 'gm'))].map((found) => Number(found[2]));
  return counts.length === 0 ? undefined : counts.reduce((sum, one) => sum + one, 0);
}

function rowOf(line: string): AddendaRow | undefined {
  const found = LINE.exec(line);
  const printed = found?.[3];
  const title = line.slice(found?.[2] === undefined ? TITLE_AT.plain : TITLE_AT.flagged).trim();
  if (printed === undefined || title === '') return undefined;
  const code = found?.[2] === undefined ? printed : readIcd10Cm(printed);
  return code === undefined ? undefined : { code, billable: found?.[2] === undefined ? printed.length === 7 : found[2] === '1', title };
}

interface Row {
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
}

export interface AddendaCheck {
  readonly agree: number;
  /** What it says and the editions do not bear out, each as a sentence. */
  readonly wrong: readonly string[];
  /** Codes at which the editions differ and which it does not name. */
  readonly unnamed: readonly string[];
}

/** Holds an addendum against the code lists of the release before and the release it leads to. */
export function checkOrderAddenda(addenda: OrderAddenda, before: readonly Row[], now: readonly Row[]): AddendaCheck {
  const earlier = new Map(before.map((row) => [row.code, row]));
  const later = new Map(now.map((row) => [row.code, row]));
  const has = (rows: ReadonlyMap<string, Row>, { code, billable }: AddendaRow): boolean => rows.get(code)?.billable === billable;
  const titled = (rows: ReadonlyMap<string, Row>, row: AddendaRow): boolean => has(rows, row) && rows.get(row.code)?.title === row.title;
  const checks: [boolean, string][] = [
    ...addenda.added.map((row): [boolean, string] => [!has(earlier, row) && titled(later, row), `${row.code} is added`]),
    ...addenda.deleted.map((row): [boolean, string] => [has(earlier, row) && !has(later, row), `${row.code} is deleted`]),
    ...addenda.revised.map(({ from, to }): [boolean, string] => [titled(earlier, from) && titled(later, to), `${to.code} is revised`]),
  ];
  const told = new Set([...addenda.added, ...addenda.deleted, ...addenda.revised.map(({ to }) => to)].map(({ code }) => code));
  const silent = [...new Set([...earlier.keys(), ...later.keys()])].filter((code) => {
    const [a, b] = [earlier.get(code), later.get(code)];
    return !told.has(code) && (a?.title !== b?.title || a?.billable !== b?.billable);
  });
  return {
    agree: checks.filter(([holds]) => holds).length,
    wrong: checks.filter(([holds]) => !holds).map(([, says]) => says),
    unnamed: silent,
  };
}

function refused(name: string, line: number, reason: string): Failure {
  return new Failure('bad-file', `${name} was refused at line ${line}: ${reason}.`);
}
