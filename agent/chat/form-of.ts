import type { Policy } from '#guardrails/policy/policy.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import { isCode } from '#guardrails/standing.ts';
import type { FormView } from './view.ts';

interface Formed {
  readonly id: string;
  readonly kind: EffectKind;
  readonly subject: string;
}

interface Asking {
  readonly card: string;
  readonly button: FormView['button'];
  /** The policy in force. */
  readonly policy: Policy;
}

/** What a rejection or a change asks; `undefined` where there is no such thing. It holds no word of a chart, and no number of an account. */
export function formOn({ id, kind, subject }: Formed, { card, button, policy }: Asking): FormView | undefined {
  const menu = policy.effects[kind].reasons[button];
  if (menu === undefined || (button === 'change' && !isCode(kind))) return undefined;
  return {
    button,
    card,
    title: `${button === 'reject' ? 'Reject' : 'Change'} ${isCode(kind) ? `${subject} (${id})` : id}`,
    reasons: Object.entries(menu).map(([key, says]) => ({ key, says })),
    asksCode: button === 'change',
  };
}
