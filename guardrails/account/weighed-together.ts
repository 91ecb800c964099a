import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { isPutAway } from '../effects/came-to-nothing.ts';
import { amountCentsOf } from '../effects/payloads.ts';
import { TOGETHER, type Policy, type Together } from '../policy/policy.ts';
import type { Proposal } from '../proposal.ts';
import type { EffectKind } from '../risk.ts';
import { unfounded } from '../unfounded.ts';
import { vouchedAmong, type Vouched } from '../vouched.ts';
import type { Accountable } from './accountable.ts';

/** Money that is about to be asked for, or that waits. */
export interface Part {
  readonly kind: EffectKind;
  readonly subject: string;
  readonly account: string;
  readonly patient: string;
  readonly amountCents: number;
}

/** What an effect is weighed as, with what was put up before it; `says` where anything was. */
export interface Weighed {
  readonly cents: number;
  readonly says: string | undefined;
}

/** What takes money off an account by one name or another: the tier of one is no way round that of the other. */
const TAKES_OFF: readonly EffectKind[] = ['write-off.post', 'adjustment.post'];
/** Of one kind. */
const MOST = 1_000;
const MOST_NAMED = 6;
const DAY = 86_400_000;

/**
 * What an amount comes to with the parts of it that were asked for before: effects of its kind (a write-off counts with an adjustment) on the
 * accounts of the patient, or on this account alone, that were approved in the days that the policy says and were not put away, or that wait.
 * What failed can be sent again, so it counts until it is closed. Who asked for them and who approved them makes no difference. Of those
 * that wait, `self` counts those that were asked for before it; what is new counts all but the one whose place it takes.
 */
export async function weighedTogether(part: Part, unit: Accountable, policy: Policy, self?: Proposal): Promise<Weighed> {
  const { days, over } = policy.together ?? TOGETHER;
  const since = daysBefore(await unit.now(), days);
  const counts = ({ proposal, approval }: Vouched): boolean => {
    if (proposal.id === self?.id) return false;
    if (approval !== undefined) return approval.at >= since;
    return self === undefined ? proposal.kind !== part.kind || proposal.subject !== part.subject : numberOf(proposal) < numberOf(self);
  };
  const counting = (await together(part, unit, over)).filter(counts);
  const earlier = (await approvable(counting, policy, unit)).toSorted((one, other) => numberOf(other.proposal) - numberOf(one.proposal));
  const cents = sumOf(earlier) + part.amountCents;
  return { cents, says: earlier.length === 0 ? undefined : inWords(cents, earlier, { days, over }) };
}

/** The same for one that was approved at a moment: with what had been approved in the days before that, and may go out or did. */
export async function weighedAtApproval(
  part: Part & { readonly id: string },
  approvedAt: string,
  unit: Accountable,
  policy: Policy,
): Promise<number> {
  const { days, over } = policy.together ?? TOGETHER;
  const since = daysBefore(approvedAt, days);
  const before = ({ proposal, approval }: Vouched): boolean =>
    approval !== undefined && approval.at >= since && approval.at < approvedAt && proposal.id !== part.id;
  return sumOf((await together(part, unit, over)).filter(before)) + part.amountCents;
}

/** All that counts with it, however long ago it was asked for. */
async function together({ kind: own, patient, account }: Part, unit: Accountable, over: Together['over']): Promise<readonly Vouched[]> {
  const about = over === 'patient' ? { patient } : { account };
  const kinds = TAKES_OFF.includes(own) ? TAKES_OFF : [own];
  const listed: Proposal[] = [];
  for (const kind of kinds) listed.push(...(await unit.proposals.list({ kind, about, limit: MOST })));
  if (listed.length >= MOST)
    throw new Failure('bad-input', `${MOST} or more effects of ${kinds.join(' and ')} count with it, which is more than can be weighed.`);
  return vouchedAmong(listed, unit, isPutAway);
}

/** Without what waits and can be approved no more, for the policy or the account has changed under it. */
async function approvable(parts: readonly Vouched[], policy: Policy, unit: Accountable): Promise<readonly Vouched[]> {
  const left: Vouched[] = [];
  for (const one of parts) {
    if (one.approval !== undefined || (await unfounded(one.proposal, policy, unit)) === undefined) left.push(one);
  }
  return left;
}

function daysBefore(moment: string, days: number): string {
  return new Date(Date.parse(moment) - days * DAY).toISOString();
}

function sumOf(parts: readonly Vouched[]): number {
  return parts.reduce((sum, one) => sum + centsOf(one), 0);
}

function centsOf({ proposal: { kind, payload } }: Vouched): number {
  return amountCentsOf(kind, payload) ?? 0;
}

function numberOf({ id }: Proposal): number {
  return Number(id.slice('P-'.length));
}

function inWords(cents: number, earlier: readonly Vouched[], { days, over }: typeof TOGETHER): string {
  const named = earlier
    .slice(0, MOST_NAMED)
    .map((one) => `${dollars(centsOf(one))} of ${one.proposal.id} (${one.approval === undefined ? 'waits' : 'approved'})`);
  const more = earlier.length - named.length;
  const parts = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const whose = over === 'patient' ? "this patient's accounts" : 'this account';
  return `Weighed as ${dollars(cents)}: with ${parts}, on ${whose} in ${days} days.`;
}
