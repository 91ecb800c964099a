import type { TenantId } from './actor.ts';
import type { Proposal } from './proposal.ts';
import type { GuardedUnit } from './unit.ts';

/**
 * Closes every pending proposal past its hour, by the clock of the database, and writes each one's entry in the same
 * transaction. Whoever closes a proposal writes its entry, so there is one however many look at once.
 */
export async function closeLapsed(unit: GuardedUnit, tenant: TenantId): Promise<readonly Proposal[]> {
  const lapsed = await unit.proposals.closeLapsed();
  for (const { id, digest, policy, encounter, subject, trace, expiresAt } of lapsed) {
    await unit.ledger.append({
      tenant,
      act: 'proposal.expired',
      actor: 'countersign',
      channel: 'system',
      proposal: id,
      digest,
      policy,
      about: { encounter, code: subject, trace, expiresAt },
    });
  }
  return lapsed;
}
