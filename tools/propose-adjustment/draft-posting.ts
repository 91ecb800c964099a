import type { Block } from '#core/answer/block.ts';
import type { PlannedPosting, PostingKind, Side } from '#core/billing/plan-posting.ts';
import { dollars } from '#core/money.ts';
import type { ProposalDraft, SourceVersion } from '#guardrails/proposal.ts';
import type { Care } from '#guardrails/risk.ts';
import { accountTable } from '../explain-bill/present-bill.ts';
import type { AccountAtWork } from '../patient-bills/account-at-work.ts';

/** What is asked for, checked against the account. */
export interface PostingWanted {
  readonly kind: PostingKind;
  readonly planned: PlannedPosting;
  readonly reason: string;
  readonly transactionCode: string;
  readonly claim: string | undefined;
  readonly warnings: readonly string[];
  readonly sources: readonly SourceVersion[];
}

/** The proposal of a posting: the sum before, the change, the sum after, and every line that the first is made of. */
export function draftPosting({ account, today }: AccountAtWork, wanted: PostingWanted): ProposalDraft {
  const { kind, planned, reason, transactionCode, claim, warnings, sources } = wanted;
  const { record, entries } = account;
  const { amountCents, owedBy, direction, movesTo } = planned;
  const care: Care = warnings.length > 0 ? 'look' : 'routine';
  return {
    kind: kind === 'write-off' ? 'write-off.post' : 'adjustment.post',
    subject: claim ?? record.id,
    payload: {
      v: 1,
      account: record.id,
      patient: record.patient.id,
      ...(claim !== undefined && { claim }),
      date: today,
      amountCents,
      transactionCode,
      reason,
      owedBy,
      ...(kind !== 'write-off' && { direction }),
      ...(movesTo !== undefined && { movesTo }),
    },
    preview: [
      { kind: 'title', text: `${NAMES[kind]} ${dollars(amountCents)} on account ${record.id}` },
      { kind: 'text', text: inWords(kind, planned) },
      ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
      { kind: 'facts', rows: [...arithmetic(planned), ['Reason', reason], ['Transaction code', transactionCode]] },
      accountTable(entries, account, owedBy),
    ],
    editions: [],
    sources: [...sources],
    care,
  };
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
