import { Failure } from '#core/errors.ts';
import type { Claimed, EffectRecord, Outbox, Owed } from '#guardrails/effects/outbox.ts';
import { outboxId } from '#guardrails/effects/outbox-id.ts';
import { present, type Transaction } from './transaction.ts';
import { unexplained } from './unexplained.ts';

type Row<T> = { readonly [K in keyof Required<T>]: T[K] | null };
type State = EffectRecord['state'];

const COLUMNS = ['id', 'proposal', 'kind', 'encounter', 'payload', 'digest'].map((name) => `outbox.${name}`).join(', ');
const LEASE = `interval '15 seconds'`;
const iso = (moment: string) => `to_char((${moment}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** When a worker may take it. Whoever reads what is unknown holds it as long as whoever sends. */
const DUE_AT = `case state when 'owed' then next_attempt_at when 'sending' then claimed_at + ${LEASE}
  when 'unknown' then greatest(next_attempt_at, case when next_attempt_at is null then null else claimed_at + ${LEASE} end) end`;
const IS_DUE = `(state = 'owed' and next_attempt_at <= clock_timestamp())
  or (state = 'sending' and (claimed_at <= clock_timestamp() - ${LEASE} or claimed_at > clock_timestamp() + ${LEASE}))
  or (state = 'unknown' and next_attempt_at <= clock_timestamp() and coalesce(claimed_at, '-infinity') <= clock_timestamp() - ${LEASE})`;

const RECORDS = `select o.id, o.proposal, o.kind, o.encounter, p.subject, o.state, o.says, o.last_error as error, o.receiver, o.attempts,
    o.readings, ${iso('o.owed_at')} as "owedAt", ${iso('o.settled_at')} as "settledAt", ${iso('o.due_at')} as "dueAt"
  from (select *, ${DUE_AT} as due_at from outbox) o join proposal p on p.tenant = o.tenant and p.id = o.proposal`;

/**
 * Effects that are owed. A claim is a lease of 15 seconds by the database clock, named by a number that each claim raises: whoever
 * comes back late settles nothing. When a worker dies with an effect in its hands the effect may be claimed again, as `sending`, and
 * is read before it is sent.
 */
export function outbox(transaction: Transaction): Outbox {
  const { rows, lockWriters } = transaction;
  const records = async (rest: string, values: readonly unknown[]) =>
    (await rows<Row<EffectRecord>>(`${RECORDS} ${rest}`, values)).map((row) => present(row) as EffectRecord);
  const moved = async (sql: string, values: readonly unknown[]) => {
    await lockWriters();
    return (await rows(`${sql} returning id`, values)).length === 1;
  };
  return {
    owe: (effect) => owe(transaction, effect),
    claim: (wanted = {}) => claim(transaction, wanted),
    renew: ({ id, lease }, sendingTo) =>
      moved(
        `update outbox set claimed_at = clock_timestamp(), receiver = coalesce($3, receiver),
           attempts = attempts + case when $3::text is null then 0 else 1 end
         where id = $1 and claims = $2 and state in ('sending', 'unknown')`,
        [id, lease, sendingTo],
      ),
    async settle({ id, lease }, { state, says, ...rest }) {
      const { error, inSeconds } = { error: undefined, inSeconds: undefined, ...rest };
      const settled = await moved(
        `update outbox set state = $3, says = $4, last_error = $5, settled_at = clock_timestamp(),
           readings = case when $3 = 'unknown' and state = 'unknown' then readings + 1 else 0 end,
           next_attempt_at = clock_timestamp() + make_interval(secs => $6)
         where id = $1 and claims = $2 and state in ('sending', 'unknown')`,
        [id, lease, state, says, error, inSeconds],
      );
      if (!settled) throw await notSettled(id, rows);
    },
    stateOf: (proposal) => stateOf(transaction, proposal),
    find: async (proposal) => (await records('where o.proposal = $1', [proposal]))[0],
    due: (limit) => due(transaction, limit),
    unexplained: (limit) => unexplained(transaction, limit),
    list: ({ states, limit }) => records('where o.state = any($1) order by o.owed_at, o.id limit $2', [states, limit]),
    resend: (id) =>
      moved(
        `update outbox set state = 'sending', claimed_at = clock_timestamp() - ${LEASE}, attempts = 0, readings = 0, next_attempt_at = clock_timestamp()
         where id = $1 and state in ('failed', 'unknown')`,
        [id],
      ),
    close: (id, says) =>
      moved(
        `update outbox set state = 'closed', says = $2, settled_at = clock_timestamp(), next_attempt_at = null
         where id = $1 and state in ('failed', 'unknown')`,
        [id, says],
      ),
  };
}

async function stateOf({ rows }: Transaction, proposal: string) {
  const [found] = await rows<{ state: State; says: string | null }>('select state, says from outbox where proposal = $1', [proposal]);
  return found && present(found);
}

async function owe({ rows, lockWriters }: Transaction, { proposal, kind, encounter, payload, digest }: Omit<Owed, 'id'>): Promise<Owed> {
  await lockWriters();
  const [bound] = await rows<{ tenant: string }>(`select current_setting('countersign.tenant') as tenant`);
  const [owed] = await rows<Row<Owed>>(
    `insert into outbox (id, proposal, kind, encounter, payload, digest) values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
    [outboxId(bound?.tenant ?? '', proposal, digest), proposal, kind, encounter, JSON.stringify(payload), digest],
  );
  if (owed === undefined) throw new Failure('broken-promise', `The effect of ${proposal} was not written.`);
  return present(owed) as Owed;
}

async function claim(
  { rows }: Transaction,
  { id, without = [] }: NonNullable<Parameters<Outbox['claim']>[0]>,
): Promise<Claimed | undefined> {
  const [claimed] = await rows<Row<Claimed>>(
    `with found as materialized (
       select id as due, state as was from outbox
       where (${IS_DUE}) and ($1::uuid is null or id = $1) and kind <> all ($2)
       order by owed_at, id for update skip locked limit 1)
     update outbox set state = case outbox.state when 'unknown' then 'unknown' else 'sending' end,
       claimed_at = clock_timestamp(), claims = claims + 1
     from found where outbox.id = found.due
     returning ${COLUMNS}, found.was, outbox.claims as lease, outbox.attempts, outbox.readings`,
    [id, without],
  );
  return claimed && (present(claimed) as Claimed);
}

async function due({ rows }: Transaction, limit: number): Promise<readonly string[]> {
  const found = await rows<{ id: string }>(`select id from outbox where ${IS_DUE} order by owed_at, id limit $1`, [limit]);
  return found.map(({ id }) => id);
}

async function notSettled(id: string, rows: Transaction['rows']): Promise<Failure> {
  const [found] = await rows<{ proposal: string; state: State }>('select proposal, state from outbox where id = $1', [id]);
  if (found === undefined) return new Failure('not-found', 'There is no such effect in the outbox.');
  const now = found.state === 'sending' || found.state === 'unknown' ? 'in the hands of another worker' : `${found.state} already`;
  return new Failure('already-decided', `The effect of ${found.proposal} is ${now}.`);
}
