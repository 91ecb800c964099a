import { Failure } from '#core/errors.ts';
import { LocalDate } from '#core/codes.ts';
import { trendsBy, type TrendKey } from '#core/denials/trends.ts';
import { MOST_REFUSED, refusedClaims, type Refused } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialFilter, DenialsListed, MOST_LISTED } from './denials-listed.ts';
import { editionsOfCodes } from './editions-of-codes.ts';
import { askedFor, isAsked } from './narrow.ts';
import { presentDenials } from './present-denials.ts';
import { workList } from './work-list.ts';

export const listDenials = defineTool({
  name: 'list_denials',
  summary:
    'List refused claims in the order to work them, by money, odds and days left, narrowed by payer, code, money or days, or count refusals.',
  risk: 'read',
  input: DenialFilter,
  output: DenialsListed,
  async run(filter, running) {
    const today = LocalDate.parse((await running.unit.now()).slice(0, 10));
    const { refused: all, short } = await refusedClaims(running, {});
    const payer = filter.payer === undefined ? undefined : payerCalled(filter.payer, all);
    const wanted = all.filter((one) => (payer === undefined || one.claim.payer.id === payer) && isAsked(one, filter, today));
    const { order = 'work', first = MOST_LISTED, trends } = filter;
    const standing = wanted.filter(({ outcome }) => outcome.open);
    const { open, appealed, leftOut, claims, cents } = await workList(standing, { all, filter, order, today }, running);
    const counts = {
      asked: askedFor(filter, today),
      order,
      openClaims: claims,
      openCents: cents,
      ever: everOf(wanted),
      more: all.length >= MOST_REFUSED,
      leftOut: [...short, ...leftOut],
    };
    if (trends === undefined) return { ...counts, open: open.slice(0, first), appealed: appealed.slice(0, first) };
    const rows = trendsBy(trends, await counted(wanted, trends, running)).slice(0, first);
    return { ...counts, open: [], appealed: [], trends: { by: trends, rows: rows.map((one) => ({ ...one })) } };
  },
  present: presentDenials,
});

async function counted(wanted: readonly Refused[], key: TrendKey, running: Running) {
  const editions =
    key === 'edition'
      ? await editionsOfCodes(
          wanted.map(({ claim }) => claim),
          running,
        )
      : undefined;
  return wanted.map(({ claim, outcome }) => ({
    ...outcome,
    payer: claim.payer.name,
    editions: editions?.get(claim.id) ?? [],
    ...(outcome.word.date !== undefined && { on: outcome.word.date }),
  }));
}

function everOf(wanted: readonly Refused[]): DenialsListed['ever'] {
  return {
    claims: wanted.length,
    refusedCents: wanted.reduce((sum, { outcome }) => sum + outcome.denial.refusedCents, 0),
    won: wanted.filter(({ outcome }) => outcome.won).length,
    recoveredCents: wanted.reduce((sum, { outcome }) => sum + outcome.recoveredCents, 0),
  };
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
