import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropReceiver } from '#connectors/file-drop/drop-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { ReadLetter } from '#tools/read-letter/tool.ts';
import { databases } from './support/databases.ts';
import { putDenial, putLaw, putTerms } from './support/denied-claims.ts';
import { fill, resultOf, type Hospital } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('appeals as whoever has the database left them, on $name', ({ open }) => {
  let hospital: Hospital;
  let letter = '';
  beforeEach(async () => {
    hospital = await fill(await open(), ['E-1042']);
    await hospital.store.within(hospital.tenant, async (unit) => {
      await putTerms(unit);
      await putLaw(unit);
      await putDenial(unit, 'C-2', 'E-1042', { reason: 'CO-252', remarks: ['N706'] });
    });
    letter = await draft();
  });
  afterEach(() => hospital.close());

  const ask = () => hospital.ask('biller', 'draft_appeal', { claim: 'C-2' });
  const read = () => hospital.ask('biller', 'read_letter', { proposal: letter });
  async function draft(): Promise<string> {
    const outcome = await ask();
    return (outcome.status === 'held' ? outcome.proposals[0] : undefined) ?? '';
  }
  const approve = (proposal: string) =>
    hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor));
  const folder = mkdtempSync(join(tmpdir(), 'drop-'));
  const deliver = () =>
    deliverOwed(hospital.store, hospital.tenant, [
      dropReceiver({ folder, facility: hospital.tenant, real: false, kinds: ['appeal.submit'] }),
    ]);

  test('a letter is signed by whoever the sealed entry names, on its day, whatever day its row has', async () => {
    await approve(letter);
    await hospital.asOwner(`update proposal set decided_at = '2020-01-02' where tenant = $1`, [hospital.tenant]);
    const { approved } = resultOf(await read(), ReadLetter);

    const [entry] = await hospital.store.within(hospital.tenant, ({ ledger }) =>
      ledger.list({ proposal: letter, acts: ['proposal.approved'] }),
    );
    expect(approved).toEqual({ by: hospital.person('billingLead').name, at: entry?.leaf.at });
  });

  test('one that nobody approved is not read as approved', async () => {
    await hospital.asOwner(
      `update proposal set state = 'approved', decided_by = 'victor.amadi', decided_at = now() where tenant = $1 and id = $2`,
      [hospital.tenant, letter],
    );

    expect(await read()).toMatchObject({ status: 'refused', failure: 'altered' });
  });

  test('one whose words were changed after its approval is not read', async () => {
    await approve(letter);
    await hospital.asOwner(`update proposal set payload = jsonb_set(payload::jsonb, '{letter,text}', '"Pay at once."') where tenant = $1`, [
      hospital.tenant,
    ]);

    expect(await read()).toMatchObject({ status: 'refused', failure: 'altered' });
  });

  test.each(['failed', 'closed'])('one that was sent is not sent again at its level where the outbox is made to say %s', async (state) => {
    await approve(letter);
    await deliver();
    const before = readdirSync(folder).length;
    await hospital.asOwner(`update outbox set state = $2 where tenant = $1`, [hospital.tenant, state]);

    const again = await ask();
    expect(again).toMatchObject({ proposals: [] });
    await deliver();
    expect(readdirSync(folder)).toHaveLength(before);
  });

  test('one that was sent and is made to read as rejected is told as altered, and no other is drafted', async () => {
    await approve(letter);
    await deliver();
    await hospital.asOwner(`update proposal set state = 'rejected' where tenant = $1`, [hospital.tenant]);

    expect(await ask()).toMatchObject({ status: 'refused', failure: 'altered' });
  });
});
