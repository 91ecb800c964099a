import type { TenantId } from './actor.ts';
import type { GuardedUnit } from './unit.ts';

/**
 * Closes a pending proposal that can never be decided, for what it rests on has changed, and that nothing takes the place of. One that still
 * stands on what is there is left alone. Says whether it closed it.
 */
export async function closeOvertaken(unit: GuardedUnit, id: string, tenant: TenantId): Promise<boolean> {
  await unit.lockWriters();
  const proposal = await unit.proposals.find(id);
  if (proposal?.state !== 'pending') return false;
  const now = await Promise.all(proposal.sources.map(async (source) => (await unit.sources.version(source.id)) === source.version));
  if (now.every(Boolean)) return false;
  await unit.proposals.supersede(id);
  const { digest, policy, encounter, subject, trace } = proposal;
  await unit.ledger.append({
    tenant,
    act: 'proposal.superseded',
    actor: 'countersign',
    channel: 'system',
    proposal: id,
    digest,
    policy,
    about: { encounter, code: subject, trace },
  });
  return true;
}
