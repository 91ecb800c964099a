import type { Principal, TenantId } from './actor.ts';
import type { GuardedUnit, Principals } from './unit.ts';

export type Registering = Pick<GuardedUnit, 'ledger'> & { readonly principals: Principals & { put(principal: Principal): Promise<void> } };

/** Registers a principal, or changes one. It counts by its entry in the ledger: a record without one is given to nobody. */
export async function setPrincipal(unit: Registering, principal: Principal, tenant: TenantId): Promise<void> {
  await unit.principals.put(principal);
  const { id, kind, roles, active, identities = [] } = principal;
  const sorted = identities.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
  await unit.ledger.append({
    tenant,
    act: 'principal.set',
    actor: 'countersign',
    channel: 'system',
    about: { principal: id, kind, roles: [...roles], active, ...(sorted.length > 0 && { identities: sorted.map((one) => ({ ...one })) }) },
  });
}
