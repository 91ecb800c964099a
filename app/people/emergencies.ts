import type { Block } from '#core/answer/block.ts';
import type { Actor } from '#guardrails/actor.ts';
import { unseenEmergencies, type Grant } from '#guardrails/authority.ts';
import type { Store } from '#guardrails/unit.ts';
import { inMinutes } from '#core/moment.ts';

/**
 * What a person who is to be told of emergencies has not been told yet: a warning for every taking of authority that nobody has
 * acknowledged, also when it has ended. It stands above whatever they asked, until one of them says that they have seen it.
 */
export async function emergenciesFor(store: Store, { tenant, principal }: Actor): Promise<readonly Block[]> {
  return store.within(tenant, async (unit) => {
    const { breakGlass } = await unit.policies.inForce();
    if (!principal.roles.some((role) => breakGlass?.tell.includes(role))) return [];
    const unseen = (await unseenEmergencies(unit)).filter(({ to }) => to !== principal.id);
    return unseen.map((grant): Block => ({
      kind: 'note',
      tone: 'warning',
      text: `${takenInWords(grant)} Say that you have seen it: countersign authority seen ${grant.id}`,
    }));
  });
}

export function takenInWords({ id, to, roles, reason, since, until }: Grant): string {
  const why = reason === undefined ? '' : `, reason ${reason}`;
  return `EMERGENCY ${id}: ${to} took the authority of ${roles.join(' and ')} at ${inMinutes(since)}, until ${inMinutes(until)}${why}.`;
}
