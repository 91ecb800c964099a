import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import { inMinutes } from '#core/moment.ts';
import { countInWords, missingInWords } from '../show-proposal/signatures-wanted.ts';
import { MOST_LISTED, type ListedProposals } from './list-proposals.ts';
import { MOST_CHARTS, MOST_PROPOSALS, type Work } from './work.ts';

export function presentWork({ waiting, waitingForOthers, charts, listed }: Work): Block[] {
  if (listed !== undefined) return presentListed(listed);
  return [
    { kind: 'title', text: 'Waiting for your decision' },
    ...(waiting.length === 0 ? ([{ kind: 'text', text: 'No proposal waits for you.' }] satisfies Block[]) : waiting.map(waits)),
    ...others(waiting.length, waitingForOthers),
    ...(charts === undefined ? [] : chartBlocks(charts)),
  ];
}

type Charts = NonNullable<Work['charts']>;

function chartBlocks(charts: Charts): Block[] {
  return [
    { kind: 'title', text: charts.length < MOST_CHARTS ? 'Charts' : `The ${MOST_CHARTS} newest charts` },
    charts.length === 0
      ? { kind: 'text', text: 'No chart is loaded. "countersign import <file or folder>" brings charts in.' }
      : chartTable(charts),
  ];
}

interface Named {
  readonly kind: string;
  readonly subject: string;
  readonly encounter?: string | undefined;
  readonly amountCents?: number | undefined;
}

function effectInWords({ kind, subject, encounter, amountCents }: Named): string {
  return `${kind} ${subject}${amountCents === undefined ? '' : ` of ${dollars(amountCents)}`}${encounter === undefined ? '' : ` on ${encounter}`}`;
}

function waits({ proposal, maker, expiresAt, signatures, escalatedBy, ...effect }: Work['waiting'][number]): Block {
  const signed =
    signatures === undefined ? '' : `, signed by ${countInWords(signatures)} and still to be signed by ${missingInWords(signatures)}`;
  const up = escalatedBy === undefined ? '' : `, escalated by ${escalatedBy}`;
  const says = `${effectInWords(effect)}, asked for by ${maker}${up}${signed}, until ${inMinutes(expiresAt)}`;
  return { kind: 'proposal', id: proposal, state: 'pending', says };
}

function others(mine: number, theirs: number): Block[] {
  const lines: string[] = [];
  if (theirs > 0) lines.push(`${theirs}${mine > 0 ? ' more' : ''} wait${theirs === 1 ? 's' : ''} for somebody else.`);
  if (mine + theirs === MOST_PROPOSALS)
    lines.push(`These are the ${MOST_PROPOSALS} newest; older ones may wait as well. Name an encounter to see all of its own.`);
  return lines.map((text) => ({ kind: 'text', text }));
}

function chartTable(charts: Charts): Block {
  return {
    kind: 'table',
    columns: ['Encounter', 'Setting', 'Start', 'Docs', 'Open', 'Readiness'],
    rows: charts.map(({ encounter, setting, start, documents, proposals, ready, missing }) => [
      encounter,
      setting,
      start,
      String(documents),
      String(proposals),
      ready ? 'ready' : missing.join(' '),
    ]),
  };
}

type Listed = ListedProposals['proposals'][number];

function presentListed({ asked, proposals, more }: ListedProposals): Block[] {
  if (proposals.length === 0) {
    const none = more ? 'No proposal among the newest. Name an encounter to see all of its own.' : 'No proposal.';
    return [
      { kind: 'title', text: asked },
      { kind: 'text', text: none },
    ];
  }
  const among = `There may be more than these, of which at most ${MOST_LISTED} are listed. Name an encounter, a kind or a person.`;
  return [
    { kind: 'title', text: `${asked}: ${proposals.length}` },
    listTable(proposals),
    ...(more ? ([{ kind: 'text', text: among }] satisfies Block[]) : []),
  ];
}

interface Column {
  readonly head: string;
  readonly cell: (row: Listed) => string;
}

/** Only the columns that tell something: no state where nothing is said but that it waits, no amounts where there are none. */
function listTable(proposals: readonly Listed[]): Block {
  const open = proposals.every(({ state }) => state === 'pending');
  const decided = proposals.every(({ state }) => state === 'approved' || state === 'rejected');
  const columns: readonly Column[] = [
    { head: 'Proposal', cell: ({ proposal }) => proposal },
    ...(open ? [] : [{ head: 'State', cell: stateInWords }]),
    { head: 'Effect', cell: ({ kind, subject }) => `${kind} ${subject}` },
    ...optional('Amount', proposals, ({ amountCents }) => (amountCents === undefined ? '' : dollars(amountCents))),
    ...optional('Case', proposals, ({ encounter = '' }) => encounter),
    { head: decided ? 'Decided by' : open ? 'Asked for by' : 'By', cell: ({ by }) => by },
    open
      ? { head: 'Until (UTC)', cell: ({ at }) => at.slice(0, 16).replace('T', ' ') }
      : { head: 'Day (UTC)', cell: ({ at }) => at.slice(0, 10) },
  ];
  return { kind: 'table', columns: columns.map(({ head }) => head), rows: proposals.map((row) => columns.map(({ cell }) => cell(row))) };
}

function optional(head: string, proposals: readonly Listed[], cell: Column['cell']): readonly Column[] {
  return proposals.every((row) => cell(row) === '') ? [] : [{ head, cell }];
}

function stateInWords({ state, reason, replacedBy, effect }: Listed): string {
  if (state === 'approved') return effect === undefined || effect === 'done' ? state : `${state}, effect ${effect}`;
  return [state, reason, replacedBy && `by ${replacedBy}`].filter((part) => part !== undefined).join(' ');
}
