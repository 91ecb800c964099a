import { formOn } from '#agent/chat/form-of.ts';
import type { FormView } from '#agent/chat/view.ts';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { rightToDecide } from '#guardrails/decidable.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { signaturesIn, signersOf } from '#guardrails/signatures.ts';
import type { ConsoleUnit } from './console-parts.ts';
import { markup, type Html } from './html.ts';
import { toProposal } from './links.ts';

/** What somebody may do with a proposal now. It only spares them buttons: whether they may is looked up again when they press one. */
export interface Deciding {
  readonly accept: boolean;
  readonly forms: readonly FormView[];
  readonly escalate: boolean;
  /** They asked for it, and may take it back. */
  readonly withdraw: boolean;
  /** Why they may not accept it. */
  readonly why?: string;
}

const NOTHING = { accept: false, forms: [], escalate: false, withdraw: false } as const;

export async function decidingOf(proposal: Proposal, unit: ConsoleUnit, actor: Actor): Promise<Deciding> {
  if (proposal.state !== 'pending') return NOTHING;
  const policy = await unit.policies.inForce();
  const approve = await rightToDecide(unit, proposal, actor, policy, 'approve');
  const signed = signersOf(signaturesIn(await unit.ledger.list({ proposal: proposal.id }), proposal.digest)).has(actor.principal.id);
  const reject = await rightToDecide(unit, proposal, actor, policy, 'reject');
  const withdraw = mayTakeBack(proposal, actor);
  if (reject instanceof Failure) return { ...NOTHING, withdraw, why: approve instanceof Failure ? approve.says : reject.says };
  const up = proposal.escalatedBy === undefined;
  const accept = !(approve instanceof Failure) && !signed;
  const why = approve instanceof Failure ? approve.says : signed ? 'You have signed it. It waits for somebody else.' : undefined;
  return { accept, forms: formsOn(proposal, policy), escalate: up, withdraw, ...(why !== undefined && { why }) };
}

function mayTakeBack({ maker, onBehalfOf, escalatedBy }: Proposal, { principal: { id } }: Actor): boolean {
  return (maker === id || onBehalfOf === id) && (escalatedBy === undefined || escalatedBy === id);
}

function formsOn(proposal: Proposal, policy: Policy): readonly FormView[] {
  return (['change', 'reject'] as const).flatMap((button) => formOn(proposal, { card: proposal.id, button, policy }) ?? []);
}

interface Shown {
  readonly id: string;
  readonly digest: string;
  /** What is decided, in a few words: `I50.23`. */
  readonly what: string;
  readonly form: string;
}

/** The buttons of a proposal. Each is bound to what this page showed. */
export function decisionHtml(shown: Shown, { accept, forms, escalate, withdraw, why }: Deciding): Html {
  if (!accept && forms.length === 0 && !escalate && !withdraw) return markup`${why !== undefined && markup`<p class="note">${why}</p>`}`;
  return markup`<section class="decide" aria-labelledby="decide">
    <h2 id="decide">Your decision</h2>
    ${why !== undefined && markup`<p class="note">${why}</p>`}
    <div class="buttons">${accept && acceptHtml(shown)}${escalate && pressHtml(shown, 'escalate', 'Escalate', '')}${withdraw && pressHtml(shown, 'withdraw', 'Withdraw', '')}</div>
    ${forms.map((view) => formHtml(shown, view))}
  </section>`;
}

export function acceptHtml(shown: Shown): Html {
  return pressHtml(shown, 'accept', 'Accept', 'primary');
}

function pressHtml(shown: Shown, verdict: string, says: string, look: string): Html {
  return markup`<form method="post" action="${toProposal(shown.id)}">
    ${hidden(shown, verdict)}<button type="submit" class="${look}" aria-label="${says} ${shown.what}, ${shown.id}">${says}</button>
  </form>`;
}

function formHtml(shown: Shown, { button, reasons, asksCode }: FormView): Html {
  const name = button === 'reject' ? 'Reject' : 'Change';
  const id = (field: string): string => `${button}-${field}`;
  return markup`<details>
    <summary>${name}…</summary>
    <form method="post" action="${toProposal(shown.id)}" class="stacked">
      ${hidden(shown, button)}
      ${asksCode && codeField(id('to'))}
      <label for="${id('reason')}">Reason</label>
      <select id="${id('reason')}" name="reason" required>
          <option value="">Choose one</option>
          ${reasons.map(({ key, says }) => markup`<option value="${key}">${says}</option>`)}
        </select>
      <label for="${id('note')}">Note <span class="small">(needed with "other")</span></label>
      <input id="${id('note')}" name="note" maxlength="500" autocomplete="off" />
      <button type="submit" class="${button === 'reject' && 'danger'}">${name} ${shown.what}</button>
    </form>
  </details>`;
}

function codeField(id: string): Html {
  return markup`<label for="${id}">Code instead</label>
    <input id="${id}" name="to" required maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" />`;
}

function hidden({ digest, form }: Shown, verdict: string): Html {
  const fields = { form, seen: digest, verdict };
  return markup`${Object.entries(fields).map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}" />`)}`;
}
