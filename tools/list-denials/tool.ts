import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { historyKey, historyOf, oddsOf, type History } from '#core/denials/odds.ts';
import { trendsBy } from '#core/denials/trends.ts';
import { inOrder, reasonForPlace, type Workable } from '#core/denials/work-order.ts';
import { windowOf } from '../billing/claim-story.ts';
import { MOST_REFUSED, refusedClaims, type Refused } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialFilter, DenialsListed, MOST_LISTED } from './denials-listed.ts';
import { askedFor, isAsked, isDue } from './narrow.ts';
import { presentDenials } from './present-denials.ts';

export const listDenials = defineTool({
  name: 'list_denials',
  summary:
    'List refused claims in the order to work them, by money, odds and days left, narrowed by payer, code, money or days, or count refusals.',
  risk: 'read',
  input: DenialFilter,
  output: DenialsListed,
  async run(filter, running) {
    const today = LocalDate.parse((await running.unit.now()).slice(0, 10));
    const all = await refusedClaims(running, {});
    const payer = filter.payer === undefined ? undefined : payerCalled(filter.payer, all);
    const wanted = all.filter((one) => (payer === undefined || one.claim.payer.id === payer) && isAsked(one, filter, today));
    const { order = 'work', first = MOST_LISTED, trends } = filter;
    const standing = wanted.filter(({ outcome }) => outcome.open);
    const due = (await worksOf(standing, all, running)).filter((one) => isDue(one, filter, today));
    const open = inOrder(due, order, today).map((work, index) => rowOf(work, index + 1, today));
    return {
      asked: askedFor(filter, today),
      order,
      open: trends === undefined ? open.slice(0, first) : [],
      openClaims: open.length,
      openCents: open.reduce((sum, { refusedCents }) => sum + refusedCents, 0),
      ever: everOf(wanted),
      more: all.length >= MOST_REFUSED,
      ...(trends !== undefined && {
        trends: {
          by: trends,
          rows: trendsBy(trends, wanted.map(counted))
            .slice(0, first)
            .map((one) => ({ ...one })),
        },
      }),
    };
  },
  present: presentDenials,
});

interface Work extends Workable, Refused {}

async function worksOf(open: readonly Refused[], all: readonly Refused[], running: Running): Promise<readonly Work[]> {
  const shipped = running.editions.shipped();
  const history = historyOf(all.map(({ claim, outcome }) => ({ ...outcome, payer: claim.payer.id })));
  const works: Work[] = [];
  for (const one of open) {
    const terms = await running.unit.billing.terms.on(one.claim.payer.id, one.claim.from);
    const { answered, won } = historyFor(one, history);
    const { deadline } = windowOf(one.outcome, one.record, terms, shipped);
    works.push({ ...one, refusedCents: one.outcome.denial.refusedCents, odds: oddsOf({ answered, won }), seen: answered, deadline });
  }
  return works;
}

function rowOf(work: Work, place: number, today: LocalDate): DenialsListed['open'][number] {
  return {
    place,
    claim: work.claim.id,
    payer: work.claim.payer.name,
    families: [...work.outcome.denial.families],
    refusedCents: work.refusedCents,
    odds: work.odds,
    seen: work.seen,
    deadline: work.deadline ?? 'unknown',
    because: reasonForPlace(work, today),
  };
}

function everOf(wanted: readonly Refused[]): DenialsListed['ever'] {
  return {
    claims: wanted.length,
    refusedCents: wanted.reduce((sum, { outcome }) => sum + outcome.denial.refusedCents, 0),
    won: wanted.filter(({ outcome }) => outcome.recoveredCents > 0).length,
    recoveredCents: wanted.reduce((sum, { outcome }) => sum + outcome.recoveredCents, 0),
  };
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

/** Throws Failure `not-found` with the payers there are where none, or more than one, is called so. */
function payerCalled(typed: string, all: readonly Refused[]): string {
  const payers = new Map(all.map(({ claim }) => [claim.payer.id, claim.payer.name]));
  const wanted = typed.toLowerCase();
  const exact = [...payers].filter(([id, name]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
  const called = exact.length > 0 ? exact : [...payers].filter(([, name]) => name.toLowerCase().includes(wanted));
  const [only] = called;
  if (called.length === 1 && only !== undefined) return only[0];
  const there = (called.length > 1 ? called.map(([, name]) => name) : [...payers.values()]).join(', ');
  throw new Failure(
    'not-found',
    payers.size === 0
      ? 'No claim was refused by any payer.'
      : `${called.length > 1 ? 'More than one payer is' : 'No payer with refusals is'} called "${typed}". There are ${there}.`,
  );
}
