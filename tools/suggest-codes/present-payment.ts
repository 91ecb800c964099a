import type { Block } from '#core/answer/block.ts';
import { basisRows } from '../evidence/edition-line.ts';
import type { SuggestedCodes } from './tool.ts';

type Flags = NonNullable<SuggestedCodes['suggestions'][number]['payment']>;

const SEVERITY: Readonly<Record<NonNullable<Flags['severity']>, string>> = {
  CC: 'CC',
  MCC: 'MCC',
  none: 'no CC or MCC',
  'excluded-by-principal': 'a CC or MCC that this principal diagnosis takes away',
  unknown: 'CC or MCC not known: the table does not tell the code from its neighbours',
};

/** Payment flags alone, code by code: a view of its own, so that no other answer carries them into a room where coders read. */
export function presentPayment({ encounter, setting, suggestions, tables, basis }: SuggestedCodes): Block[] {
  const none = `none is in force on ${basis.codingDate}`;
  const rows: [string, string][] = [
    ['Risk adjustment categories', tables.hcc ?? none],
    ...(setting === 'inpatient' ? [['Complication levels', tables.severity ?? none] as [string, string]] : []),
  ];
  return [
    { kind: 'title', text: `Payment flags of ${encounter}` },
    { kind: 'list', items: suggestions.map(({ code, title, payment = {} }) => `${code}  ${title}\n${inWords(payment)}`) },
    { kind: 'facts', rows: [...rows, ...basisRows(basis)] },
  ];
}

function inWords({ hcc, severity }: Flags): string {
  const categories = hcc?.map(({ model, category }) => `${model} ${category}`);
  const parts = [
    ...(categories === undefined ? [] : [categories.length === 0 ? 'no risk adjustment category' : categories.join(', ')]),
    ...(severity === undefined ? [] : [SEVERITY[severity]]),
  ];
  return parts.length === 0 ? 'not known: no table is in force' : parts.join('; ');
}
