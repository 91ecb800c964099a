import { parse } from 'yaml';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { Principal, TenantId, type Actor, type Channel } from '#guardrails/actor.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import type { Store } from '#guardrails/unit.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';

const PeopleFile = z.strictObject({ tenant: TenantId, principals: z.array(Principal) });

/** The program that codes. It asks on behalf of people and can never decide. */
export const CODER_AGENT: Principal = { id: 'countersign-coder', name: 'Countersign coder', kind: 'agent', roles: [], active: true };

/** A client that speaks MCP on this machine. */
export const MCP_CLIENT: Principal = { id: 'mcp-client', name: 'MCP client', kind: 'client', roles: [], active: true };

/** Reads a people file. Throws Failure `bad-config` with the file and the key that is wrong. */
export function readPeople({ file, text }: { readonly file: string; readonly text: string }, tenant: TenantId): readonly Principal[] {
  const parsed = PeopleFile.safeParse(parse(text));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Failure('bad-config', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a people file'}.`);
  }
  if (parsed.data.tenant !== tenant)
    throw new Failure('bad-config', `${file} is of tenant ${parsed.data.tenant}, and this process serves ${tenant}.`);
  return parsed.data.principals;
}

/**
 * Makes the register what the file says: new and changed people are written, people who are no longer in it become
 * inactive. Every change is a ledger entry.
 */
export async function registerPeople(unit: SetUpUnit, people: readonly Principal[], tenant: TenantId): Promise<void> {
  const wanted = new Map([CODER_AGENT, MCP_CLIENT, ...people].map((one) => [one.id, one]));
  const there = await unit.principals.list();
  const gone = there.filter(({ id, active }) => active && !wanted.has(id)).map((one) => ({ ...one, active: false }));
  const known = new Map(there.map((one) => [one.id, digest(jsonOf(one))]));
  const changed = [...wanted.values()].filter((one) => known.get(one.id) !== digest(jsonOf(one)));
  for (const principal of [...changed, ...gone]) {
    await setPrincipal(unit, principal, tenant);
  }
}

/**
 * The person at this terminal, by their id or by what they are called here: an account of the operating system. Throws Failure
 * `not-allowed` for somebody who is not registered, inactive, or no person.
 */
export async function personOf(store: Store, tenant: TenantId, id: string): Promise<Principal> {
  const [found, people] = await store.within(
    tenant,
    async ({ principals }) =>
      [(await principals.find(id)) ?? (await principals.called({ at: 'terminal', id })), await principals.list()] as const,
  );
  if (found?.kind === 'person' && found.active) return found;
  const able = people.filter(({ kind, active }) => kind === 'person' && active).map((person) => person.id);
  const why = found === undefined ? 'is not registered' : found.active ? `is a ${found.kind} and no person` : 'is no longer active';
  throw new Failure(
    'not-allowed',
    `${id} ${why} in ${tenant}. Registered people: ${able.join(', ') || 'none yet; COUNTERSIGN_PEOPLE names the file that does'}.`,
  );
}

export function terminalActor(tenant: TenantId, principal: Principal): Actor {
  return { tenant, principal, channel: 'terminal' };
}

export function clientActor(tenant: TenantId, onBehalfOf: Principal, channel: Channel): Actor {
  return { tenant, principal: MCP_CLIENT, onBehalfOf, channel };
}
