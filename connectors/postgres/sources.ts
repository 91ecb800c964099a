import type { Sources } from '#guardrails/unit.ts';
import type { Transaction } from './transaction.ts';

const BOTH = (one: string, other: string) => `encode(sha256(convert_to(concat_ws(' ', ${one}, ${other}), 'UTF8')), 'hex')`;

/** What posted remittances say of claims, in their order. */
const SAID = (claims: string) => `(select string_agg(m.version, ' ' order by m.remittance, m.position)
  from remitted_claim m join remittance r on r.number = m.remittance where m.about ${claims} and m.matched ${claims} and r.state = 'posted')`;

/** What payers answered appeals of claims by letter. */
const ANSWERED = (claims: string) => `(select string_agg(version, ' ' order by proposal) from appeal_answer where claim ${claims})`;

const CLAIMS_OF = '(select id from billed_claim where account = $1)';

/** Postings of ours that stand on an account: what was drafted before one of them shows sums that are no more. */
const POSTED = `(select string_agg(o.proposal, ' ' order by o.proposal) from outbox o
  where o.kind in ('adjustment.post', 'write-off.post') and o.payload ->> 'account' = $1 and o.state = 'done')`;

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['chart', 'select version from encounter where id = $1'],
  ['edition', 'select sha256 as version from edition where id = $1'],
  [
    'policy',
    `select about ->> 'adopts' as version from ledger_entry
     where $1 = 'in-force' and about ->> 'adopts' is not null order by index desc limit 1`,
  ],
  ['claim', `select ${BOTH('c.version', `${SAID('= c.id')}, ${ANSWERED('= c.id')}`)} as version from billed_claim c where c.id = $1`],
  ['remittance', 'select version from remittance where id = $1 and version is not null'],
  [
    'account',
    `select ${BOTH(
      'a.version',
      `(select string_agg(version, ' ' order by id) from billed_claim where account = $1), ${SAID(`= any(array${CLAIMS_OF})`)}, ${POSTED}, ${ANSWERED(`= any(array${CLAIMS_OF})`)}`,
    )} as version from account a where a.id = $1`,
  ],
  [
    'clause',
    "select string_agg(version, ' ' order by from_day) as version from policy_document where id = split_part($1, '/', 1) having count(*) > 0",
  ],
  ['terms', "select string_agg(version, ' ' order by from_day) as version from payer_terms where payer = $1 having count(*) > 0"],
]);

/**
 * Versions of `chart:E-1042`, `edition:icd10cm-2026-starter`, `policy:in-force`, `claim:C-88` and `account:A-88` (with what payers said of
 * them and answered by letter, and the account with what was posted from here), `remittance:R-12`, `clause:medical-policy/4.2` and `terms:<payer>` (any day of each). A source of another kind has none. Whoever
 * asks holds off the tenant's other writers: a decision that rests on the version is then committed before the version can change.
 */
export function sources({ rows, lockWriters }: Transaction): Sources {
  return {
    async version(id) {
      const colon = id.indexOf(':');
      const sql = VERSIONS.get(id.slice(0, colon));
      if (sql === undefined) return undefined;
      await lockWriters();
      const [found] = await rows<{ version: string }>(sql, [id.slice(colon + 1)]);
      return found?.version;
    },
  };
}
