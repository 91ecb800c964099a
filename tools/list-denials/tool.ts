import { Failure } from '#core/errors.ts';
import { LocalDate } from '#core/codes.ts';
import { inOrder } from '#core/denials/work-order.ts';
import { trendsBy, type TrendKey } from '#core/denials/trends.ts';
import { MOST_REFUSED, refusedClaims, type Refused } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialFilter, DenialsListed, MOST_LISTED } from './denials-listed.ts';
import { editionsOfCodes } from './editions-of-codes.ts';
import { askedFor, isAsked, isDue } from './narrow.ts';
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
    const { order = 'work', first = MOST_LISTED, trends } = filter;
    const { refused: all, short } = await refusedClaims(running, {});
    const payer = filter.payer === undefined ? undefined : payerCalled(filter.payer, all);
    const wanted = all.filter((one) => (payer === undefined || one.claim.payer.id === payer) && isAsked(one, filter, today));
    const refused = wanted.filter(({ outcome }) => outcome.open);
    const head = { asked: askedFor(filter, today), order, ever: everOf(wanted), more: all.length >= MOST_REFUSED };
    if (trends !== undefined) {
      const rows = trendsBy(trends, await counted(wanted, trends, running)).slice(0, first);
      const sums = { openClaims: refused.length, openCents: sumOf(refused.map(leftOf)) };
      return {
        ...head,
        ...sums,
        open: [],
        appealed: [],
        leftOut: [...short],
        trends: { by: trends, rows: rows.map((one) => ({ ...one })) },
      };
    }
    const listed = await workList(refused, all, running);
    const due = <T extends { readonly deadline: string }>(rows: readonly T[]) => rows.filter((one) => isDue(one, filter, today));
    const isLeftOut = ({ claim }: Refused): boolean => listed.leftOut.includes(claim.id);
    const [open, appealed] = [ordered(due(listed.open), order, today), due(listed.appealed)];
    return {
      ...head,
      open: open.slice(0, first),
      appealed: appealed.slice(0, first),
      leftOut: [...short, ...listed.leftOut],
      openClaims: open.length + appealed.length + listed.leftOut.length,
      openCents: sumOf([...open, ...appealed]) + sumOf(refused.filter(isLeftOut).map(leftOf)),
    };
  },
  present: presentDenials,
});

/** The rows in the order that is asked for, counted anew. They come in the order to work them. */
function ordered(rows: DenialsListed['open'], order: DenialsListed['order'], today: LocalDate): DenialsListed['open'] {
  const works = rows.map((row) => ({ ...row, row, deadline: LocalDate.safeParse(row.deadline).data }));
  return (order === 'work' ? works : inOrder(works, order, today)).map(({ row }, at) => ({ ...row, place: at + 1 }));
}

function sumOf(all: readonly { readonly refusedCents: number }[]): number {
  return all.reduce((sum, { refusedCents }) => sum + refusedCents, 0);
}

function leftOf({ outcome }: Refused): { readonly refusedCents: number } {
  return { refusedCents: outcome.leftCents };
}

function everOf(wanted: readonly Refused[]): DenialsListed['ever'] {
  return {
    claims: wanted.length,
    refusedCents: wanted.reduce((sum, { outcome }) => sum + outcome.first.refusedCents, 0),
    won: wanted.filter(({ outcome }) => outcome.recoveredCents > 0).length,
    recoveredCents: wanted.reduce((sum, { outcome }) => sum + outcome.recoveredCents, 0),
  };
}

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
