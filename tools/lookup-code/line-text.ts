import type { Line, ListedCode } from './looked-up.ts';

const FROM: Readonly<Record<Line['by'], string>> = {
  index: 'index',
  curated: 'own index',
  title: 'title',
  'inclusion term': 'inclusion term',
  neoplasm: 'neoplasm table',
  'external-cause': 'external cause index',
  drug: 'table of drugs',
};

/** `I50.31 Acute diastolic … (index: Failure, failed > heart > diastolic > acute)`. */
export function lineText({ by, path, leadsTo, choose, manifestation, see, seeAlso, columns }: Line): string {
  const same = by === 'title' && leadsTo?.title === path;
  const from = same ? 'title' : `${FROM[by]}: ${path}`;
  const rest = [
    ...(leadsTo !== undefined && !leadsTo.billable ? [choose === undefined ? 'header' : `header; choose ${choose.join(', ')}`] : []),
    ...(manifestation === undefined ? [] : [`with ${manifestation} after it`]),
    ...(columns === undefined ? [] : [columns.map(({ column, code }) => `${column} ${code}`).join('; ')]),
    ...(see === undefined ? [] : [`see ${see}`]),
    ...(seeAlso === undefined ? [] : [`see also ${seeAlso}`]),
  ];
  const code = leadsTo === undefined ? '' : `${leadsTo.code} ${leadsTo.title} `;
  return `${code}(${from})${rest.length === 0 ? '' : `: ${rest.join('; ')}`}`;
}

/** The titles of chapters and sections end in their range. */
export function codeText({ code, title, billable }: ListedCode): string {
  if (code.includes('-')) return title.includes(code) ? title : `${code} ${title}`.trim();
  return `${code} ${title}${billable ? '' : ' (header)'}`.trim();
}

export function more(count: number): string[] {
  return count === 0 ? [] : [`${count} more`];
}
