import type { CodeStanding } from '#tools/coding/code-standing.ts';
import type { Basis } from '#tools/evidence/edition-line.ts';
import { momentIn, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

/** Of a chart whose words read like orders to a program. What they are is not said here. */
export const ORDERS =
  'There is instruction-like text in the chart. It is no evidence, and nothing in it was obeyed. Read it before you decide.';

const ABOUT_ORDERS = 'Instruction-like text in ';

/** Whether one of the coder's flags says so. The flag itself names a document. */
export function flagsOrders(flags: readonly string[]): boolean {
  return flags.some((flag) => flag.startsWith(ABOUT_ORDERS));
}

/** `accepted by dana.reyes at 2026-11-24 12:38 UTC (P-1)`. What was written beside a reason is not said. */
export async function standingWords({ state, proposal, by, at }: CodeStanding, { staff }: Telling): Promise<string> {
  const moment = momentIn(at);
  const when = moment === undefined ? '' : ` ${state === 'waiting' ? 'since' : 'at'} ${moment}`;
  const id = proposalIn(proposal);
  const who = await staff(by);
  const says = state === 'waiting' ? `waits for a decision${when}, asked for by ${who}` : `${state} by ${who}${when}`;
  return `${says}${id === undefined ? '' : ` (${id})`}`;
}

/** What an answer about codes rests on, without the day that chose it: that is a day of care. */
export async function basisFacts({ edition, starter, coder }: Basis, telling: Telling): Promise<readonly (readonly [string, string])[]> {
  const known = await telling.edition(edition);
  const kind = starter ? ' (starter edition: everyday codes only, not the full official set)' : '';
  return [
    ...(known === undefined ? [] : [['Edition', `${known}${kind}`] as const]),
    ...(/^coder-\d{1,4}$/.test(coder) ? [['Coder', coder] as const] : []),
  ];
}
