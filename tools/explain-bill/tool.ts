import { defineTool } from '../define-tool.ts';
import { BillAsked, billAsked, type BillAnswered } from '../patient-bills/bill-asked.ts';
import { ExplainedBill } from './explained-bill.ts';
import { presentBill } from './present-bill.ts';

export const explainBill = defineTool({
  name: 'explain_bill',
  summary: 'Work out an account line by line with the source of each figure, and show how its bill would be explained to the patient.',
  risk: 'read',
  input: BillAsked,
  output: ExplainedBill,
  async run(asked, running) {
    return answer(await billAsked(asked, running));
  },
  present: presentBill,
});

function answer({ at: { account, refused, open }, telling, explanation }: BillAnswered): ExplainedBill {
  const { record, entries, chargesCents, insuranceOwesCents, patientOwesCents } = account;
  const said = explanation?.sections.flatMap((section) => section.said) ?? [];
  return {
    account: record.id,
    entries,
    sums: { chargesCents, insuranceOwesCents, patientOwesCents },
    refused: refused.map(({ claim, amountCents, remittance, reason, appealed }) => ({
      claim,
      amountCents,
      remittance: remittance.id,
      segment: remittance.segment,
      reason,
      appealed,
    })),
    open: open.map(({ proposal, kind, amountCents, owedBy }) => ({ proposal, kind, amountCents, owedBy })),
    telling: telling.allowed
      ? { allowed: true, person: false, channel: telling.channel }
      : { allowed: false, person: telling.person, rule: telling.rule, why: telling.why },
    ...(explanation !== undefined && {
      explanation: {
        language: explanation.language,
        text: explanation.text,
        grade: explanation.grade.grade,
        notices: said.flatMap(({ id, cites }) => (cites === undefined ? [] : [{ id, cites }])),
        figures: said.flatMap(({ id, figures }) => figures.map((figure) => ({ sentence: id, figure }))),
      },
    }),
  };
}
