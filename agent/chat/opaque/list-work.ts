import type { Block } from '#core/answer/block.ts';
import { ProposalState } from '#guardrails/proposal.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { listWork } from '#tools/list-work/tool.ts';
import { Work } from '#tools/list-work/work.ts';
import { hoursSince, hoursUntil } from './hours.ts';
import { each, opaquely, text, title } from './presenter.ts';
import { codeIn, counted, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

type Listed = NonNullable<Work['listed']>['proposals'][number];

/** What waits, and the charts that are there, by proposal, code and handle. Days of care, amounts and accounts are left out. */
export const opaqueWork = opaquely(
  listWork,
  Work,
  async ({ waiting, waitingForOthers, charts = [], listed }, telling): Promise<readonly Block[]> => {
    if (listed !== undefined) return list(listed.proposals, listed.more, telling);
    const lines = await each(waiting, (one) => waits(one, telling));
    const others = `${waitingForOthers}${waiting.length > 0 ? ' more' : ''} wait${waitingForOthers === 1 ? 's' : ''} for somebody else.`;
    return [
      title('Waiting for your decision'),
      ...(waiting.length === 0 ? [text('No proposal waits for you.')] : lines),
      ...(waitingForOthers === 0 ? [] : [text(others)]),
      ...(charts.length === 0 ? [] : [title('Charts'), await chartTable(charts, telling)]),
    ];
  },
);

interface Named {
  readonly kind: string;
  readonly subject: string;
  readonly encounter?: string | undefined;
}

async function effect({ kind, subject, encounter }: Named, { caseOf }: Telling): Promise<string> {
  const known = EFFECT_KINDS.find((one) => one === kind) ?? 'an effect';
  const code = known.startsWith('code.') ? codeIn(subject) : undefined;
  return `${known}${code === undefined ? '' : ` ${code}`}${encounter === undefined ? '' : ` on ${await caseOf(encounter)}`}`;
}

async function waits(one: Work['waiting'][number], telling: Telling): Promise<Block | undefined> {
  const { maker, escalatedBy, expiresAt, signatures } = one;
  const id = proposalIn(one.proposal);
  if (id === undefined || !telling.lists(id)) return undefined;
  const up = escalatedBy === undefined ? '' : `, escalated by ${await telling.staff(escalatedBy)}`;
  const signed = signatures === undefined ? '' : `, signed by ${signatures.given.length} of ${signatures.wanted}`;
  const until = hoursUntil(expiresAt, await telling.unit.now());
  const says = `${await effect(one, telling)}, asked for by ${await telling.staff(maker)}${up}${signed}${until}`;
  return { kind: 'proposal', id, state: 'pending', says };
}

async function chartTable(charts: NonNullable<Work['charts']>, { caseOf }: Telling): Promise<Block> {
  const rows = await each(charts, async ({ encounter, documents, proposals, ready, missing }) => [
    await caseOf(encounter),
    String(documents),
    String(proposals),
    ready ? 'ready' : `${counted(missing.length, 'thing')} missing`,
  ]);
  return { kind: 'table', columns: ['Case', 'Docs', 'Open', 'Readiness'], rows: [...rows] };
}

async function list(proposals: readonly Listed[], more: boolean, telling: Telling): Promise<readonly Block[]> {
  const rows = await each(proposals, (one) => row(one, telling));
  return [
    title(`${counted(rows.length, 'proposal')}${more ? ', and there may be more' : ''}`),
    ...(rows.length === 0
      ? []
      : [{ kind: 'table' as const, columns: ['Proposal', 'State', 'Effect', 'By', 'When'], rows: rows.map((cells) => [...cells]) }]),
  ];
}

async function row(one: Listed, telling: Telling): Promise<readonly string[] | undefined> {
  const id = proposalIn(one.proposal);
  if (id === undefined) return undefined;
  const state = ProposalState.safeParse(one.state).data ?? '';
  const by = proposalIn(one.replacedBy);
  const now = await telling.unit.now();
  return [
    id,
    by === undefined ? state : `${state} by ${by}`,
    await effect(one, telling),
    await telling.staff(one.by),
    state === 'pending' ? hoursUntil(one.at, now).replace(', ', '') : hoursSince(one.at, now),
  ];
}
