import { ExplainedBill } from '#tools/explain-bill/explained-bill.ts';
import { explainBill } from '#tools/explain-bill/tool.ts';
import { facts, opaquely, text, title, warning } from './presenter.ts';
import { counted } from './safe-parts.ts';

/** How much there is to read, and no sum of it: with what is owed an account would be known again. */
export const opaqueBill = opaquely(explainBill, ExplainedBill, ({ entries, refused, open, explanation, telling }) =>
  Promise.resolve(
    [
      title('The account was worked out'),
      facts([
        ['Lines', String(entries.length)],
        ['Refused by payers', String(refused.length)],
        ['Proposals that wait', String(open.length)],
        ...(explanation === undefined ? [] : ([['Notices for the patient', String(explanation.notices.length)]] as const)),
      ]),
      telling.allowed
        ? text(`The explanation for the patient has ${counted(explanation?.figures.length ?? 0, 'amount')}. Open it to read it.`)
        : warning(telling.person ? 'A person has to take this question.' : 'This person may not be told of the bill.'),
    ].flat(),
  ),
);
