import { z } from 'zod';
import type { Chart } from '#core/chart/chart.ts';
import { chartReadiness } from '#core/chart/readiness.ts';
import { Failure } from '#core/errors.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { mayUse, tierOf } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { signaturesIn } from '#guardrails/signatures.ts';
import { chartOf } from '../coding/chart-of.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { signaturesWanted } from '../show-proposal/signatures-wanted.ts';
import { decidableBy } from './decidable-by.ts';
import { amountOf, listProposals, ProposalFilter } from './list-proposals.ts';
import { presentWork } from './present-work.ts';
import { MOST_CHARTS, MOST_PROPOSALS, Work } from './work.ts';

export const listWork = defineTool({
  name: 'list_work',
  summary: 'List the proposals that wait for a decision and the charts that are there to be coded, or proposals by state, kind and person.',
  risk: 'read',
  input: z.object({ encounter: z.string().min(1).optional().describe('Only this encounter'), ...ProposalFilter }),
  output: Work,
  async run({ encounter, ...filter }, running) {
    if (Object.values(filter).some((given) => given !== undefined)) {
      // A list of proposals tells what the proposals themselves tell, so it is for those who may see them.
      if (!mayUse(running.policy, 'show_proposal', running.actor)) throw new Failure('not-allowed', 'Your roles may not see proposals.');
      if (filter.claim !== undefined && !mayUse(running.policy, 'lookup_denial', running.actor))
        throw new Failure('not-allowed', 'Your roles may not see claims.');
      return { waiting: [], waitingForOthers: 0, listed: await listProposals({ encounter, ...filter }, running) };
    }
    return everythingOpen(encounter, running);
  },
  present: presentWork,
});

async function everythingOpen(encounter: string | undefined, running: Running): Promise<Work> {
  const { unit } = running;
  const codes = mayUse(running.policy, 'suggest_codes', running.actor);
  const charts = encounter !== undefined ? [await chartOf(encounter, running)] : codes ? await newest(running) : [];
  const of = encounter === undefined ? undefined : charts[0]?.encounter.id;
  const newestFirst = await unit.proposals.list({ state: 'pending', limit: MOST_PROPOSALS, ...(of !== undefined && { encounter: of }) });
  const pending = newestFirst.toReversed();
  const mine = (await decidableBy(pending, running)).toSorted((a, b) =>
    a.expiresAt < b.expiresAt ? -1 : Number(a.expiresAt > b.expiresAt),
  );
  const waiting = [];
  for (const proposal of mine) waiting.push(await rowOf(proposal, running));
  return {
    waiting,
    waitingForOthers: pending.length - mine.length,
    ...(codes && { charts: charts.map((chart) => chartRow(chart, pending)) }),
  };
}

async function rowOf(proposal: Proposal, { unit, policy }: Running): Promise<Work['waiting'][number]> {
  const { id, kind, encounter, subject, maker, onBehalfOf, expiresAt, digest, escalatedBy } = proposal;
  const tier = tierOf(policy, weightOf(proposal));
  const signatures =
    tier.signatures > 1 ? signaturesWanted(tier, signaturesIn(await unit.ledger.list({ proposal: id }), digest)) : undefined;
  const amountCents = amountOf(proposal);
  return {
    proposal: id,
    kind,
    subject,
    // The person who asked, where an agent made it.
    maker: onBehalfOf ?? maker,
    expiresAt,
    ...(encounter !== undefined && { encounter }),
    ...(amountCents !== undefined && { amountCents }),
    ...(escalatedBy !== undefined && { escalatedBy }),
    ...(signatures && { signatures }),
  };
}

async function newest({ unit }: Running): Promise<Chart[]> {
  const charts = [];
  for (const { encounter } of await unit.charts.list(MOST_CHARTS)) {
    const chart = await unit.charts.find(encounter);
    if (chart !== undefined) charts.push(chart);
  }
  return charts;
}

function chartRow(chart: Chart, pending: readonly Proposal[]): NonNullable<Work['charts']>[number] {
  const { id, setting, start } = chart.encounter;
  const { ready, missing } = chartReadiness(chart);
  const proposals = pending.filter(({ encounter }) => encounter === id).length;
  return { encounter: id, setting, start, documents: chart.documents.length, proposals, ready, missing: [...missing] };
}
