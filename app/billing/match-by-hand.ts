import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { plainLine } from '#core/plain-line.ts';
import { BY_ITS_NUMBER, contradictions, differences } from '#core/remittance/match-claim.ts';
import type { RemittedRecord } from '#tools/billing/records.ts';
import type { Unit } from '#tools/unit.ts';
import type { Taking } from './take-transaction.ts';

interface Meant {
  readonly remittance: string;
  readonly position: number;
  readonly claim: string;
}

/**
 * Writes that a person says which claim a payer means. What has a claim already keeps it. Throws Failure `bad-input`, and takes it back, where
 * the payer speaks of another patient or of other days.
 */
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
  if (contradictions(matched.remitted, claim).length > 0) throw new Failure('bad-input', notMeant(matched, claim.id, differs));
  const about = { remittance, position, claim: claim.id, ...(differs.length > 0 && { differs }) };
  await unit.ledger.append({ tenant, ...by, act: 'remittance.matched', about });
  const said = `Place ${position} of ${remittance}, paid ${dollars(matched.remitted.paidCents)}, is about claim ${claim.id} now.`;
  return [{ kind: 'text', text: said }, ...differs.map((text): Block => ({ kind: 'note', tone: 'warning', text }))];
}

function notMeant({ remittance, position }: RemittedRecord, claim: string, differs: readonly string[]): string {
  return `Place ${position} of ${remittance} is not about claim ${claim}: ${differs.join(' ')} Nothing was matched. Name the claim that it is about, or bring in the record of the claim as it is ("countersign remit records").`;
}

interface TakenBack {
  readonly remittance: string;
  readonly position: number;
  readonly reason: string;
}

/** Takes back which claim a payer means, for a reason. A claim's own number that the payer gives back is no opinion, and stays. */
export async function unmatchByHand(unit: Unit, { remittance, position, reason }: TakenBack, { tenant, by }: Taking): Promise<Block[]> {
  await unit.lockWriters();
  const said = plainLine(MOST_REASON).min(1).safeParse(reason.trim());
  if (!said.success) throw new Failure('bad-input', `A reason is one line of at most ${MOST_REASON} characters.`);
  const there = await unit.billing.remittances.at(remittance, position);
  if (there?.matched === undefined) throw new Failure('not-found', `Place ${position} of ${remittance} is matched to no claim.`);
  const { claim, by: shown } = there.matched;
  if (shown === BY_ITS_NUMBER)
    throw new Failure(
      'bad-input',
      `Place ${position} of ${remittance} names claim ${claim} by its own number, for its patient and its days, so it stays.`,
    );
  await unit.billing.remittances.unmatch(remittance, position, `${by.actor} took it off claim ${claim}: ${said.data}`);
  await unit.ledger.append({ tenant, ...by, act: 'remittance.unmatched', about: { remittance, position, claim, reason: said.data } });
  const text = `Place ${position} of ${remittance}, paid ${dollars(there.remitted.paidCents)}, is not about claim ${claim} any more. It counts for no claim until somebody says which: countersign remit match ${remittance} ${position} <claim>`;
  return [{ kind: 'text', text }];
}

const MOST_REASON = 500;
