import { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { Appeals } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { CONTENT, mustAgree, sealedContent, type ContentRow } from './sealed-content.ts';

type Row = ContentRow & { readonly proposal: string; readonly claim: string };

export function appeals(transaction: Transaction, sealed: Sealed): Appeals {
  const { rows, lockWriters } = transaction;
  const kept = sealedContent(transaction, sealed, 'appeal-answer', {
    schema: AppealAnswer,
    named: ([proposal = '']) => `The answer to ${proposal}`,
  });
  async function read({ proposal, claim, ...row }: Row): Promise<AppealAnswer> {
    const answer = await kept.read([proposal], row);
    mustAgree(`The answer to ${proposal}`, [proposal, claim], [answer.proposal, answer.claim]);
    return answer;
  }

  return {
    async everAppealed(claims) {
      const found = await rows<{ subject: string }>(
        `select distinct subject from proposal where kind = 'appeal.submit' and subject = any($1)`,
        [claims],
      );
      return new Set(found.map(({ subject }) => subject));
    },
    async answersOf(claims) {
      const found = await rows<Row>(`select proposal, claim, ${CONTENT} from appeal_answer where claim = any($1)`, [claims]);
      const answers = await Promise.all(found.map(read));
      return answers.toSorted((a, b) =>
        a.noticeDate < b.noticeDate || (a.noticeDate === b.noticeDate && a.proposal < b.proposal) ? -1 : 1,
      );
    },
    async answer(answer) {
      await lockWriters();
      const { content, version, seal } = await kept.write([answer.proposal], answer);
      await rows(
        `insert into appeal_answer (proposal, claim, content, version, seal) values ($1, $2, $3, $4, $5)
         on conflict (tenant, proposal) do update set claim = excluded.claim, content = excluded.content, version = excluded.version,
           seal = excluded.seal`,
        [answer.proposal, answer.claim, content, version, seal],
      );
      return version;
    },
  };
}
