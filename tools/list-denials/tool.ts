import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { historyKey, historyOf, oddsOf, type History } from '#core/denials/odds.ts';
import { trendsBy } from '#core/denials/trends.ts';
import { inWorkOrder, reasonForPlace, type Workable } from '#core/denials/work-order.ts';
import { windowOf } from '../billing/claim-story.ts';
import { MOST_REFUSED, refusedClaims, type Refused } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialFilter, DenialsListed, MOST_LISTED } from './denials-listed.ts';
import { presentDenials } from './present-denials.ts';

export const listDenials = defineTool({
  name: 'list_denials',
  summary:
    'List refused claims in the order to work them, by money, odds and days left, or count refusals by payer, family, code or month.',
  risk: 'read',
  input: DenialFilter,
  output: DenialsListed,
  async run(filter, running) {
    const all = await refusedClaims(running, {});
    const payer = filter.payer === undefined ? undefined : payerCalled(filter.payer, all);
    const wanted = all.filter((one) => isWanted(one, filter, payer));
    const open = await workList(
      wanted.filter(({ outcome }) => outcome.open),
      all,
      running,
    );
    return {
      asked: askedFor(filter),
      open: filter.trends === undefined ? open.slice(0, MOST_LISTED) : [],
      openClaims: open.length,
      openCents: open.reduce((sum, { refusedCents }) => sum + refusedCents, 0),
      more: all.length >= MOST_REFUSED,
      ...(filter.trends !== undefined && {
        trends: {
          by: filter.trends,
          rows: trendsBy(filter.trends, wanted.map(counted)).map((one) => ({ ...one })),
        },
      }),
    };
  },
  present: presentDenials,
});

interface Work extends Workable, Refused {}

async function workList(open: readonly Refused[], all: readonly Refused[], running: Running): Promise<DenialsListed['open']> {
  const today = LocalDate.parse((await running.unit.now()).slice(0, 10));
  const shipped = running.editions.shipped();
  const history = historyOf(all.map(({ claim, outcome }) => ({ ...outcome, payer: claim.payer.id })));
  const works: Work[] = [];
  for (const one of open) {
    const terms = await running.unit.billing.terms.on(one.claim.payer.id, one.claim.from);
    const { answered, won } = historyFor(one, history);
    const { deadline } = windowOf(one.outcome, one.record, terms, shipped);
    works.push({ ...one, refusedCents: one.outcome.denial.refusedCents, odds: oddsOf({ answered, won }), seen: answered, deadline });
  }
  return inWorkOrder(works, today).map((work, index) => ({
    place: index + 1,
    claim: work.claim.id,
    payer: work.claim.payer.name,
    families: [...work.outcome.denial.families],
    refusedCents: work.refusedCents,
    odds: work.odds,
    seen: work.seen,
    deadline: work.deadline ?? 'unknown',
    because: reasonForPlace(work, today),
  }));
}

/** What is known of a refusal from the others of its payer: of its families, the one that was answered most. */
function historyFor({ claim, outcome }: Refused, history: ReadonlyMap<string, History>): Pick<History, 'answered' | 'won'> {
  const others = outcome.denial.families.map((family) => {
    const { answered = 0, won = 0 } = history.get(historyKey(claim.payer.id, family)) ?? {};
    return { answered: answered - (outcome.answered ? 1 : 0), won: won - (outcome.recoveredCents > 0 ? 1 : 0) };
  });
  return others.toSorted((a, b) => b.answered - a.answered)[0] ?? { answered: 0, won: 0 };
}

function counted({ claim, record, outcome }: Refused) {
  return { ...outcome, payer: claim.payer.name, ...(record.date !== undefined && { on: record.date }) };
}

function isWanted({ claim, record, outcome }: Refused, { family, since }: DenialFilter, payer: string | undefined): boolean {
  if (payer !== undefined && claim.payer.id !== payer) return false;
  if (since !== undefined && (record.date === undefined || record.date < since)) return false;
  return family === undefined || outcome.denial.families.includes(family);
}

/** Throws Failure `not-found` with the payers there are where none, or more than one, is called so. */
function payerCalled(typed: string, all: readonly Refused[]): string {
  const payers = new Map(all.map(({ claim }) => [claim.payer.id, claim.payer.name]));
  const wanted = typed.toLowerCase();
  const exact = [...payers].filter(([id, name]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
  const called = exact.length > 0 ? exact : [...payers].filter(([, name]) => name.toLowerCase().includes(wanted));
  const [only] = called;
  if (called.length === 1 && only !== undefined) return only[0];
  const there = [...payers.values()].join(', ');
  throw new Failure(
    'not-found',
    payers.size === 0
      ? 'No claim was refused by any payer.'
      : `${called.length > 1 ? 'More than one payer is' : 'No payer with refusals is'} called "${typed}". There are ${there}.`,
  );
}

function askedFor({ payer, family, since, trends }: DenialFilter): string {
  const what = trends === undefined ? 'Refused claims, in the order to work them' : `Refusals by ${trends}`;
  return [what, payer && `of ${payer}`, family?.replaceAll('-', ' '), since && `since ${since}`]
    .filter((one) => one !== undefined && one !== '')
    .join(', ');
}
