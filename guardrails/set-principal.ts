import type { Identity, Principal, TenantId } from './actor.ts';
import type { GuardedUnit, Principals } from './unit.ts';

export type Registering = Pick<GuardedUnit, 'ledger'> & { readonly principals: Principals & { put(principal: Principal): Promise<void> } };

/** Registers a principal, or changes one. It counts by its entry in the ledger: a record without one is given to nobody. */
export async function setPrincipal(unit: Registering, principal: Principal, tenant: TenantId): Promise<void> {
  await unit.principals.put(principal);
  const { id, name, kind, roles, active, identities = [] } = principal;
  await unit.ledger.append({
    tenant,
    act: 'principal.set',
    actor: 'countersign',
    channel: 'system',
    about: {
      ...{ principal: id, name, kind, roles: [...roles], active },
      ...(identities.length > 0 && { identities: inOrder(identities).map((one) => ({ ...one })) }),
    },
  });
}

/** Identities in the one order in which they are entered and read. */
export function inOrder(identities: readonly Identity[]): Identity[] {
  return identities.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
}
