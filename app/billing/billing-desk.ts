import type { Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { isPerson, mayUse } from '#guardrails/policy/policy.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { terminalActor } from '../people/principals.ts';
import { answerAppeal } from './answer-appeal.ts';
import { appealsShown } from './appeals-shown.ts';
import { importBilling } from './import-billing.ts';
import { importX12 } from './import-x12.ts';
import { matchByHand, unmatchByHand } from './match-by-hand.ts';
import { presentBilling, presentUnmatched, presentX12 } from './present-remittances.ts';
import { takingBy } from './taking.ts';
import { isSound } from './x12-brought.ts';

interface Parts {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

const MOST_UNMATCHED = 200;

/** What billing staff bring in at the terminal, and what they say a remittance means. */
export function billingDesk({ store, tenant, person }: Parts): Pick<Desk, 'billing'> {
  return {
    async billing({ as, ...asked }) {
      const actor = terminalActor(tenant, await person(as));
      const policy = await store.within(tenant, ({ policies }) => policies.inForce());
      if (!mayUse(policy, 'import_remittances', actor))
        throw new Failure('not-allowed', `Your roles may not bring in claims and what payers say. Policy ${policy.version} says who may.`);
      const taking = takingBy(store, tenant, { actor: actor.principal.id, channel: actor.channel });
      switch (asked.act) {
        case 'import-remittances': {
          const brought = await importX12(taking, asked.path);
          return { blocks: presentX12(brought), sound: isSound(brought) };
        }
        case 'import-records': {
          const report = await importBilling(taking, asked.path);
          return { blocks: presentBilling(report), sound: report.refused.length === 0 };
        }
        case 'unmatched':
          return {
            blocks: presentUnmatched(await store.within(tenant, ({ billing }) => billing.remittances.unmatched(MOST_UNMATCHED))),
            sound: true,
          };
        case 'match': {
          if (!isPerson(actor)) throw new Failure('not-allowed', 'Only a person who speaks for themselves says which claim a payer means.');
          return { blocks: await store.within(tenant, (unit) => matchByHand(unit, asked, taking)), sound: true };
        }
        case 'unmatch': {
          if (!isPerson(actor))
            throw new Failure('not-allowed', 'Only a person who speaks for themselves takes back which claim a payer means.');
          return { blocks: await store.within(tenant, (unit) => unmatchByHand(unit, asked, taking)), sound: true };
        }
        case 'appeals':
          return { blocks: await store.within(tenant, (unit) => appealsShown(unit, asked.claim)), sound: true };
        case 'answer-appeal': {
          if (!isPerson(actor)) throw new Failure('not-allowed', 'Only a person who speaks for themselves enters what a payer answered.');
          return { blocks: await store.within(tenant, (unit) => answerAppeal(unit, asked, taking)), sound: true };
        }
      }
    },
  };
}
