import type { Block } from '#core/answer/block.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import { defineTool } from '../define-tool.ts';
import { restsOn } from '../patient-bills/account-at-work.ts';
import { BillAsked, billAsked, type BillAnswered } from '../patient-bills/bill-asked.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

export const draftPatientMessage = defineTool({
  name: 'draft_patient_message',
  summary: 'Put the explanation of a bill up for a decision, word for word, to be sent to somebody who may be told. It sends nothing.',
  risk: 'billing',
  input: BillAsked,
  output: ProposedBilling,
  async draft(asked, running) {
    const answered = await billAsked(asked, running);
    const { at, telling } = answered;
    if (telling.allowed) return { drafts: [{ ...messageOf(answered), sources: await restsOn(at, running) }], refused: [] };
    return { drafts: [], refused: [{ subject: at.account.record.id, why: `${telling.why} Nothing was drafted.` }] };
  },
  report: reportBilling,
  present: presentBilling,
});

const SUBJECTS = { en: 'Your hospital bill', es: 'Su cuenta del hospital' } as const;
const SPOKEN = 'To be read out on the phone, after whoever answers has shown who they are.';
const SHORT = 'By sms goes only this note: no amount, and no account.';

function messageOf({ at, telling, explanation, language }: BillAnswered): Omit<ProposalDraft, 'sources'> {
  if (!telling.allowed || explanation === undefined) throw new TypeError('nobody may be told');
  const { record } = at.account;
  const { told, channel } = telling;
  const text = channel === 'sms' ? explanation.short : explanation.text;
  const cited = explanation.sections.flatMap(({ said }) =>
    said.flatMap(({ id, cites }) => (cites === undefined ? [] : [`${id}: ${cites}`])),
  );
  const rows: [string, string][] = [
    ['To', `${told.name} (${told.is})`],
    ['By', channel],
    ['Language', language === 'en' ? 'English' : 'Spanish'],
    ['Reading grade', Math.max(0, explanation.grade.grade).toFixed(1)],
    ['Account', record.id],
  ];
  return {
    kind: 'patient-message.send',
    subject: subjectOf(at.account.record.id, record.mayBeTold.indexOf(told), told.is),
    payload: {
      v: 1,
      patient: record.patient.id,
      account: record.id,
      to: { name: told.name, is: told.is },
      channel,
      language,
      subject: SUBJECTS[language],
      text,
    },
    preview: [
      { kind: 'title', text: `Tell ${told.is === 'patient' ? 'the patient' : `the ${told.is}`} about account ${record.id}` },
      { kind: 'facts', rows },
      ...(channel === 'phone' ? [note(SPOKEN)] : channel === 'sms' ? [note(SHORT)] : []),
      ...text.split('\n\n').map((paragraph): Block => ({ kind: 'text', text: paragraph })),
      ...(channel === 'sms' || cited.length === 0
        ? []
        : ([
            { kind: 'title', text: 'Why each notice is on it' },
            { kind: 'list', items: cited },
          ] satisfies Block[])),
    ],
    editions: [],
  };
}

function note(text: string): Block {
  return { kind: 'note', tone: 'plain', text };
}

/** One message waits for each who may be told: `A-88` for the patient, `A-88#2` for the second on the account. */
function subjectOf(account: string, place: number, is: string): string {
  return is === 'patient' ? account : `${account}#${place + 1}`;
}
