import { Failure } from '#core/errors.ts';
import type { Begun, RemittanceBook } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { BEGUN, sealedRemittances, type RemittanceRow } from './remittance-rows.ts';
import { sealedRemitted } from './remitted-rows.ts';

const INSERT_CLAIMS = `
  insert into remitted_claim (remittance, position, claim_id, payer_claim_id, payer, day, reversal, denied_cents, content, version, seal,
    matched, matched_by, match_seal, why_not)
  select r.number, position, claim_id, payer_claim_id, r.payer, (r.head ->> 'date')::date, reversal, denied_cents, content::json, item.version,
    item.seal, matched, matched_by, match_seal, why_not
  from remittance r, json_to_recordset($2::json) as item (position int, claim_id text, payer_claim_id text, reversal boolean,
    denied_cents bigint, content text, version text, seal text, matched text, matched_by text, match_seal text, why_not text)
  where r.id = $1 and r.state = 'unfinished'
  on conflict do nothing`;

/** Never taken away: a name too many only has one more remittance counted. */
const INSERT_NAMES = `
  insert into remittance_names (claim, remittance)
  select distinct coalesce(matched, claim_id), r.number from remittance r, json_to_recordset($2::json) as item (claim_id text, matched text)
  where r.id = $1 and r.state = 'unfinished'
  on conflict do nothing`;

const NAME_ONE = 'insert into remittance_names (claim, remittance) select $2, number from remittance where id = $1 on conflict do nothing';

type Taking = Pick<RemittanceBook, 'begin' | 'write' | 'finish' | 'match' | 'unmatch' | 'at'>;
type Wanted = Parameters<RemittanceBook['begin']>[0];

/** What brings remittances in, and says later what they are about. */
export function takeRemittancesIn(transaction: Transaction, sealed: Sealed): Taking {
  const { rows, lockWriters } = transaction;
  const remitted = sealedRemitted(transaction, sealed);
  const { seal, read } = sealedRemittances(transaction, sealed);
  return {
    begin: (wanted) => begin(transaction, wanted),
    async write(id, drafts) {
      await lockWriters();
      const items = JSON.stringify(await remitted.rows(id, drafts));
      await rows(INSERT_CLAIMS, [id, items]);
      await rows(INSERT_NAMES, [id, items]);
    },
    async finish(id, { tail, state }) {
      await lockWriters();
      const [row] = await rows<Omit<RemittanceRow, 'state' | 'tail' | 'version' | 'seal'> & { claims: number }>(
        `select ${BEGUN}, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "importedAt",
           (select count(*)::int from remitted_claim m where m.remittance = r.number) as claims
         from remittance r where r.id = $1 and r.state = 'unfinished'`,
        [id],
      );
      // The same file may come in twice at once: each writes the same claims under the same places, and the first to end it wins.
      if (row?.claims !== tail.claims)
        throw new Failure('unavailable', `${id} is being brought in by somebody else as well. Bring it in again.`);
      const { claims: _counted, ...begun } = row;
      const ended = { ...begun, state, tail: JSON.stringify(tail) };
      const { version, seal: bears } = await seal(ended);
      await rows('update remittance set state = $2, tail = $3, version = $4, seal = $5, imported_at = $6 where id = $1', [
        id,
        state,
        ended.tail,
        version,
        bears,
        ended.importedAt,
      ]);
      return read({ ...ended, version, seal: bears });
    },
    ...matching(transaction, sealed),
  };
}

/** What says later which claim one is about, and takes that away again. */
function matching(transaction: Transaction, sealed: Sealed): Pick<Taking, 'match' | 'unmatch' | 'at'> {
  const { rows, lockWriters } = transaction;
  const remitted = sealedRemitted(transaction, sealed);
  const at: Taking['at'] = async (remittance, position) =>
    (await remitted.read(`where r.id = $1 and m.position = $2 and r.state = 'posted'`, [remittance, position]))[0];
  return {
    at,
    async match(remittance, position, match) {
      await lockWriters();
      const matched = await rows(
        `update remitted_claim m set matched = $3, matched_by = $4, match_seal = $5, why_not = null from remittance r
         where r.id = $1 and r.number = m.remittance and r.state = 'posted' and m.position = $2 and m.matched is null returning m.position`,
        [remittance, position, match.claim, match.by, await remitted.matchSeal(remittance, position, match)],
      );
      if (matched.length === 0) return undefined;
      await rows(NAME_ONE, [remittance, match.claim]);
      return at(remittance, position);
    },
    async unmatch(remittance, position, whyNot) {
      await lockWriters();
      await rows(
        `update remitted_claim m set matched = null, matched_by = null, match_seal = null, why_not = $3 from remittance r
         where r.id = $1 and r.number = m.remittance and r.state = 'posted' and m.position = $2 and m.matched is not null`,
        [remittance, position, whyNot],
      );
      return at(remittance, position);
    },
  };
}

async function begin({ rows, lockWriters }: Transaction, { file, sha256, place, head }: Wanted): Promise<Begun> {
  await lockWriters();
  const [known] = await rows<{ id: string; number: number; state: 'unfinished' | 'posted' | 'quarantined' }>(
    'select id, number, state from remittance where sha256 = $1 and place = $2',
    [sha256, place],
  );
  if (known?.state === 'posted' || known?.state === 'quarantined') return { id: known.id, as: 'known', state: known.state };
  if (known !== undefined) {
    await rows('delete from remitted_claim where remittance = $1', [known.number]);
    return { id: known.id, as: 'begun' };
  }
  const [begun] = await rows<{ id: string }>(
    `insert into remittance (number, file, sha256, place, payer, trace, payment_cents, head)
       values ((select coalesce(max(number), 0) + 1 from remittance), $1, $2, $3, $4, $5, $6, $7) returning id`,
    [file, sha256, place, head.payer.id ?? head.payer.name, head.trace, head.paymentCents, JSON.stringify(head)],
  );
  if (begun === undefined) throw new Failure('broken-promise', 'The remittance was not written.');
  return { id: begun.id, as: 'begun' };
}
