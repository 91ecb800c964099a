import { parse } from 'yaml';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { Principal, TenantId, type Actor, type Channel, type Identity } from '#guardrails/actor.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { inOrder, setPrincipal } from '#guardrails/set-principal.ts';
import type { Store } from '#guardrails/unit.ts';
import { linkedByCode } from '#agent/chat/link-identity.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';

const PeopleFile = z.strictObject({ tenant: TenantId, principals: z.array(Principal) });

/** The program that codes. It asks on behalf of people and can never decide. */
export const CODER_AGENT: Principal = { id: 'countersign-coder', name: 'Countersign coder', kind: 'agent', roles: [], active: true };

/** A client that speaks MCP on this machine. */
export const MCP_CLIENT: Principal = { id: 'mcp-client', name: 'MCP client', kind: 'client', roles: [], active: true };

const BUILT_IN = [CODER_AGENT, MCP_CLIENT];

/** Reads a people file. Throws Failure `bad-config` with the file and the key that is wrong. */
export function readPeople({ file, text }: { readonly file: string; readonly text: string }, tenant: TenantId): readonly Principal[] {
  const parsed = PeopleFile.safeParse(parse(text));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Failure('bad-config', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a people file'}.`);
  }
  if (parsed.data.tenant !== tenant)
    throw new Failure('bad-config', `${file} is of tenant ${parsed.data.tenant}, and this process serves ${tenant}.`);
  const people = parsed.data.principals;
  for (const [at, { id, kind }] of people.entries()) {
    const fault = faultOfId(
      { id, kind },
      people.slice(0, at).map((one) => one.id),
    );
    if (fault !== undefined) throw new Failure('bad-config', `${file}: principals.${at}.id: ${fault}.`);
  }
  return people;
}

/** What makes an id unfit: it could be taken for somebody else's. */
function faultOfId({ id, kind }: Pick<Principal, 'id' | 'kind'>, before: readonly string[]): string | undefined {
  const plain = (text: string) => text.trim().toLowerCase();
  if (id !== id.trim()) return `"${id}" has a space around it. Take it away`;
  const other = before.find((one) => plain(one) === plain(id));
  if (other !== undefined) return `${id} is there already${other === id ? '' : `, as ${other}`}. Give each person an id of their own`;
  const own = BUILT_IN.find((one) => plain(one.id) === plain(id));
  if (own === undefined || (own.id === id && own.kind === kind)) return undefined;
  return `${own.id} is the ${own.kind} of Countersign itself, and no ${kind}. Give this one another id`;
}

/**
 * Makes the register what the file says: new and changed people are written, people who are no longer in it become
 * inactive. What is compared is what stands under seal: a record that was changed beside the program is written anew, whatever it
 * says. An identity that somebody linked to themselves by a code stays theirs, unless the file gives it to somebody. Every change is a
 * ledger entry.
 */
export async function registerPeople(unit: SetUpUnit, people: readonly Principal[], tenant: TenantId): Promise<void> {
  const wanted = new Map([...BUILT_IN, ...people].map((one) => [one.id, ordered(one)]));
  const taken = new Set([...wanted.values()].flatMap(({ identities = [] }) => identities.map(keyOf)));
  await unit.lockWriters();
  const changed: Principal[] = [];
  const note = (now: Principal | undefined, then: Principal) => {
    if (now === undefined || digest(jsonOf(now)) !== digest(jsonOf(then))) changed.push(then);
  };
  for (const one of wanted.values()) {
    const now = await soundly(unit, one.id);
    note(now, await withLinked(unit, one, { now, taken }));
  }
  for (const one of await unit.principals.list()) {
    if (wanted.has(one.id)) continue;
    const now = await soundly(unit, one.id);
    // Nothing of an unsound record is carried over but whose it is.
    const { identities = [], ...left } = now ?? { ...one, roles: [], identities: [] };
    note(now, ordered({ ...left, active: false, identities: identities.filter((identity) => !taken.has(keyOf(identity))) }));
  }
  await unit.principals.unlink(changed.map(({ id }) => id));
  for (const principal of changed) await setPrincipal(unit, principal, tenant);
}

interface Before {
  readonly now: Principal | undefined;
  /** What the file calls people. */
  readonly taken: ReadonlySet<string>;
}

/** A person of the file with those identities of their present record that are theirs by a code. What the ledger does not bear out is none. */
async function withLinked(unit: SetUpUnit, one: Principal, { now, taken }: Before): Promise<Principal> {
  const beside = (now?.identities ?? []).filter((identity) => !taken.has(keyOf(identity)));
  if (beside.length === 0 || one.kind !== 'person') return one;
  const linked = new Set((await linkedByCode(unit)).filter(({ person }) => person === one.id).map(keyOf));
  return ordered({ ...one, identities: [...(one.identities ?? []), ...beside.filter((identity) => linked.has(keyOf(identity)))] });
}

/** What stands under seal of somebody. */
async function soundly({ principals }: SetUpUnit, id: string): Promise<Principal | undefined> {
  return principals.find(id).catch((thrown: unknown) => {
    if (thrown instanceof Failure && thrown.code === 'altered') return undefined;
    throw thrown;
  });
}

/** As it is read back. */
function ordered({ identities = [], ...rest }: Principal): Principal {
  return { ...rest, ...(identities.length > 0 && { identities: inOrder(identities) }) };
}

function keyOf({ at, id }: Identity): string {
  return `${at} ${id}`;
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
