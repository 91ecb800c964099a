import { Principal, type Identity } from '#guardrails/actor.ts';
import type { Principals } from '#guardrails/unit.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { Failure } from '#core/errors.ts';
import { newestSound } from './newest-sound.ts';
import type { Sealed } from './sealed-entries.ts';
import type { EntryRow } from './stored-entry.ts';
import { present, type Transaction } from './transaction.ts';

/** Who may ask, and the way to say so. */
export interface PrincipalRegister extends Principals {
  /** Adds a principal or replaces the one with the same id. Throws Failure `bad-config` for an identity that is somebody else's. */
  put(principal: Principal): Promise<void>;
  /** Takes their identities away, so that each can be linked to somebody else. The caller MUST put all of them afterwards. */
  unlink(ids: readonly string[]): Promise<void>;
}

const SELECT = `select p.id, p.name, p.kind, p.roles, p.active,
  (select json_agg(json_build_object('at', i.at, 'id', i.id) order by i.at collate "C", i.id collate "C") from identity i where i.principal = p.id) as identities
  from principal p`;

/** Who may ask and decide. A record that is not what the ledger last heard of it is not given out: it throws Failure `altered`. */
export function principals({ rows, lockWriters }: Transaction, sealed: Sealed): PrincipalRegister {
  const lastSet = (id: string): Promise<EntryRow | undefined> =>
    newestSound(rows, sealed, { where: `about ->> 'principal' = $1`, values: [id] });
  const checked = async (row: object | undefined) => {
    const principal = row && Principal.parse(present(row));
    return principal && witnessed(principal, await lastSet(principal.id), sealed);
  };

  return {
    find: async (id) => checked((await rows(`${SELECT} where p.id = $1`, [id]))[0]),
    called: async ({ at, id }) =>
      checked((await rows(`${SELECT} where p.id = (select principal from identity where at = $1 and id = $2)`, [at, id]))[0]),
    async list() {
      return (await rows(`${SELECT} order by p.id`)).map((row) => Principal.parse(present(row)));
    },
    async unlink(ids) {
      await lockWriters();
      await rows('delete from identity where principal = any($1)', [ids]);
    },
    async put(principal) {
      await lockWriters();
      const { id, name, kind, roles, active, identities = [] } = principal;
      await rows(
        `insert into principal (id, name, kind, roles, active) values ($1, $2, $3, $4, $5)
         on conflict (tenant, id) do update
         set name = excluded.name, kind = excluded.kind, roles = excluded.roles, active = excluded.active`,
        [id, name, kind, roles, active],
      );
      await rows('delete from identity where principal = $1', [id]);
      for (const identity of identities) await link(rows, id, identity);
    },
  };
}

async function link(rows: Transaction['rows'], principal: string, { at, id }: Identity): Promise<void> {
  const [other] = await rows<{ principal: string }>('select principal from identity where at = $1 and id = $2', [at, id]);
  if (other !== undefined)
    throw new Failure(
      'bad-config',
      `${id} at ${at} is ${other.principal} already, so it cannot be ${principal} too: one identity is one person.`,
    );
  await rows('insert into identity (at, id, principal) values ($1, $2, $3)', [at, id, principal]);
}

async function witnessed(principal: Principal, entry: EntryRow | undefined, sealed: Sealed): Promise<Principal> {
  const { id, name, kind, roles, active, identities } = principal;
  const { principal: of, ...said } = JSON.parse(entry?.about ?? '{}') as Readonly<Record<string, unknown>>;
  const same = of === id && canonicalJson(jsonOf(said)) === canonicalJson(jsonOf({ name, kind, roles, active, identities }));
  if (entry !== undefined && same && (await sealed.faultOf(entry)) === undefined) return principal;
  throw new Failure(
    'altered',
    `The record of ${id} was changed in the database and not by Countersign, so nothing is done in that name. Tell your compliance officer; the next start reads the people file again.`,
  );
}
