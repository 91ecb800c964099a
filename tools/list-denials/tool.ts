import { Failure } from '#core/errors.ts';
import { trendsBy, type TrendKey } from '#core/denials/trends.ts';
import { MOST_REFUSED, refusedClaims, type Refused } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialFilter, DenialsListed, MOST_LISTED } from './denials-listed.ts';
import { editionsOfCodes } from './editions-of-codes.ts';
import { presentDenials } from './present-denials.ts';
import { workList } from './work-list.ts';

export const listDenials = defineTool({
  name: 'list_denials',
  summary:
    'List refused claims in the order to work them, by money, odds and days left, or count refusals by payer, family, code, month or edition.',
  risk: 'read',
  input: DenialFilter,
  output: DenialsListed,
  async run(filter, running) {
    const { refused: all, short } = await refusedClaims(running, {});
    const payer = filter.payer === undefined ? undefined : payerCalled(filter.payer, all);
    const wanted = all.filter((one) => isWanted(one, filter, payer));
    const refused = wanted.filter(({ outcome }) => outcome.open);
    const counts = {
      asked: askedFor(filter),
      openClaims: refused.length,
      openCents: refused.reduce((sum, { outcome }) => sum + outcome.denial.refusedCents, 0),
      more: all.length >= MOST_REFUSED,
    };
    if (filter.trends !== undefined) {
      const rows = trendsBy(filter.trends, await counted(wanted, filter.trends, running)).map((one) => ({ ...one }));
      return { ...counts, open: [], appealed: [], leftOut: [...short], trends: { by: filter.trends, rows } };
    }
    const { open, appealed, leftOut } = await workList(refused, all, running);
    return { ...counts, open: open.slice(0, MOST_LISTED), appealed: appealed.slice(0, MOST_LISTED), leftOut: [...short, ...leftOut] };
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

function isWanted({ claim, outcome }: Refused, { family, since }: DenialFilter, payer: string | undefined): boolean {
  if (payer !== undefined && claim.payer.id !== payer) return false;
  const { date } = outcome.word;
  if (since !== undefined && (date === undefined || date < since)) return false;
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
