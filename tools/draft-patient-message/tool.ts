import { draftMessage } from '#guardrails/account/draft-message.ts';
import { defineTool } from '../define-tool.ts';
import { accountCalled } from '../patient-bills/account-called.ts';
import { BillAsked, toWhom } from '../patient-bills/bill-asked.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

export const draftPatientMessage = defineTool({
  name: 'draft_patient_message',
  summary: 'Put the explanation of a bill up for a decision, word for word, to be sent to somebody who may be told. It sends nothing.',
  risk: 'billing',
  input: BillAsked,
  output: ProposedBilling,
  async draft(asked, running) {
    const at = await accountCalled(asked.account, running);
    const made = await draftMessage(at, toWhom(asked), running.unit);
    if ('draft' in made) return { drafts: [made.draft], refused: [] };
    return { drafts: [], refused: [{ subject: at.account.record.id, why: `${made.refused} Nothing was drafted.` }] };
  },
  report: reportBilling,
  present: presentBilling,
});
