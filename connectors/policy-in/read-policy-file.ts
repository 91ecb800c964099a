import { createHash } from 'node:crypto';
import { ClauseId, PolicyDocument } from '#core/policy-library/clause.ts';
import { Failure } from '#core/errors.ts';

const FIELDS = ['id', 'title', 'payer', 'publisher', 'source', 'from', 'until', 'wording'] as const;
type Field = (typeof FIELDS)[number];
const NEEDED: readonly Field[] = ['id', 'title', 'publisher', 'source', 'from'];

/** `## 4.2 Coverage`, or in plain text a line of its own that begins with such a number. */
const HEADING = /^#{1,6}\s+(\S.*)$/u;
const NUMBERED_LINE = /^(\d{1,3}(?:\.\d{1,3}){0,4}\.?)\s+(\p{Lu}.{0,150})$/u;
const LONGEST_HEADING = 200;

interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * Reads a policy of a payer or a clause of law: Markdown, or text taken from a PDF, with front matter between `---` lines. Each heading with
 * a number begins a clause. Throws Failure `bad-file` with the file, the line and what to do.
 */
export function readPolicyFile(file: string, bytes: Buffer): PolicyDocument {
  const wrong = (line: number, says: string): Failure => new Failure('bad-file', `${file}, line ${line}: ${says}`);
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw wrong(1, 'this is a PDF. Save its text as a .txt or .md file, add the front matter, and import that.');
  const text = decoded(bytes, wrong);
  const lines = text.split(/\r\n|\n|\r/u).map((one, at) => ({ text: one, number: at + 1 }));
  const { fields, end } = frontMatter(lines, wrong);
  const id = valueOf(fields, 'id');
  const { wording } = Object.fromEntries([...fields].map(([name, { text: value }]) => [name, value]));
  if (wording !== undefined && wording !== 'summary' && wording !== 'verbatim')
    throw wrong(fields.get('wording')?.number ?? 1, 'wording is "verbatim" or "summary".');
  const clauses = clausesOf(lines.slice(end), { id, plain: !file.endsWith('.md') }, wrong);
  const payer = fields.get('payer')?.text;
  const until = fields.get('until')?.text;
  const parsed = PolicyDocument.safeParse({
    id,
    title: valueOf(fields, 'title'),
    ...(payer !== undefined && { payer }),
    publisher: valueOf(fields, 'publisher'),
    source: valueOf(fields, 'source'),
    ...(wording === 'summary' && { summary: true }),
    from: valueOf(fields, 'from'),
    ...(until !== undefined && { until }),
    clauses,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? 'front matter');
    throw wrong(fields.get(name as Field)?.number ?? 1, `${name} is not of the right form: ${formOf(name)}.`);
  }
  if (until !== undefined && until < parsed.data.from)
    throw wrong(fields.get('until')?.number ?? 1, 'until is before from. Correct one of them.');
  return parsed.data;
}

type Wrong = (line: number, says: string) => Failure;

function decoded(bytes: Buffer, wrong: Wrong): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong(1, 'it is not UTF-8 text. Save it as UTF-8 and import it again.');
  }
}

function frontMatter(lines: readonly Line[], wrong: Wrong): { readonly fields: ReadonlyMap<Field, Line>; readonly end: number } {
  if (lines[0]?.text.trim() !== '---')
    throw wrong(1, `a policy begins with front matter: "---", lines such as "id: fern-policy", "---". It has ${FIELDS.join(', ')}.`);
  const close = lines.findIndex((line, at) => at > 0 && line.text.trim() === '---');
  if (close < 0) throw wrong(1, 'the front matter is not closed by a line "---".');
  const fields = new Map<Field, Line>();
  for (const { text, number } of lines.slice(1, close)) {
    if (text.trim() === '') continue;
    const [, name = '', value = ''] = /^([a-z]+):\s*(.*)$/u.exec(text) ?? [];
    const field = FIELDS.find((one) => one === name);
    if (field === undefined) throw wrong(number, `there is no field of that name. There are ${FIELDS.join(', ')}.`);
    if (fields.has(field)) throw wrong(number, `${field} stands twice.`);
    if (value.trim() !== '') fields.set(field, { text: value.trim().replace(/^"(.*)"$/u, '$1'), number });
  }
  const missing = NEEDED.find((field) => !fields.has(field));
  if (missing !== undefined) throw wrong(close + 1, `${missing} is missing from the front matter.`);
  return { fields, end: close + 1 };
}

function valueOf(fields: ReadonlyMap<Field, Line>, field: Field): string {
  return fields.get(field)?.text ?? '';
}

interface Part {
  readonly heading: string;
  readonly number: number;
  readonly body: string[];
}

function clausesOf(
  lines: readonly Line[],
  { id, plain }: { readonly id: string; readonly plain: boolean },
  wrong: Wrong,
): PolicyDocument['clauses'] {
  const parts: Part[] = [];
  for (const [at, { text, number }] of lines.entries()) {
    const heading = HEADING.exec(text)?.[1] ?? (plain && isApart(lines, at) && NUMBERED_LINE.test(text) ? text : undefined);
    if (heading !== undefined) parts.push({ heading: heading.trim(), number, body: [] });
    else if (parts.length > 0) parts.at(-1)?.body.push(text);
    else if (text.trim() !== '')
      throw wrong(number, 'these words stand under no heading, so nothing could cite them. Give them a heading with a number.');
  }
  const seen = new Map<string, number>();
  const clauses = parts.flatMap((part) => {
    const text = part.body.join('\n').trim();
    if (text === '') return [];
    const clause = clauseOf(part, text, id, wrong);
    const before = seen.get(clause.id);
    if (before !== undefined)
      throw wrong(part.number, `the clause ${clause.id} stands at line ${before} too. Give each heading its own number.`);
    seen.set(clause.id, part.number);
    return [clause];
  });
  if (clauses.length === 0) throw wrong(lines[0]?.number ?? 1, 'there is no clause: no heading with a number and words beneath it.');
  return clauses;
}

/** A numbered line of plain text is a heading only where it stands apart, and not within a paragraph. */
function isApart(lines: readonly Line[], at: number): boolean {
  return at === 0 || lines[at - 1]?.text.trim() === '';
}

function clauseOf({ heading, number }: Part, text: string, id: string, wrong: Wrong): PolicyDocument['clauses'][number] {
  const [first = '', ...rest] = heading.split(/\s+/u);
  const name = first.replaceAll(/[()]+/gu, '-').replaceAll(/^[-.]+|[-.:]+$/gu, '');
  const clause = ClauseId.safeParse(`${id}/${name}`);
  if (!clause.success || (!/\d/u.test(name) && rest[0] !== 'Section'))
    throw wrong(number, 'the heading has no number, so its words could not be cited. Write it as "## 4.2 Coverage".');
  const said = rest.join(' ');
  if (heading.length > LONGEST_HEADING) throw wrong(number, `the heading has more than ${LONGEST_HEADING} characters. Shorten it.`);
  if (text.length > 20_000) throw wrong(number, 'the clause has more than 20,000 characters. Part it by headings of its own.');
  return { id: clause.data, heading: said === '' ? name : said.startsWith('Section') ? said : `${name} ${said}`, text };
}

function formOf(name: string): string {
  switch (name) {
    case 'id':
      return 'small letters, digits and hyphens, such as blue-fern-policy';
    case 'from':
    case 'until':
      return 'a day, such as 2026-01-01';
    case 'title':
    case 'publisher':
      return 'at most 200 characters';
    default:
      return 'at most 500 characters';
  }
}
