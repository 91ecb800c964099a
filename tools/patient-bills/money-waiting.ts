import type { Side } from '#core/billing/plan-posting.ts';
import type { LocalDate } from '#core/codes.ts';
import { parsePayload, type AdjustmentPayload, type WriteOffPayload } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { vouchedOn, type Vouched } from '#guardrails/vouched.ts';
import type { ReadingUnit } from '../unit.ts';

/** A posting that was proposed, as it would stand on the account. */
export interface ProposedPosting {
  readonly proposal: string;
  readonly subject: string;
  readonly pending: boolean;
  readonly kind: 'adjustment' | 'write-off' | 'refund' | 'transfer';
  readonly owedBy: Side;
  readonly movesTo: Side | undefined;
  /** Negative lowers what is owed. */
  readonly amountCents: number;
  readonly date: LocalDate;
  readonly claim: string | undefined;
  readonly reason: string;
  readonly transactionCode: string;
}

export interface Postings {
  /** Approved and delivered: they stand on the account. */
  readonly standing: readonly ProposedPosting[];
  /** Not decided yet, or approved and not known to have arrived: they hold their amount. */
  readonly open: readonly ProposedPosting[];
}

const KINDS = ['adjustment.post', 'write-off.post'] as const;

/** Postings proposed on an account: by its own id and those of its claims. Throws Failure `altered` for one that the ledger does not bear out. */
export async function postingsOf(
  subjects: readonly string[],
  refund: string,
  unit: Pick<ReadingUnit, 'proposals' | 'ledger' | 'policies'>,
): Promise<Postings> {
  const found: Vouched[] = [];
  for (const kind of KINDS) {
    for (const subject of subjects) found.push(...(await vouchedOn(unit, { kind, subject })));
  }
  const read = ({ proposal }: Vouched): ProposedPosting => postingIn(proposal, refund);
  return {
    standing: found.filter(({ isCarriedOut }) => isCarriedOut).map(read),
    open: found.filter(({ isCarriedOut }) => !isCarriedOut).map(read),
  };
}

function postingIn({ id, kind, subject, state, payload }: Proposal, refund: string): ProposedPosting {
  const posting: WriteOffPayload & Partial<AdjustmentPayload> =
    kind === 'adjustment.post' ? parsePayload('adjustment.post', payload) : parsePayload('write-off.post', payload);
  const { amountCents, date, claim, reason, transactionCode, owedBy = 'patient', direction = 'credit', movesTo } = posting;
  return {
    proposal: id,
    subject,
    pending: state === 'pending',
    kind:
      kind === 'write-off.post' ? 'write-off' : movesTo !== undefined ? 'transfer' : transactionCode === refund ? 'refund' : 'adjustment',
    owedBy,
    movesTo,
    amountCents: direction === 'credit' ? -amountCents : amountCents,
    date,
    claim,
    reason,
    transactionCode,
  };
}

/** What open postings take off, and what they put on, by side. */
export function heldBy(open: readonly ProposedPosting[]): {
  readonly reservedCents: Readonly<Record<Side, number>>;
  readonly debitsCents: Readonly<Record<Side, number>>;
} {
  const sum = (side: Side, sign: 1 | -1): number =>
    open.reduce((total, one) => total + (one.owedBy === side && Math.sign(one.amountCents) === sign ? Math.abs(one.amountCents) : 0), 0);
  return {
    reservedCents: { insurance: sum('insurance', -1), patient: sum('patient', -1) },
    debitsCents: { insurance: sum('insurance', 1), patient: sum('patient', 1) },
  };
}
