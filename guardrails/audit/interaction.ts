import type { Leaf } from './ledger.ts';

/** What an act is in terms of FHIR's RESTful interactions. */
export interface Interaction {
  readonly subtype: 'read' | 'search-type' | 'create' | 'update' | 'operation';
  readonly action: 'C' | 'R' | 'U' | 'E';
  /** The BALP profile of it, without `Patient` before it. Absent where BALP has none. */
  readonly profile?: 'Read' | 'Query' | 'Create' | 'Update';
}

const READ: Interaction = { subtype: 'read', action: 'R', profile: 'Read' };
const QUERY: Interaction = { subtype: 'search-type', action: 'E', profile: 'Query' };
const CREATE: Interaction = { subtype: 'create', action: 'C', profile: 'Create' };
const UPDATE: Interaction = { subtype: 'update', action: 'U', profile: 'Update' };
const OPERATION: Interaction = { subtype: 'operation', action: 'E' };

const SEARCHES = new Set(['search_chart', 'list_work']);
const MADE = new Set([
  'proposal.made',
  'chart.imported',
  'library.imported',
  'effect.done',
  'edition.loaded',
  'billing.imported',
  'remittance.imported',
  'appeal.answered',
]);
/** Acts that change a record which is there: by the first word of the act. */
const CHANGES = new Set([
  'proposal',
  'decision',
  'principal',
  'edition',
  'policy',
  'authority',
  'effect',
  'review',
  'hold',
  'channel',
  'identity',
  'remittance',
]);

export function interactionOf({ act, tool = '' }: Pick<Leaf, 'act' | 'tool'>): Interaction {
  const [noun = ''] = act.split('.');
  if (noun === 'tool') return SEARCHES.has(tool) ? QUERY : READ;
  if (MADE.has(act)) return CREATE;
  return CHANGES.has(noun) ? UPDATE : OPERATION;
}
