import type { Block } from '../answer/block.ts';
import type { AccountRecord } from '../billing/account.ts';
import type { Language } from '../reading-grade/count-text.ts';
import type { BillExplanation } from './explain-bill.ts';
import type { MayTell } from './may-tell.ts';

type Allowed = Extract<MayTell, { readonly allowed: true }>;

/** The words that go to whoever may be told, and the line above them. */
export interface MessageWords {
  readonly subject: string;
  readonly text: string;
}

const SUBJECTS: Readonly<Record<Language, string>> = { en: 'Your hospital bill', es: 'Su cuenta del hospital' };
const SPOKEN = 'To be read out on the phone, after whoever answers has shown who they are.';
const SHORT = 'By sms goes only this note: no amount, and no account.';

export function messageWords({ text, short, language }: BillExplanation, { channel }: Allowed): MessageWords {
  return { subject: SUBJECTS[language], text: channel === 'sms' ? short : text };
}

/** The card of a message: who is told, how, at what grade, word for word what, and why each notice is on it. */
export function messageCard(record: AccountRecord, explanation: BillExplanation, telling: Allowed): readonly Block[] {
  const { told, channel } = telling;
  const { text } = messageWords(explanation, telling);
  const cited = explanation.sections.flatMap(({ said }) =>
    said.flatMap(({ id, cites }) => (cites === undefined ? [] : [`${id}: ${cites}`])),
  );
  const rows: [string, string][] = [
    ['To', `${told.name} (${told.is})`],
    ['By', channel],
    ['Language', explanation.language === 'en' ? 'English' : 'Spanish'],
    ['Reading grade', Math.max(0, explanation.grade.grade).toFixed(1)],
    ['Account', record.id],
  ];
  return [
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
  ];
}

function note(text: string): Block {
  return { kind: 'note', tone: 'plain', text };
}
