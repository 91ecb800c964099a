import type { Block } from '#core/answer/block.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import type { Tool } from '#tools/define-tool.ts';
import { draftPatientMessage } from '#tools/draft-patient-message/tool.ts';
import { ProposedBilling } from '#tools/patient-bills/proposed-billing.ts';
import { proposeAdjustment } from '#tools/propose-adjustment/tool.ts';
import { proposePaymentPlan } from '#tools/propose-payment-plan/tool.ts';
import { hoursUntil } from './hours.ts';
import { each, opaquely, title, warning, type OpaquePresenter } from './presenter.ts';
import { counted, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

/** Which kind of effect waits, and how much its card warns of: neither the account, nor a sum, nor a word of it. */
const presenterOf = (tool: Tool): OpaquePresenter =>
  opaquely(tool, ProposedBilling, async ({ proposals, refused }, telling): Promise<readonly Block[]> => {
    const count = counted(proposals.length, 'proposal waits', 'proposals wait');
    return [
      title(proposals.length === 0 ? 'Nothing was proposed' : `${count} for a countersignature`),
      ...(await each(proposals, (one) => line(one, telling))),
      ...(refused.length === 0 ? [] : [warning('It was refused. Open the account to read why.')]),
    ];
  });

export const opaqueMessage = presenterOf(draftPatientMessage);
export const opaqueAdjustment = presenterOf(proposeAdjustment);
export const opaquePaymentPlan = presenterOf(proposePaymentPlan);

async function line(
  { proposal, kind, expiresAt, warnings }: ProposedBilling['proposals'][number],
  telling: Telling,
): Promise<Block | undefined> {
  const id = proposalIn(proposal);
  if (id === undefined || !telling.lists(id)) return undefined;
  const effect = EFFECT_KINDS.find((one) => one === kind) ?? 'an effect';
  const warned = warnings.length === 0 ? '' : `, with ${counted(warnings.length, 'warning')} on its card`;
  return { kind: 'proposal', id, state: 'pending', says: `${effect}${hoursUntil(expiresAt, await telling.unit.now())}${warned}` };
}
