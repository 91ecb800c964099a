import type { Block } from '../answer/block.ts';
import { dollars } from '../money.ts';
import { accountTable } from './account-table.ts';
import type { Account } from './account.ts';
import type { PlannedPosting, PostingKind, Side } from './plan-posting.ts';

/** What a card shows, and which of it holds whatever else is proposed on the account. */
export interface AccountCard {
  readonly blocks: readonly Block[];
  readonly lasting: readonly Block[];
}

/** What stands on the card of a posting beside its own arithmetic. */
export interface PostingSaid {
  readonly kind: PostingKind;
  readonly reason: string;
  readonly transactionCode: string;
  /** Appeals that it would give up, and a payment plan that stands. */
  readonly warnings: readonly string[];
  /** Other postings that wait. */
  readonly beside: readonly string[];
  /** What was put up before and counts with it. */
  readonly weighed: string | undefined;
  /** The proposal whose place it takes. */
  readonly replaces: string | undefined;
}

/** The card of a posting: the sum before, the change, the sum after, and every line that the first is made of. */
export function postingCard(account: Account, planned: PlannedPosting, said: PostingSaid): AccountCard {
  const { kind, reason, transactionCode, warnings, beside, weighed, replaces } = said;
  const { record, entries } = account;
  const { amountCents, owedBy } = planned;
  const head: Block[] = [
    { kind: 'title', text: `${NAMES[kind]} ${dollars(amountCents)} on account ${record.id}` },
    { kind: 'text', text: inWords(kind, planned) },
  ];
  const given = warnings.map(warning);
  const rest: Block[] = [
    { kind: 'facts', rows: [...arithmetic(planned), ['Reason', reason], ['Transaction code', transactionCode]] },
    accountTable(entries, account, owedBy),
  ];
  const passing = [replaces, weighed].flatMap((text): Block[] => (text === undefined ? [] : [{ kind: 'text', text }]));
  return { blocks: [...head, ...passing, ...given, ...beside.map(warning), ...rest], lasting: [...head, ...given, ...rest] };
}

function warning(text: string): Block {
  return { kind: 'note', tone: 'warning', text };
}

const NAMES: Readonly<Record<PostingKind, string>> = {
  'write-off': 'Write off',
  adjustment: 'Adjust by',
  refund: 'Refund',
  transfer: 'Transfer',
};

const OWED: Readonly<Record<Side, string>> = { patient: 'what the patient owes', insurance: 'what insurance owes' };

function inWords(kind: PostingKind, { amountCents, owedBy, direction, movesTo, beforeCents, afterCents }: PlannedPosting): string {
  const sum = `${dollars(beforeCents)} ${direction === 'credit' ? '-' : '+'} ${dollars(amountCents)} = ${dollars(afterCents)}`;
  if (kind === 'refund') return `Pays ${dollars(amountCents)} back to the patient: ${sum}.`;
  if (movesTo !== undefined)
    return `Moves ${dollars(amountCents)} from ${OWED[owedBy]} to ${OWED[movesTo]}: ${sum}. The account owes as much as before.`;
  return `${direction === 'credit' ? 'Takes' : 'Puts'} ${dollars(amountCents)} ${direction === 'credit' ? 'off' : 'back on'} ${OWED[owedBy]}: ${sum}.`;
}

function arithmetic({ amountCents, direction, owedBy, beforeCents, afterCents }: PlannedPosting): [string, string][] {
  return [
    ['Balance', OWED[owedBy]],
    ['Before', dollars(beforeCents)],
    ['Change', `${direction === 'credit' ? '-' : '+'}${dollars(amountCents)}`],
    ['After', dollars(afterCents)],
  ];
}
