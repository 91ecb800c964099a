import { Failure } from '#core/errors.ts';
import { rightToDecide } from '#guardrails/decidable.ts';
import { whyNot } from '#guardrails/why-not.ts';
import { cardHere, NO_CARD } from './card-here.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Place } from './event.ts';
import { formOn } from './form-of.ts';
import type { FormView } from './view.ts';
import { actorIn, whoIsIt } from './who-is-it.ts';
import type { ChatUnit } from './store.ts';

export interface FormAsked {
  readonly card: string;
  readonly button: FormView['button'];
  readonly place: Pick<Place, 'surface' | 'workspace'>;
  readonly user: string;
}

export type FormAnswer = FormView | { readonly why: string };

const NOT_LINKED = 'You are not linked to a person who is registered here, so you can decide nothing.';

/** The form that a rejection or a change needs, or why there is none. To be given one decides nothing and grants nothing. */
export async function formFor(asked: FormAsked, parts: Pick<ChatParts, 'store' | 'tenant' | 'soleWorkspace'>): Promise<FormAnswer> {
  const { store, tenant } = parts;
  return store.within(tenant, async (unit) => {
    const known = await whoIsIt(asked, unit, parts);
    return 'unknown' in known ? { why: NOT_LINKED } : formOf(asked, unit, actorIn(asked.place, tenant, known.person));
  });
}

async function formOf({ card: id, button, place }: FormAsked, unit: ChatUnit, actor: ReturnType<typeof actorIn>): Promise<FormAnswer> {
  const card = await cardHere(id, place, unit);
  const proposal = card && (await unit.proposals.find(card.proposal));
  if (proposal === undefined) return { why: NO_CARD };
  if (proposal.state !== 'pending') return { why: (await whyNot(unit, proposal.id)).says };
  const policy = await unit.policies.inForce();
  const right = await rightToDecide(unit, proposal, actor, policy, 'reject');
  if (right instanceof Failure) return { why: right.says };
  return formOn(proposal, { card: id, button, policy }) ?? { why: `${proposal.id} cannot be changed; it can be rejected.` };
}
