import type { OversightDesk } from '#agent/oversight-desk.ts';
import type { Block } from '#core/answer/block.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { DECIDING_ACTS, decisionsIn } from '#guardrails/review/decisions-in.ts';
import { LOOK_BACK_MS, type Proposed } from '#guardrails/review/look-before.ts';
import { measure } from '#guardrails/review/measures.ts';
import { mayReview, recordReview, reviewsIn, sampleDecisions, type Review } from '#guardrails/review/reviews.ts';
import type { Unit } from '#tools/unit.ts';
import { inMinutes } from '#core/moment.ts';
import { wholeDays, type Days, type Moments } from '../days.ts';
import type { Asking } from './oversight-desk.ts';
import { presentMeasures } from '../present-measures.ts';

type ReviewDesk = Pick<OversightDesk, 'measureDecisions' | 'sampleDecisions' | 'listReviews' | 'recordReview'>;

/** How decisions were made, and second looks at some of them. */
export function reviewDesk(asking: Asking): ReviewDesk {
  return {
    measureDecisions: ({ as, person, ...days }) =>
      asking('measure_decisions', as, async (unit, actor) => {
        await mayReview(unit, actor);
        return measureDecisions(unit, days, person);
      }),
    sampleDecisions: ({ as, share, seed, ...days }) =>
      asking('sample_decisions', as, async (unit, actor) => {
        const { decided, picked, before } = await sampleDecisions(unit, { ...wholeDays(days), share, seed }, actor);
        const says = `Approved or rejected in that time: ${decided}. Picked for a second look: ${picked.length}.`;
        const again = `${before.join(', ')} had been picked before and ${before.length === 1 ? 'is' : 'are'} not picked again.`;
        return [
          text(before.length === 0 ? says : `${says} ${again}`),
          ...(picked.length === 0 ? [] : [{ kind: 'list', items: await inWords(unit, picked) } satisfies Block]),
          note(
            'Whoever has this seed can tell what it will pick: keep it from those who decide, and show it to whoever checks the sample.',
          ),
        ];
      }),
    listReviews: ({ as }) =>
      asking('list_reviews', as, async (unit, actor) => {
        await mayReview(unit, actor);
        return listReviews(unit);
      }),
    recordReview: ({ as, proposal, verdict, reason }) =>
      asking('record_review', as, async (unit, actor) => {
        const id = proposal.toUpperCase();
        await recordReview(unit, { proposal: id, verdict, reason }, actor);
        return [
          text(`Recorded: ${actor.principal.name} ${verdict === 'agree' ? 'agrees' : 'disagrees'} with the decision on ${id}.`),
          ...(verdict === 'disagree'
            ? [note('That undoes nothing. Where something is to change, propose the change, and have it decided.')]
            : []),
          ...(reason === undefined ? [] : [note('Of words beside a reason of the policy only the digest is kept.')]),
        ];
      }),
  };
}

async function measureDecisions(unit: Unit, days: Days, person: string | undefined): Promise<readonly Block[]> {
  const decided = (await unit.ledger.list({ acts: DECIDING_ACTS, ...wholeDays(days) })).filter(
    ({ leaf }) => person === undefined || leaf.actor === person,
  );
  const proposals = new Map<string, Proposal>();
  for (const { proposal } of decisionsIn(decided)) {
    const found = proposals.has(proposal) ? undefined : await unit.proposals.find(proposal);
    if (found !== undefined) proposals.set(proposal, found);
  }
  const readings =
    proposals.size === 0 ? [] : await unit.ledger.list({ acts: ['tool.read'], ...lookedAt([...proposals.values()], wholeDays(days)) });
  const names = new Map((await unit.principals.list()).map(({ id, name }) => [id, name]));
  return presentMeasures(measure(decided, readings, proposals), { ...days, person }, names);
}

/** From half an hour before the first proposal was made. */
function lookedAt(proposals: readonly Proposed[], { until }: Moments): Moments {
  const first = proposals.map(({ createdAt }) => createdAt).toSorted()[0] ?? '';
  return { from: new Date(Date.parse(first) - LOOK_BACK_MS).toISOString(), ...(until !== undefined && { until }) };
}

async function listReviews(unit: Unit): Promise<readonly Block[]> {
  const reviews = reviewsIn(await unit.ledger.list({ matter: 'review' }));
  const waiting = reviews.filter(({ recorded }) => recorded === undefined).map(({ proposal }) => proposal);
  const done = reviews.filter(({ recorded }) => recorded !== undefined);
  const disagreed = done.filter(({ recorded }) => recorded?.verdict === 'disagree').length;
  return [
    { kind: 'title', text: 'Waiting for a second look' },
    waiting.length === 0 ? text('Nothing waits for a second look.') : { kind: 'list', items: await inWords(unit, waiting) },
    { kind: 'title', text: 'Looked at again' },
    ...(done.length === 0
      ? [text('Nothing was looked at again yet.')]
      : [text(`${done.length} looked at, ${disagreed} with another opinion.`), await doneTable(unit, done)]),
    ...(waiting.length === 0
      ? []
      : [note('"countersign review record P-… agree|disagree --reason <reason>" records what you find. Whoever decided it cannot.')]),
  ];
}

async function doneTable(unit: Unit, done: readonly Review[]): Promise<Block> {
  const rows = [];
  for (const { proposal: id, recorded } of done) {
    const found = await unit.proposals.find(id);
    const by = `${recorded?.by ?? ''}, ${inMinutes(recorded?.at ?? '')}`;
    const verdict = recorded?.verdict === 'disagree' ? 'DISAGREES' : 'agrees';
    rows.push([
      id,
      `${found?.kind ?? ''} ${found?.subject ?? ''}`,
      found?.state ?? 'gone',
      found?.decidedBy ?? '',
      verdict,
      recorded?.reason ?? '',
      by,
    ]);
  }
  return { kind: 'table', columns: ['Proposal', 'Effect', 'Decided', 'By', 'Second look', 'Reason', 'Of'], rows };
}

/** `P-4: code.accept I50.23 on E-1042, approved by dana.reyes on …` */
async function inWords(unit: Unit, ids: readonly string[]): Promise<string[]> {
  const lines = [];
  for (const id of ids) {
    const found = await unit.proposals.find(id);
    const on = found?.encounter === undefined ? '' : ` on ${found.encounter}`;
    const decided =
      found?.decidedAt === undefined ? '' : `, ${found.state} by ${found.decidedBy ?? 'somebody'} at ${inMinutes(found.decidedAt)}`;
    lines.push(found === undefined ? `${id}: it is no longer in the database` : `${id}: ${found.kind} ${found.subject}${on}${decided}`);
  }
  return lines;
}

function text(says: string): Block {
  return { kind: 'text', text: says };
}

function note(says: string): Block {
  return { kind: 'note', tone: 'plain', text: says };
}
