import { CODE_EDITS_HEADING } from '../facts/read-code-edits.ts';
import { ADJUSTMENT_LIST_HEADING } from '../facts/read-adjustment-list.ts';
import { HCC_HEADING } from '../facts/read-hcc-mapping.ts';
import { SEVERITY_HEADINGS } from '../facts/read-severity.ts';

export type OfficialKind =
  | 'order-cm'
  | 'order-pcs'
  | 'order-addenda'
  | 'tabular'
  | 'index'
  | 'external-cause'
  | 'neoplasm'
  | 'drug'
  | 'poa-exempt'
  | 'code-edits'
  | 'hcc-mapping'
  | 'severity-levels'
  | 'severity-exclusions'
  | 'severity-groups'
  | 'severity-appendix'
  | 'adjustment-list'
  | 'index-addenda'
  | 'tabular-addenda';

export interface Recognised {
  readonly kind: OfficialKind;
  /** The fiscal year that the content itself states; the order file states none. */
  readonly year: string | undefined;
}

const HEAD = 4096;
const HEADINGS: ReadonlyMap<string, OfficialKind> = new Map([
  [CODE_EDITS_HEADING, 'code-edits'],
  [HCC_HEADING, 'hcc-mapping'],
  [ADJUSTMENT_LIST_HEADING, 'adjustment-list'],
  [SEVERITY_HEADINGS.levels, 'severity-levels'],
  [SEVERITY_HEADINGS.exclusions, 'severity-exclusions'],
  [SEVERITY_HEADINGS.groups, 'severity-groups'],
]);

/** What an official file is, told by its first lines and never by its name; `undefined` for anything else. */
export function recogniseOfficial(text: string): Recognised | undefined {
  const head = text.slice(0, HEAD).replace(/^\uFEFF/, '');
  if (head.startsWith('<')) return recogniseXml(head);
  const order = /^\d{5} ([0-9A-Z]{3,7}) +[01] /.exec(head)?.[1];
  if (order !== undefined) return { kind: /^[A-Z]\d/.test(order) ? 'order-cm' : 'order-pcs', year: undefined };
  const heading = HEADINGS.get(/^[^\r\n]*/.exec(head)?.[0] ?? '');
  if (heading !== undefined) return { kind: heading, year: undefined };
  if (/^(Add|Delete|Revise from|Revise to): +([01] )?[0-9A-Z]{3,7} /.test(head)) return { kind: 'order-addenda', year: undefined };
  const exempt = /^Order(\d\d)\tPOAexemptCode\tDescription/i.exec(head)?.[1];
  if (exempt !== undefined) return { kind: 'poa-exempt', year: `20${exempt}` };
  if (/^\s*I10 Dx\s+Lev\s+PDX Exclusions/m.test(head)) return { kind: 'severity-appendix', year: undefined };
  const addenda = /^\s*ICD-10-CM (INDEX|TABULAR LIST|TABULAR)\b[^\n]*\n\s*(?:\w+ )?(20\d\d) [^\n]*Addenda/i.exec(head);
  if (addenda === null) return undefined;
  return { kind: addenda[1]?.toUpperCase() === 'INDEX' ? 'index-addenda' : 'tabular-addenda', year: addenda[2] };
}

function recogniseXml(head: string): Recognised | undefined {
  const root = /<ICD10CM\.(tabular|index)\b/.exec(head)?.[1];
  if (root === undefined) return undefined;
  const year = /<version>\s*(20\d\d)\b/.exec(head)?.[1];
  if (root === 'tabular') return { kind: 'tabular', year };
  const column = /<head col="1">\s*(\w+)/.exec(head)?.[1]?.toLowerCase();
  if (column === 'neoplasm') return { kind: 'neoplasm', year };
  if (column === 'substance') return { kind: 'drug', year };
  return { kind: /<title>[^<]*EXTERNAL CAUSE/i.test(head) ? 'external-cause' : 'index', year };
}
