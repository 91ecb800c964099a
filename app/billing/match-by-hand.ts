import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { differences } from '#core/remittance/match-claim.ts';
import type { Unit } from '#tools/unit.ts';
import type { Taking } from './take-transaction.ts';

interface Meant {
  readonly remittance: string;
  readonly position: number;
  readonly claim: string;
}

/** Writes that a person says which claim a payer means. What has a claim already keeps it. */
export async function matchByHand(unit: Unit, { remittance, position, claim: id }: Meant, { tenant, by }: Taking): Promise<Block[]> {
  await unit.lockWriters();
  const claim = await unit.billing.claims.find(id);
  if (claim === undefined) {
    const near = await unit.billing.claims.near(id, 3);
    throw new Failure('not-found', `There is no claim ${id}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`);
  }
  const matched = await unit.billing.remittances.match(remittance, position, { claim: claim.id, by: by.actor });
  if (matched === undefined)
    throw new Failure('not-found', `Place ${position} of ${remittance} waits for no claim. "countersign remit unmatched" lists what does.`);
  const head = (await unit.billing.remittances.find(remittance))?.head ?? { payer: matched.payer, payee: {} };
  const differs = differences(head, matched.remitted, claim);
  const about = { remittance, position, claim: claim.id, ...(differs.length > 0 && { differs }) };
  await unit.ledger.append({ tenant, ...by, act: 'remittance.matched', about });
  const said = `Place ${position} of ${remittance}, paid ${dollars(matched.remitted.paidCents)}, is about claim ${claim.id} now.`;
  return [{ kind: 'text', text: said }, ...differs.map((text): Block => ({ kind: 'note', tone: 'warning', text }))];
}
