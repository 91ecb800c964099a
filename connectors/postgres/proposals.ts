import { Failure } from '#core/errors.ts';
import { Proposal, type Proposals } from '#guardrails/proposal.ts';
import { present, type Transaction } from './transaction.ts';

type Made = Parameters<Proposals['make']>[0];
type Decision = Parameters<Proposals['decide']>[0];
type Closed = Awaited<ReturnType<Proposals['make']>>['closed'][number];

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The state as it is now: a pending proposal past its hour reads as expired everywhere, whether or not it was closed yet. */
const STATE = `case when p.state = 'pending' and p.expires_at <= clock_timestamp() then 'expired' else p.state end`;

const SELECT = `select p.id, p.tenant, p.kind, p.encounter, p.subject, p.payload, p.preview, p.editions, p.sources, p.trace,
  p.digest, p.policy, p.maker, p.on_behalf_of as "onBehalfOf", ${iso('p.created_at')} as "createdAt",
  ${iso('p.expires_at')} as "expiresAt", ${STATE} as state, p.decided_by as "decidedBy", ${iso('p.decided_at')} as "decidedAt",
  p.reason, p.note, p.care, p.escalated_by as "escalatedBy", p.replaced_by as "replacedBy", o.state as effect
  from proposal p left join outbox o on o.tenant = p.tenant and o.proposal = p.id`;

type Filter = Parameters<Proposals['list']>[0];

/** Proposals of one tenant, numbered `P-1` and up in the order in which they were made. Lists are newest first. */
export function proposals(transaction: Transaction): Proposals {
  const { rows, lockWriters } = transaction;
  const read = async (rest: string, values: readonly unknown[]) => (await rows(`${SELECT} ${rest}`, values)).map(proposalOf);
  const find = async (id: string) => (await read('where p.id = $1', [id]))[0];
  const certain = async (id: string) => {
    const found = await find(id);
    if (found === undefined) throw new Failure('broken-promise', `${id} was written and is not there.`);
    return found;
  };

  return {
    find,
    async make(made) {
      await lockWriters();
      const closed = await closeOverdue(transaction, made);
      const twin = await pendingTwin(transaction, made);
      if (twin?.digest === made.digest) return { proposal: await certain(twin.id), fresh: false, closed };
      if (twin !== undefined) closed.push(await close(transaction, twin.id));
      return { proposal: await certain(await insert(transaction, made)), fresh: true, closed };
    },
    standing: (encounter) =>
      read(`where p.encounter = $1 and ${STATE} in ('approved', 'rejected', 'pending') order by p.number desc`, [encounter]),
    list: (filter) => read(...listedBy(filter)),
    async decide(decision) {
      return (await decideOne(transaction, decision)) ? certain(decision.id) : undefined;
    },
    async closeLapsed() {
      return read('where p.id = any($1) order by p.number', [await closeEveryLapsed(transaction)]);
    },
    async withdraw(id) {
      return (await withdrawOne(transaction, id)) ? certain(id) : undefined;
    },
    async supersede(id, replacedBy) {
      await lockWriters();
      await close(transaction, id, replacedBy);
    },
    async escalate(id, by) {
      return (await escalateOne(transaction, id, by)) ? certain(id) : undefined;
    },
  };
}

/** What a list asks for, and its values. */
function listedBy(filter: Filter): [sql: string, values: readonly unknown[]] {
  const { state, encounter, decidedBy, decidedToday, kind, subject, escalated, before, about, since, limit } = filter;
  const sql = `where ($1::text is null or ${STATE} = $1) and ($2::text is null or p.encounter = $2) and ($3::text is null or p.decided_by = $3)
      and (not $4::boolean or (p.decided_at at time zone 'UTC')::date = (clock_timestamp() at time zone 'UTC')::date)
      and ($6::text is null or p.kind = $6) and ($7::text is null or p.subject = $7)
      and (not $8::boolean or p.escalated_by is not null) and ($9::bigint is null or p.number < $9)
      and ($10::jsonb is null or p.payload::jsonb @> $10) and ($11::timestamptz is null or p.created_at >= $11)
    order by p.number desc limit $5`;
  const older = before && numberOf(before);
  return [sql, [state, encounter, decidedBy, decidedToday ?? false, limit, kind, subject, escalated ?? false, older, about, since]];
}

/** `P-17` is the seventeenth. */
function numberOf(id: string): number {
  return Number(id.slice('P-'.length));
}

function proposalOf(row: object): Proposal {
  return Proposal.parse(present(row));
}

async function insert({ rows }: Transaction, made: Made): Promise<string> {
  const [inserted] = await rows<{ id: string }>(
    `insert into proposal (tenant, number, kind, encounter, subject, payload, preview, editions, sources, trace, digest, policy, maker,
       on_behalf_of, expires_at, care)
     values ($14, (select coalesce(max(number), 0) + 1 from proposal), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       clock_timestamp() + make_interval(hours => $13), $15)
     returning id`,
    [
      made.kind,
      made.encounter,
      made.subject,
      JSON.stringify(made.payload),
      JSON.stringify(made.preview),
      made.editions,
      JSON.stringify(made.sources),
      made.trace,
      made.digest,
      made.policy,
      made.maker,
      made.onBehalfOf,
      made.expiresInHours,
      made.tenant,
      made.care,
    ],
  );
  if (inserted === undefined) throw new Failure('broken-promise', 'The proposal was not written.');
  return inserted.id;
}

const LAPSED = `state = 'pending' and expires_at <= clock_timestamp()`;

const SUBJECT = `coalesce(encounter, '') = coalesce($1, '') and kind = $2 and subject = $3 and state = 'pending'`;

async function closeOverdue({ rows }: Transaction, { encounter, kind, subject }: Made): Promise<Closed[]> {
  const overdue = await rows<{ id: string }>(
    `update proposal set state = 'expired' where ${SUBJECT} and expires_at <= clock_timestamp() returning id`,
    [encounter, kind, subject],
  );
  return overdue.map(({ id }) => ({ id, as: 'expired' as const }));
}

/** Whether this decision was the one that counted. */
async function decideOne({ rows, lockWriters }: Transaction, { id, digest, verdict, by, reason, note }: Decision): Promise<boolean> {
  await lockWriters();
  const decided = await rows(
    `update proposal set state = $3, decided_by = $4, reason = $5, note = $6, decided_at = clock_timestamp()
     where id = $1 and state = 'pending' and digest = $2 and expires_at > clock_timestamp() returning id`,
    [id, digest, verdict, by, reason, note],
  );
  return decided.length === 1;
}

async function withdrawOne({ rows, lockWriters }: Transaction, id: string): Promise<boolean> {
  await lockWriters();
  const withdrawn = await rows(
    `update proposal set state = 'withdrawn' where id = $1 and state = 'pending' and expires_at > clock_timestamp() returning id`,
    [id],
  );
  return withdrawn.length === 1;
}

async function closeEveryLapsed({ rows, lockWriters }: Transaction): Promise<readonly string[]> {
  const due = await rows(`select from proposal where ${LAPSED} limit 1`);
  // Nearly always nothing is, and then nobody has to wait for the tenant's other writers.
  if (due.length === 0) return [];
  await lockWriters();
  const closed = await rows<{ id: string }>(`update proposal set state = 'expired' where ${LAPSED} returning id`);
  return closed.map(({ id }) => id);
}

async function pendingTwin({ rows }: Transaction, { encounter, kind, subject }: Made): Promise<{ id: string; digest: string } | undefined> {
  const [twin] = await rows<{ id: string; digest: string }>(`select id, digest from proposal where ${SUBJECT}`, [encounter, kind, subject]);
  return twin;
}

async function escalateOne({ rows, lockWriters }: Transaction, id: string, by: string): Promise<boolean> {
  await lockWriters();
  const escalated = await rows(
    `update proposal set escalated_by = $2
     where id = $1 and state = 'pending' and escalated_by is null and expires_at > clock_timestamp() returning id`,
    [id, by],
  );
  return escalated.length === 1;
}

/** What took its place is named once it is known. */
async function close({ rows }: Transaction, id: string, replacedBy?: string): Promise<Closed> {
  await rows(
    `update proposal set state = 'superseded', replaced_by = coalesce(replaced_by, $2)
     where id = $1 and (state = 'pending' or (state = 'superseded' and replaced_by is null and $2::text is not null))`,
    [id, replacedBy],
  );
  return { id, as: 'superseded' };
}
