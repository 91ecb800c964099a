import type { Actor, Identity, Principal } from '#guardrails/actor.ts';
import type { Principals } from '#guardrails/unit.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatSurfaceName, Place } from './event.ts';

type Sole = Pick<ChatParts, 'soleWorkspace'>;

/** Who did something on a surface, as the surface calls them. */
export interface ChatUser {
  readonly place: Pick<Place, 'surface' | 'workspace'>;
  readonly user: string;
}

/** An active person, or why there is none. */
export type Known = { readonly person: Principal } | { readonly unknown: 'nobody' | 'inactive' };

/**
 * Whoever is registered under this identity now. It is looked up for every event: what somebody might do a minute ago may have been
 * taken away. A user of another workspace is somebody else, though the surface gave both the same id.
 */
export async function whoIsIt(by: ChatUser, { principals }: { readonly principals: Principals }, sole: Sole): Promise<Known> {
  for (const identity of identitiesOf(by, sole)) {
    const found = await principals.called(identity);
    if (found === undefined) continue;
    if (found.kind !== 'person') return { unknown: 'nobody' };
    return found.active ? { person: found } : { unknown: 'inactive' };
  }
  return { unknown: 'nobody' };
}

/** What a people file may call a user: `T123:U07DANA`, and `U07DANA` where the deployment has one workspace and this is it. */
function identitiesOf({ place: { surface, workspace }, user }: ChatUser, { soleWorkspace }: Sole): readonly Identity[] {
  const bare = soleWorkspace[surface] === workspace && !user.includes(':');
  return [identityOf({ place: { surface, workspace }, user }), ...(bare ? [{ at: surface, id: user }] : [])];
}

export function identityOf({ place: { surface, workspace }, user }: ChatUser): Identity {
  return { at: surface, id: `${workspace}:${user}` };
}

/** Where a person can be written to, on the first of these surfaces that knows them. */
export function userOf({ identities = [] }: Principal, surfaces: readonly ChatSurfaceName[], sole: Sole): ChatUser | undefined {
  for (const surface of surfaces) {
    for (const { id } of identities.filter(({ at }) => at === surface)) {
      const [user = '', workspace = sole.soleWorkspace[surface]] = id.split(':').toReversed();
      if (workspace !== undefined) return { place: { surface, workspace }, user };
    }
  }
  return undefined;
}

export function actorIn({ surface }: Pick<Place, 'surface'>, tenant: Actor['tenant'], principal: Principal): Actor {
  return { tenant, principal, channel: surface };
}
