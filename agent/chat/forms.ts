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

type Parts = Pick<ChatParts, 'store' | 'tenant' | 'soleWorkspace' | 'opaque'>;

/**
 * The form that a rejection or a change needs, or why there is none. To be given one decides nothing and grants nothing. Neither holds a word
 * of a chart, wherever it was asked for: a form is shown beside the place and not in it.
 */
export async function formFor(asked: FormAsked, parts: Parts): Promise<FormAnswer> {
  const { store, tenant } = parts;
  return store.within(tenant, async (unit) => {
    const known = await whoIsIt(asked, unit, parts);
    if ('unknown' in known) return { why: NOT_LINKED };
    const form = await formOf(asked, unit, actorIn(asked.place, tenant, known.person));
    return form instanceof Failure ? { why: await parts.opaque.sentence(form.says, unit, form.code) } : form;
  });
}

type Formed = FormAnswer | Failure;

async function formOf({ card: id, button, place }: FormAsked, unit: ChatUnit, actor: ReturnType<typeof actorIn>): Promise<Formed> {
  const card = await cardHere(id, place, unit);
  const proposal = card && (await unit.proposals.find(card.proposal));
  if (proposal === undefined) return { why: NO_CARD };
  if (proposal.state !== 'pending') return whyNot(unit, proposal.id);
  const policy = await unit.policies.inForce();
  const right = await rightToDecide(unit, proposal, actor, policy, 'reject');
  if (right instanceof Failure) return right;
  return formOn(proposal, { card: id, button, policy }) ?? { why: `${proposal.id} cannot be changed; it can be rejected.` };
}
