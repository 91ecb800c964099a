import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dropReceiver, MARKS } from '#connectors/file-drop/drop-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { KillPoint, Reached } from '#guardrails/effects/receiver.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { aWriteOff } from './support/a-case.ts';
import { holdBorne } from './support/borne-posting.ts';
import { databases } from './support/databases.ts';
import { putDenial, putTerms } from './support/denied-claims.ts';
import { fill, type Hospital, type Who } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
describe.each(usable)('postings and appeals for an interface engine, from $name', ({ open }) => {
  let hospital: Hospital;
  let folder = '';
  let subject = 0;
  beforeAll(async () => {
    hospital = await fill(await open(), ['E-2001']);
    await hospital.store.within(hospital.tenant, (unit) => putTerms(unit));
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'drop-'));
  });
  afterAll(() => hospital.close());

  async function propose(amountCents: number): Promise<string> {
    const wish = aWriteOff(amountCents, 'write-off.post', `A-${(subject += 1)}`);
    return (await hospital.store.within(hospital.tenant, (unit) => holdBorne(unit, wish, hospital.as('biller').actor))).id;
  }
  /** A letter for a claim whose authorisation the payer overlooked. */
  async function proposeAppeal(last: string): Promise<string> {
    const claim = { authorisation: 'AUTH-7', patient: { id: 'P-9', last, first: 'Marguerite' } };
    await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, `C-${(subject += 1)}`, 'E-2001', { reason: 'CO-197', claim }));
    const outcome = await hospital.ask('biller', 'draft_appeal', { claim: `C-${subject}` });
    return outcome.status === 'held' ? (outcome.proposals[0] ?? '') : '';
  }
  const sign = (who: Who, proposal: string) =>
    hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as(who).actor));
  const deliver = (reached?: Reached) => {
    const kinds = ['adjustment.post', 'write-off.post', 'appeal.submit'] as const;
    const receiver = dropReceiver({ folder, facility: hospital.tenant, real: false, kinds, ...(reached && { reached }) });
    return deliverOwed(hospital.store, hospital.tenant, [receiver], () => undefined, reached);
  };
  const files = () => readdirSync(folder).filter((name) => name !== MARKS);
  const stateOf = async (id: string) => (await hospital.store.within(hospital.tenant, ({ outbox }) => outbox.stateOf(id)))?.state;

  test('an approved appeal is one X12 file, and an approved write-off one HL7 file', async () => {
    const appeal = await proposeAppeal('Testa');
    const writeOff = await propose(12_345);
    await sign('billingLead', appeal);
    await sign('billingLead', writeOff);
    await deliver();

    expect([await stateOf(appeal), await stateOf(writeOff)]).toEqual(['done', 'done']);
    const ending = (kind: string) => join(folder, files().find((name) => name.endsWith(kind)) ?? '');
    expect(files()).toHaveLength(2);
    expect(readFileSync(ending('.x12'), 'utf8')).toMatch(/^ISA\*00\*.*~IEA\*1\*\d{9}~$/s);
    expect(readFileSync(ending('.hl7'), 'utf8')).toContain('|-123.45&USD\r');
    const approved = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(appeal));
    const { letter, enclosed = [] } = parsePayload('appeal.submit', approved?.payload);
    const attached = [...readFileSync(ending('.x12'), 'utf8').matchAll(/BIN\*\d+\*[^~]*?\r\n\r\n([^~]*)~/g)].map(([, base64 = '']) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    );
    expect(attached).toEqual([letter, ...enclosed].map(({ title, text }) => `${title}\n\n${text}`));
    expect(enclosed.map(({ title }) => title)).toEqual(letter.written?.enclosures.map(({ text }) => text));
    expect(enclosed).toHaveLength(2);
  });

  test('a write-off that takes two signatures is no file before the second', async () => {
    const proposal = await propose(60_000);
    expect(await sign('billingLead', proposal)).toMatchObject({ status: 'signed' });
    await deliver();
    expect(files()).toEqual([]);

    expect(await sign('compliance', proposal)).toMatchObject({ status: 'decided' });
    await deliver();
    expect(files()).toHaveLength(1);
  });

  test.each(['draft-written', 'published', 'after-send', 'settled-uncommitted'] satisfies KillPoint[])(
    'a worker that dies at "%s" leaves one file in the end, though the engine takes files away meanwhile',
    async (point) => {
      const proposal = await propose(100);
      await sign('billingLead', proposal);
      const taken: string[] = [];
      const engine = () => {
        for (const name of files()) taken.push(name);
        for (const name of files()) rmSync(join(folder, name));
      };
      let dead = false;
      const dies = (reached: KillPoint) => {
        dead ||= reached === point;
        if (dead) throw new Error('died');
      };
      await expect(deliver(dies)).rejects.toThrow('died');
      if (point !== 'published') engine();
      const due = `update outbox set claimed_at = claimed_at - interval '1 minute', next_attempt_at = clock_timestamp() where proposal = $1`;
      await hospital.asOwner(due, [proposal]);
      await deliver();
      engine();

      expect(await stateOf(proposal)).toBe('done');
      expect(taken).toHaveLength(1);
    },
  );

  test('a payload that no X12 file can hold is a dead letter, and what is wrong with it is said without saying it', async () => {
    const proposal = await proposeAppeal('李');
    await sign('billingLead', proposal);
    await deliver();

    const state = await hospital.store.within(hospital.tenant, ({ outbox }) => outbox.stateOf(proposal));
    expect(state).toMatchObject({ state: 'failed', says: expect.stringContaining('cannot hold the name of the patient') as string });
    expect(JSON.stringify(state)).not.toContain('李');
    expect(files()).toEqual([]);
  });
});
