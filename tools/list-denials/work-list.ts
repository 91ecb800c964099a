import type { PayerTerms } from '#core/billing/payer-terms.ts';
import { withoutRepeats } from '#core/billing/repeats.ts';
import { LocalDate } from '#core/codes.ts';
import { isRepeat } from '#core/denials/families.ts';
import { historyKey, historyOf, oddsOf, type History } from '#core/denials/odds.ts';
import { inWorkOrder, reasonForPlace, type Workable } from '#core/denials/work-order.ts';
import { Failure } from '#core/errors.ts';
import { appealDue, type AppealDue } from '../billing/appeal-due.ts';
import { appealTold } from '../billing/appeal-told.ts';
import { appealsOf, type FiledAppeal } from '../billing/appeals-of.ts';
import type { Refused } from '../billing/refusal-history.ts';
import type { Running } from '../define-tool.ts';
import type { DenialsListed } from './denials-listed.ts';

interface Work extends Workable, Refused {
  readonly due: AppealDue;
  readonly appeals: readonly FiledAppeal[];
}

export type WorkList = Pick<DenialsListed, 'open' | 'appealed' | 'leftOut'>;

/** What is refused still: what is to be worked, in its order, and apart from it what has an appeal under way. `all` is what the odds rest on. */
export async function workList(refused: readonly Refused[], all: readonly Refused[], running: Running): Promise<WorkList> {
  const today = LocalDate.parse((await running.unit.now()).slice(0, 10));
  const history = historyOf(all.map(({ claim, outcome }) => ({ ...outcome, payer: claim.payer.id })));
  const appealed = await running.unit.billing.appeals.everAppealed(refused.map(({ claim }) => claim.id));
  const terms = termsOnce(running);
  const works: Work[] = [];
  const leftOut: string[] = [];
  for (const one of refused) {
    const appeals = appealed.has(one.claim.id) ? await appealsUnlessAltered(one, running) : [];
    if (appeals === undefined) {
      leftOut.push(one.claim.id);
      continue;
    }
    const due = appealDue({ ...one, terms: await terms(one), appeals }, running.editions.shipped());
    const { answered, won } = historyFor(one, history);
    const deadline = 'window' in due ? due.window.deadline : undefined;
    works.push({
      ...one,
      due,
      appeals,
      refusedCents: one.outcome.leftCents,
      odds: oddsOf({ answered, won }),
      seen: answered,
      deadline,
    });
  }
  const isOurs = (work: Work): boolean => !isUnderWay(work);
  return {
    open: inWorkOrder(works.filter(isOurs), today).map((work, index) => ({
      ...listed(work),
      place: index + 1,
      because: reasonForPlace(work, today),
    })),
    appealed: works
      .filter(isUnderWay)
      .map(listed)
      .toSorted((a, b) => (a.deadline < b.deadline ? -1 : Number(a.deadline > b.deadline))),
    leftOut,
  };
}

/** An appeal is drafted, approved or sent, or was won: nothing is to be drafted now. */
function isUnderWay({ due, appeals }: Work): boolean {
  return appeals.at(-1)?.state === 'waiting' || ('none' in due && appeals.length > 0);
}

function listed({ claim, outcome, refusedCents, odds, seen, due, appeals }: Work): DenialsListed['appealed'][number] {
  const newest = appeals.at(-1);
  return {
    claim: claim.id,
    payer: claim.payer.name,
    families: [...outcome.denial.families],
    refusedCents,
    odds,
    seen,
    deadline: 'none' in due ? 'none' : (due.window.deadline ?? 'unknown'),
    ...(newest !== undefined && { appeal: appealTold(newest) }),
  };
}

async function appealsUnlessAltered({ claim, words }: Refused, { unit, editions }: Running): Promise<readonly FiledAppeal[] | undefined> {
  const codes = editions.shipped().words;
  try {
    return await appealsOf(claim.id, withoutRepeats(claim, words, (one) => isRepeat(codes, one)).words, unit);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'altered') return undefined;
    throw thrown;
  }
}

/** Terms by payer and day of service, each looked up once. */
function termsOnce({ unit }: Running): (of: Refused) => Promise<PayerTerms | undefined> {
  const found = new Map<string, Promise<PayerTerms | undefined>>();
  return ({ claim: { payer, from } }) => {
    const key = `${payer.id} ${from}`;
    const terms = found.get(key) ?? unit.billing.terms.on(payer.id, from);
    found.set(key, terms);
    return terms;
  };
}

/** What is known of a refusal from the others of its payer: of its families, the one that was answered most. */
function historyFor({ claim, outcome }: Refused, history: ReadonlyMap<string, History>): Pick<History, 'answered' | 'won'> {
  const others = outcome.denial.families.map((family) => {
    const { answered = 0, won = 0 } = history.get(historyKey(claim.payer.id, family)) ?? {};
    return { answered: answered - (outcome.answered ? 1 : 0), won: won - (outcome.won ? 1 : 0) };
  });
  return others.toSorted((a, b) => b.answered - a.answered)[0] ?? { answered: 0, won: 0 };
}
