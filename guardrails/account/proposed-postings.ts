import type { PostingKind, Side } from '#core/billing/plan-posting.ts';
import type { LocalDate } from '#core/codes.ts';
import type { EffectState } from '../effects/outbox.ts';
import { parsePayload, type AdjustmentPayload, type WriteOffPayload } from '../effects/payloads.ts';
import type { Proposal } from '../proposal.ts';
import type { EffectKind } from '../risk.ts';
import { vouchedOn, type Vouched, type Vouching } from '../vouched.ts';

/** A posting that was proposed, as it would stand on the account. */
export interface ProposedPosting {
  readonly proposal: string;
  readonly subject: string;
  readonly pending: boolean;
  /** What the outbox says of it, once approved. */
  readonly effect: EffectState | undefined;
  readonly kind: PostingKind;
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
export async function postingsOf(subjects: readonly string[], refund: string, unit: Vouching): Promise<Postings> {
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

/** A posting as its proposal has it. `refund` is the code of a refund. */
export function postingIn({ id, kind, subject, state, payload, effect }: Proposal, refund: string): ProposedPosting {
  const posting: WriteOffPayload & Partial<AdjustmentPayload> =
    kind === 'adjustment.post' ? parsePayload('adjustment.post', payload) : parsePayload('write-off.post', payload);
  const { amountCents, date, claim, reason, transactionCode, owedBy = 'patient', direction = 'credit', movesTo } = posting;
  return {
    proposal: id,
    subject,
    pending: state === 'pending',
    effect,
    kind: postingKindOf(kind, posting, refund),
    owedBy,
    movesTo,
    amountCents: direction === 'credit' ? -amountCents : amountCents,
    date,
    claim,
    reason,
    transactionCode,
  };
}

/** What people call it: one kind of effect is an adjustment, a refund and a transfer. */
export function postingKindOf(
  kind: EffectKind,
  { movesTo, transactionCode }: Pick<WriteOffPayload & Partial<AdjustmentPayload>, 'movesTo' | 'transactionCode'>,
  refund: string,
): PostingKind {
  if (kind === 'write-off.post') return 'write-off';
  if (movesTo !== undefined) return 'transfer';
  return transactionCode === refund ? 'refund' : 'adjustment';
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
