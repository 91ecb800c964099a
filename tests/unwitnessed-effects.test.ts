import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { databases } from './support/databases.ts';
import { fill, textOf, type Hospital } from './support/hospital.ts';

let hospital: Hospital;
const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name', ({ open }) => {
  beforeAll(async () => {
    hospital = await fill(await open(), ['E-1042']);
    await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23', 'E78.5'] });
  });
  afterAll(() => hospital.close());

  async function delivered(): Promise<readonly string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'effects-'));
    await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(folder)]);
    return readdirSync(folder);
  }
  const approveBySql = (id: string) =>
    hospital.asOwner(`update proposal set state = 'approved', decided_by = 'dana.reyes', decided_at = now() where id = $1`, [id]);
  const oweBySql = (id: string) =>
    hospital.asOwner(
      `insert into outbox (tenant, proposal, kind, encounter, payload, digest)
       select tenant, id, kind, encounter, payload, digest from proposal where id = $1`,
      [id],
    );

  test('an approval that was written into the tables, with its outbox row, has no effect: the ledger does not bear it out', async () => {
    await approveBySql('P-1');
    await oweBySql('P-1');

    expect(await delivered()).toEqual([]);
    const { says, state } = (await hospital.store.within(hospital.tenant, (unit) => unit.outbox.stateOf('P-1'))) ?? {};
    expect({ state, says }).toEqual({
      state: 'failed',
      says: 'It has no approved proposal with this digest that the ledger bears out, so it was not sent.',
    });
  });

  test('nor has one whose entry in the ledger was rewritten to name another person', async () => {
    await hospital.store.within(hospital.tenant, async ({ ledger, proposals }) => {
      const { digest = '' } = (await proposals.find('P-2')) ?? {};
      await ledger.append({
        tenant: hospital.tenant,
        act: 'proposal.approved',
        actor: 'lee.okafor',
        channel: 'terminal',
        proposal: 'P-2',
        digest,
        about: {},
      });
    });
    await hospital.asOwner(`update ledger_entry set leaf = replace(leaf, 'lee.okafor', 'dana.reyes') where proposal = 'P-2'`);
    await approveBySql('P-2');
    await oweBySql('P-2');

    expect(await delivered()).toEqual([]);
  });

  test('a proposal whose asker was rewritten is decided by nobody, and one whose decider was is shown as altered', async () => {
    await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['D63.1', 'I25.5'] });
    await hospital.asOwner(`update proposal set on_behalf_of = null, maker = 'lee.okafor' where id = 'P-3'`);
    const decided = await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal: 'P-3', verdict: 'approved' }, hospital.as('lead').actor),
    );
    expect(decided).toMatchObject({ status: 'refused', failure: 'altered' });

    await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal: 'P-4', verdict: 'approved' }, hospital.as('coder').actor),
    );
    await hospital.asOwner(`update proposal set decided_by = 'nora.lindt' where id = 'P-4'`);
    expect(textOf(await hospital.ask('lead', 'show_proposal', { proposal: 'P-4' }))).toContain('changed in the database');
  });
});
