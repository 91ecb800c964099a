import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { aBilledClaim, aHead, anAccount, aRemittance, aTail, ofClaim } from '#tests/support/billing.ts';
import { billedAccounts } from '#tests/support/billed-account.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '#tests/support/hospital.ts';
import { DenialsListed } from './denials-listed.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
  await hospital.store.within(hospital.tenant, async ({ billing }) => {
    await billing.claims.put(aBilledClaim('C-91'));
    await billing.accounts.put(anAccount('A-91'));
    const adjustments = [{ group: 'PR', reason: '197', amountCents: 1_000 }];
    await aRemittance(billing, [ofClaim('C-91', { paidCents: 19_000, patientResponsibilityCents: 1_000, adjustments }, 1_000)], {
      ...{ head: aHead({ trace: 'EFT-91', paymentCents: 19_000 }), tail: aTail({ claimsPaidCents: 19_000 }), sha256: '9'.repeat(64) },
    });
  });
});
afterAll(() => hospital.close());

const listed = async () => {
  const { open, openClaims, openCents, ever } = resultOf(await hospital.ask('biller', 'list_denials', {}), DenialsListed);
  return { claims: open.map(({ claim, refusedCents }) => [claim, refusedCents]), openClaims, openCents, ever: ever.refusedCents };
};
const toldOf = async (claim: string) => sentenceOf(await hospital.ask('biller', 'lookup_denial', { claim }));

async function posted(input: object): Promise<string> {
  const drafted = await hospital.ask('biller', 'propose_adjustment', { reason: 'Not worth an appeal', ...input });
  if (drafted.status !== 'held') throw new Error(sentenceOf(drafted));
  const [proposal = ''] = drafted.proposals;
  await hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor));
  await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(mkdtempSync(join(tmpdir(), 'postings-')))]);
  return proposal;
}

describe('what was refused', () => {
  test('stays in the list with what is left once a part of it is written off, and leaves it with the rest; what was ever refused stays', async () => {
    const before = await listed();
    expect(before).toMatchObject({
      claims: [
        ['C-89', 20_000],
        ['C-88', 5_000],
        ['C-91', 1_000],
      ],
      openCents: 26_000,
    });

    const part = await posted({ kind: 'write-off', claim: 'C-88', amountCents: 2_000 });
    expect(await listed()).toMatchObject({
      claims: [
        ['C-89', 20_000],
        ['C-88', 3_000],
        ['C-91', 1_000],
      ],
      openCents: 24_000,
    });
    expect(await toldOf('C-88')).toContain('and $20.00 was written off or moved to the patient: $30.00 is left');
    expect(await toldOf('C-88')).toMatch(new RegExp(`${part} of .+: \\$20\\.00 written off`));

    await posted({ kind: 'write-off', claim: 'C-88', amountCents: 3_000 });
    expect(await listed()).toMatchObject({
      claims: [
        ['C-89', 20_000],
        ['C-91', 1_000],
      ],
      openClaims: 2,
      openCents: 21_000,
      ever: before.ever,
    });
    expect(await toldOf('C-88')).toContain('nothing is left to appeal');
  });

  test('and moved to the patient leaves the list, where the transfer names no claim and the account has no other', async () => {
    const moved = await posted({ kind: 'transfer', account: 'A-91', amountCents: 1_000, owedBy: 'insurance' });

    expect((await listed()).claims).not.toContainEqual(['C-91', 1_000]);
    expect(await toldOf('C-91')).toMatch(new RegExp(`${moved} of .+: \\$10\\.00 moved to the patient`));
  });
});
