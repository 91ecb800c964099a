import { messageCard, messageWords } from '#core/patient-bill/message-card.ts';
import { restsOn, type AccountAtWork } from './account-at-work.ts';
import type { Accountable } from './accountable.ts';
import type { Remade } from './remade.ts';
import { tellBill, type TellingWanted } from './tell-bill.ts';

/** The proposal of a message about a bill, word for word, or why nobody may be told, in a sentence. */
export async function draftMessage(
  at: AccountAtWork,
  wanted: TellingWanted,
  unit: Accountable,
): Promise<Remade | { readonly refused: string }> {
  const { telling, explanation, language } = await tellBill(at, wanted, unit);
  if (!telling.allowed) return { refused: telling.why };
  if (explanation === undefined) throw new TypeError('whoever may be told is told something');
  const { record } = at.account;
  const { told, channel } = telling;
  const preview = messageCard(record, explanation, telling);
  return {
    lasting: preview,
    draft: {
      kind: 'patient-message.send',
      subject: subjectOf(record.id, record.mayBeTold.indexOf(told), told.is),
      payload: {
        v: 1,
        patient: record.patient.id,
        account: record.id,
        to: { name: told.name, is: told.is },
        channel,
        language,
        ...messageWords(explanation, telling),
        ...(wanted.care === true && { care: true }),
      },
      preview: [...preview],
      editions: [],
      sources: await restsOn(at, unit),
    },
  };
}

/** One message waits for each who may be told: `A-88` for the patient, `A-88#2` for the second on the account. */
function subjectOf(account: string, place: number, is: string): string {
  return is === 'patient' ? account : `${account}#${place + 1}`;
}
