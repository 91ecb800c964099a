import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { amountCentsOf } from '../effects/payloads.ts';
import { LONGEST_WAIT_HOURS, TOGETHER, type PolicyFile } from '../policy/policy.ts';
import type { Proposal } from '../proposal.ts';
import type { EffectKind } from '../risk.ts';
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
const MOST = 1_000;
const MOST_NAMED = 6;
const DAY = 86_400_000;

/**
 * What an amount comes to with the parts of it that were asked for before: effects of its kind (a write-off counts with an adjustment) on the
 * accounts of the patient, or on this account alone, that were approved in the days that the policy says and did not come to nothing, or that wait. Who asked for them and
 * who approved them makes no difference. Of those that wait, `self` counts those that were asked for before it; what is new counts all
 * but the one whose place it takes.
 */
export async function weighedTogether(part: Part, unit: Accountable, policy: PolicyFile, self?: Proposal): Promise<Weighed> {
  const { days, over } = policy.together ?? TOGETHER;
  const now = Date.parse(await unit.now());
  const since = (back: number): string => new Date(now - back * DAY).toISOString();
  const about = over === 'patient' ? { patient: part.patient } : { account: part.account };
  const kinds = TAKES_OFF.includes(part.kind) ? TAKES_OFF : [part.kind];
  const listed: Proposal[] = [];
  for (const kind of kinds)
    listed.push(...(await unit.proposals.list({ kind, about, since: since(days + LONGEST_WAIT_HOURS / 24), limit: MOST })));
  if (listed.length >= MOST)
    throw new Failure('bad-input', `${MOST} or more effects of ${kinds.join(' and ')} count with it, which is more than can be weighed.`);
  const counts = ({ proposal, approval }: Vouched): boolean => {
    if (proposal.id === self?.id) return false;
    if (approval !== undefined) return approval.at >= since(days);
    return self === undefined ? proposal.kind !== part.kind || proposal.subject !== part.subject : numberOf(proposal) < numberOf(self);
  };
  const earlier = (await vouchedAmong(listed, unit))
    .filter(counts)
    .toSorted((one, other) => numberOf(other.proposal) - numberOf(one.proposal));
  const cents = earlier.reduce((sum, one) => sum + centsOf(one), part.amountCents);
  return { cents, says: earlier.length === 0 ? undefined : inWords(cents, earlier, { days, over }) };
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
