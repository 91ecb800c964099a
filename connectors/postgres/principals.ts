import { Principal } from '#guardrails/actor.ts';
import type { Principals } from '#guardrails/unit.ts';
import type { Transaction } from './transaction.ts';

/** Who may ask, and the way to say so. */
export interface PrincipalRegister extends Principals {
  /** Adds a principal or replaces the one with the same id. */
  put(principal: Principal): Promise<void>;
}

const SELECT = 'select id, name, kind, roles, active from principal';

export function principals({ rows, lockWriters }: Transaction): PrincipalRegister {
  return {
    async find(id) {
      const [found] = await rows(`${SELECT} where id = $1`, [id]);
      return found && Principal.parse(found);
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
