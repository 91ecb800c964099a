import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Chart } from '#core/chart/chart.ts';
import { chartReadiness } from '#core/chart/readiness.ts';
import { Failure } from '#core/errors.ts';
import { mayDecide, mayUse } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { chartOf } from '../coding/chart-of.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { inMinutes } from '../evidence/moment.ts';
import { DecidedFilter, decidedProposals, DecidedProposals, presentDecided } from './decided-proposals.ts';

const MOST_PROPOSALS = 200;
const MOST_CHARTS = 50;

export const Work = z.object({
  /** Proposals that wait and that the asker may decide, the first to expire first. */
  waiting: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      encounter: z.string().optional(),
      subject: z.string(),
      maker: z.string(),
      expiresAt: z.string(),
    }),
  ),
  /** Proposals that wait for somebody else. */
  waitingForOthers: z.number(),
  charts: z.array(
    z.object({
      encounter: z.string(),
      setting: z.string(),
      start: z.string(),
      documents: z.number(),
      proposals: z.number(),
      ready: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
  /** What was decided, the newest first, where that was asked for. */
  decided: DecidedProposals.optional(),
});
export type Work = z.infer<typeof Work>;

export const listWork = defineTool({
  name: 'list_work',
  summary: 'List the proposals that wait for a decision and the charts that are there to be coded, or the proposals that were decided.',
  risk: 'read',
  input: z.object({ encounter: z.string().min(1).optional().describe('Only this encounter'), ...DecidedFilter }),
  output: Work,
  async run({ encounter, decided, by, today }, running) {
    const { unit, actor, policy } = running;
    if (decided !== undefined) {
      // A list of what was decided tells what the proposals themselves tell, so it is for those who may see them.
      if (!mayUse(policy, 'show_proposal', actor)) throw new Failure('not-allowed', 'Your roles may not see what was decided on charts.');
      const listed = await decidedProposals({ encounter, decided, by, today }, running);
      return { waiting: [], waitingForOthers: 0, charts: [], decided: listed };
    }
    const charts = encounter === undefined ? await newest(running) : [await chartOf(encounter, running)];
    const of = encounter === undefined ? undefined : charts[0]?.encounter.id;
    const newestFirst = await unit.proposals.list({ state: 'pending', limit: MOST_PROPOSALS, ...(of !== undefined && { encounter: of }) });
    const pending = newestFirst.toReversed();
    const mine = pending
      .filter((proposal) => mayDecide(policy, proposal.kind, actor) && !madeBy(proposal, running))
      .toSorted((a, b) => (a.expiresAt < b.expiresAt ? -1 : Number(a.expiresAt > b.expiresAt)));
    return {
      waiting: mine.map(({ id, kind, encounter: of, subject, maker, expiresAt }) => ({
        proposal: id,
        kind,
        subject,
        maker,
        expiresAt,
        ...(of !== undefined && { encounter: of }),
      })),
      waitingForOthers: pending.length - mine.length,
      charts: charts.map((chart) => rowOf(chart, pending)),
    };
  },
  present: presentWork,
});

function madeBy({ kind, maker, onBehalfOf }: Proposal, { policy, actor }: Running): boolean {
  return !policy.effects[kind].makerMayDecide && [maker, onBehalfOf].includes(actor.principal.id);
}

async function newest({ unit }: Running): Promise<Chart[]> {
  const charts = [];
  for (const { encounter } of await unit.charts.list(MOST_CHARTS)) {
    const chart = await unit.charts.find(encounter);
    if (chart !== undefined) charts.push(chart);
  }
  return charts;
}

function rowOf(chart: Chart, pending: readonly Proposal[]): Work['charts'][number] {
  const { id, setting, start } = chart.encounter;
  const { ready, missing } = chartReadiness(chart);
  const proposals = pending.filter(({ encounter }) => encounter === id).length;
  return { encounter: id, setting, start, documents: chart.documents.length, proposals, ready, missing: [...missing] };
}

function presentWork({ waiting, waitingForOthers, charts, decided }: Work): Block[] {
  if (decided !== undefined) return presentDecided(decided);
  return [
    { kind: 'title', text: 'Waiting for your decision' },
    ...(waiting.length === 0 ? ([{ kind: 'text', text: 'No proposal waits for you.' }] satisfies Block[]) : waiting.map(waits)),
    ...others(waiting.length, waitingForOthers),
    { kind: 'title', text: charts.length < MOST_CHARTS ? 'Charts' : `The ${MOST_CHARTS} newest charts` },
    ...(charts.length === 0
      ? ([{ kind: 'text', text: 'No chart is loaded. "countersign import <file or folder>" brings charts in.' }] satisfies Block[])
      : [chartTable(charts)]),
  ];
}

function waits({ proposal, kind, encounter, subject, maker, expiresAt }: Work['waiting'][number]): Block {
  const on = encounter === undefined ? '' : ` on ${encounter}`;
  return {
    kind: 'proposal',
    id: proposal,
    state: 'pending',
    says: `${kind} ${subject}${on}, asked for by ${maker}, until ${inMinutes(expiresAt)}`,
  };
}

function others(mine: number, theirs: number): Block[] {
  const lines: string[] = [];
  if (theirs > 0) lines.push(`${theirs}${mine > 0 ? ' more' : ''} wait${theirs === 1 ? 's' : ''} for somebody else.`);
  if (mine + theirs === MOST_PROPOSALS)
    lines.push(`These are the ${MOST_PROPOSALS} newest; older ones may wait as well. Name an encounter to see all of its own.`);
  return lines.map((text) => ({ kind: 'text', text }));
}

function chartTable(charts: Work['charts']): Block {
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
