import { Principal } from '#guardrails/actor.ts';
import type { Principals } from '#guardrails/unit.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { faultOf } from '#guardrails/audit/verify-ledger.ts';
import { Failure } from '#core/errors.ts';
import { ENTRY, entryOf, type EntryRow } from './stored-entry.ts';
import type { Transaction } from './transaction.ts';

/** Who may ask, and the way to say so. */
export interface PrincipalRegister extends Principals {
  /** Adds a principal or replaces the one with the same id. */
  put(principal: Principal): Promise<void>;
}

const SELECT = 'select id, name, kind, roles, active from principal';

/** Who may ask and decide. A record that is not what the ledger last heard of it is not given out: it throws Failure `altered`. */
export function principals({ rows, lockWriters }: Transaction): PrincipalRegister {
  const lastSet = async (id: string): Promise<EntryRow | undefined> =>
    (await rows<EntryRow>(`${ENTRY} where about ->> 'principal' = $1 order by index desc limit 1`, [id]))[0];

  return {
    async find(id) {
      const [found] = await rows(`${SELECT} where id = $1`, [id]);
      return found && witnessed(Principal.parse(found), await lastSet(id));
    },
    async list() {
      return (await rows(`${SELECT} order by id`)).map((row) => Principal.parse(row));
    },
    async put({ id, name, kind, roles, active }) {
      await lockWriters();
      await rows(
        `insert into principal (id, name, kind, roles, active) values ($1, $2, $3, $4, $5)
         on conflict (tenant, id) do update
         set name = excluded.name, kind = excluded.kind, roles = excluded.roles, active = excluded.active`,
        [id, name, kind, roles, active],
      );
    },
  };
}

function witnessed(principal: Principal, entry: EntryRow | undefined): Principal {
  if (entry === undefined) return principal;
  const { id, kind, roles, active } = principal;
  const { principal: of, ...said } = JSON.parse(entry.about) as Readonly<Record<string, unknown>>;
  const same = of === id && canonicalJson(jsonOf(said)) === canonicalJson(jsonOf({ kind, roles, active }));
  if (same && faultOf(entryOf(entry)) === undefined) return principal;
  throw new Failure(
    'altered',
    `The record of ${id} was changed in the database and not by Countersign, so nothing is done in that name. Tell your compliance officer; the next start reads the people file again.`,
  );
}
