import { PayerTerms } from '#core/billing/payer-terms.ts';
import type { PayerTermsBook } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { CONTENT, sealedContent, type ContentRow } from './sealed-content.ts';

type Row = ContentRow & { readonly payer: string; readonly from: string };

/** Of terms that began on the same day the last entered count. Once the newest have ended, no older ones come back. */
export function payerTerms(transaction: Transaction, sealed: Sealed): PayerTermsBook {
  const { rows, lockWriters } = transaction;
  const kept = sealedContent(transaction, sealed, 'payer-terms', {
    schema: PayerTerms,
    named: ([payer = '', from = '']) => `What was entered for payer ${payer} from ${from}`,
  });
  const read = async (rest: string, values: readonly unknown[]) => {
    const found = await rows<Row>(`select payer, from_day::text as from, ${CONTENT} from payer_terms ${rest}`, values);
    return Promise.all(found.map(({ payer, from, ...row }) => kept.read([payer, from], row)));
  };
  return {
    async on(payer, day) {
      const [newest] = await read('where payer = $1 and from_day <= $2 order by from_day desc limit 1', [payer, day]);
      return newest?.until !== undefined && newest.until < day ? undefined : newest;
    },
    list: () => read('order by payer, from_day', []),
    async put(terms) {
      await lockWriters();
      const { content, version, seal } = await kept.write([terms.payer, terms.from], terms);
      await rows(
        `insert into payer_terms (payer, from_day, content, version, seal) values ($1, $2, $3, $4, $5)
         on conflict (tenant, payer, from_day) do update set content = excluded.content, version = excluded.version, seal = excluded.seal`,
        [terms.payer, terms.from, content, version, seal],
      );
    },
  };
}
