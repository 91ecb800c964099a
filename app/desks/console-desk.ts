import type { ConsoleDesk, SignedIn } from '#agent/console-desk.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import { confirmSignIn, type SigningUnit } from '#guardrails/sign-in/sign-in.ts';
import type { GuardedUnit, Store } from '#guardrails/unit.ts';
import { terminalActor } from '../people/principals.ts';

interface Signing {
  readonly store: Store<GuardedUnit & SigningUnit>;
  readonly tenant: TenantId;
}

interface Parts extends Signing {
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** What a person at a terminal does so that their browser is signed in. */
export function consoleDesk({ person, ...signing }: Parts): ConsoleDesk {
  return { signIn: async ({ code, number, as }) => signIn(signing, { code, number }, terminalActor(signing.tenant, await person(as))) };
}

/** The same said in chat: the code, and after a space the number, where it was said. */
export async function signInSaid(signing: Signing, said: string, actor: Actor): Promise<string> {
  const [code = '', number] = said.trim().split(/\s+/);
  return (await signIn(signing, { code, number }, actor)).says;
}

function signIn({ store, tenant }: Signing, said: Parameters<typeof confirmSignIn>[1], actor: Actor): Promise<SignedIn> {
  return store.within(tenant, (unit) => confirmSignIn(unit, said, actor));
}
