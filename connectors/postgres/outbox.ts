import { Failure } from '#core/errors.ts';
import type { Outbox, Owed } from '#guardrails/effects/outbox.ts';
import { present, type Transaction } from './transaction.ts';

type OwedRow = { readonly [K in keyof Required<Owed>]: Owed[K] | null };
type State = NonNullable<Awaited<ReturnType<Outbox['stateOf']>>>['state'];

const COLUMNS = 'id, proposal, kind, encounter, payload, digest';

/**
 * Effects that are owed. A claim is a lease of 60 seconds by the database clock: when a worker dies with an effect in its
 * hands the effect may be claimed again, and so may one that is merely slow. That is safe because a Receiver MUST act
 * once for one id; `unknown` is never claimed again.
 */
export function outbox({ rows, lockWriters }: Transaction): Outbox {
  return {
    async owe({ proposal, kind, encounter, payload, digest }) {
      await lockWriters();
      const [owed] = await rows<OwedRow>(
        `insert into outbox (proposal, kind, encounter, payload, digest) values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
        [proposal, kind, encounter, JSON.stringify(payload), digest],
      );
      if (owed === undefined) throw new Failure('broken-promise', `The effect of ${proposal} was not written.`);
      return owedOf(owed);
    },
    async claim() {
      const [owed] = await rows<OwedRow>(
        `update outbox set state = 'sending', claimed_at = clock_timestamp() where id = (
           select id from outbox
           where state = 'owed' or (state = 'sending' and claimed_at < clock_timestamp() - interval '60 seconds')
           order by owed_at, id for update skip locked limit 1)
         returning ${COLUMNS}`,
      );
      return owed && owedOf(owed);
    },
    async settle(id, state, says) {
      await lockWriters();
      const settled = await rows(
        `update outbox set state = $2, says = $3, settled_at = clock_timestamp() where id = $1 and state in ('sending', 'unknown') returning id`,
        [id, state, says],
      );
      if (settled.length === 0) throw await notSettled(id, rows);
    },
    async stateOf(proposal) {
      const [found] = await rows<{ state: State; says: string | null }>('select state, says from outbox where proposal = $1', [proposal]);
      return found && present(found);
    },
  };
}

function owedOf(row: OwedRow): Owed {
  return present(row) as Owed;
}

async function notSettled(id: string, rows: Transaction['rows']): Promise<Failure> {
  const [found] = await rows<{ proposal: string; state: State }>('select proposal, state from outbox where id = $1', [id]);
  return found === undefined
    ? new Failure('not-found', 'There is no such effect in the outbox.')
    : new Failure('already-decided', `The effect of ${found.proposal} is ${found.state} already.`);
}
