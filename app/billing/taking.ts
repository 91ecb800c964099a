import { isDenial } from '#core/denials/families.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { shipped } from '../shipped.ts';
import type { Taking } from './take-transaction.ts';

/** With what ships: which reasons are refusals. */
export function takingBy(store: Store<Unit>, tenant: TenantId, by: Taking['by']): Taking {
  return { store, tenant, by, isDenial: (adjustment) => isDenial(shipped().words, adjustment) };
}
