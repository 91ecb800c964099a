import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '#agent/chat/digest.ts';
import { tellPeople } from '#agent/chat/tell-people.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { proposalDigest } from '#guardrails/proposal.ts';
import { holdBorne, paidWhole } from './support/borne-posting.ts';
import { aWriteOff } from './support/a-case.ts';
import { aPlace, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { cardsIn, wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';

const INES = 'U07INES';
const MINUTE = 60_000;

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`what is said without being asked, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database, []);
      await chat.called('compliance', { at: 'slack', id: `T1:${INES}` });
      await chat.called('billingLead', { at: 'teams', id: 'org-1:aad-victor' });
      const { thread: _none, ...channel } = aPlace('slack', { channel: 'C-digest' });
      await chat.within(({ channels }) => channels.setDigests(channel, true));
    });
    afterAll(() => database.close());

    let account = 0;
    const aNumbered = () => aWriteOff(10_000 + (account += 1), 'write-off.post', `ACC-${account}`);
    /** Rows alone: what is counted and told is read from them. */
    const escalated = (count: number) =>
      chat.within(async ({ proposals }) => {
        for (let one = 0; one < count; one += 1) {
          const draft = aNumbered();
          const { version: policy } = chat.hospital.policy;
          const { proposal } = await proposals.make({
            ...draft,
            ...{ tenant: chat.hospital.tenant, policy, digest: proposalDigest(draft, policy), maker: 'sam.ferro', expiresInHours: 72 },
          });
          await proposals.escalate(proposal.id, 'sam.ferro');
        }
      });
    const sentTo = (channel: string) => chat.slack.stands.filter(({ to }) => to.place.channel === channel).map(({ view }) => view);

    test('is at most one digest in five minutes and ten messages an hour to a person, of 200 cases in ten minutes, and leaves nothing out', async () => {
      for (let minute = 0; minute < 10; minute += 1) {
        await escalated(20);
        for (let again = 0; again < 3; again += 1) {
          await sendDigests(chat.parts);
          await tellPeople(chat.parts);
        }
        chat.clock.now += MINUTE;
      }
      await chat.settle();
      expect(sentTo('C-digest').length).toBeLessThanOrEqual(2);
      expect(sentTo(`D-${INES}`).length).toBeLessThanOrEqual(10);

      chat.clock.now += 61 * MINUTE;
      await sendDigests(chat.parts);
      await tellPeople(chat.parts);
      await chat.settle();
      const told = sentTo(`D-${INES}`).map(({ fallback }) => Number(/^(\d+)/.exec(fallback)?.[1]));
      const fresh = sentTo('C-digest').map(({ fallback }) => Number(/(\d+) new/.exec(fallback)?.[1]));
      expect(told.reduce((a, b) => a + b, 0)).toBe(200);
      expect(fresh.reduce((a, b) => a + b, 0)).toBe(200);
      expect((await sendDigests(chat.parts)) + (await tellPeople(chat.parts))).toBe(0);
    });

    test('counts, and names no account and nobody whose it is', () => {
      const [digest] = sentTo('C-digest');

      expect(digest === undefined ? '' : wordsOf(digest)).toMatch(/"write-off\.post, decided by (billing-lead|compliance)"/);
      expect(chat.slack.bodies.join('\n')).not.toMatch(/ACC-\d/);
    });

    test('counts all that waits, however many there are, and tells of the oldest that was escalated', async () => {
      const before = await chat.within(async ({ proposals }) => (await proposals.list({ state: 'pending', limit: 5_000 })).length);
      await escalated(1);
      await chat.hospital.asOwner(
        `insert into proposal (tenant, number, kind, encounter, subject, payload, preview, editions, sources, digest, policy, maker, expires_at)
         select tenant, number + n, kind, encounter, 'MANY-' || n, payload, preview, editions, sources, digest, policy, maker, expires_at
         from (select * from proposal order by number desc limit 1) newest, generate_series(1, 1200) n`,
      );
      chat.clock.now += 61 * MINUTE;
      const standing = sentTo('C-digest').length;
      const escalatedBefore = sentTo(`D-${INES}`).length;
      await sendDigests(chat.parts);
      await tellPeople(chat.parts);
      await chat.settle();

      expect(
        sentTo('C-digest')
          .slice(standing)
          .map(({ fallback }) => fallback),
      ).toEqual([`${before + 1_201} proposals wait, 1201 new`]);
      expect(
        sentTo(`D-${INES}`)
          .slice(escalatedBefore)
          .map(({ fallback }) => fallback),
      ).toEqual([expect.stringMatching(/^1 was escalated to you/)]);
    });

    test('tells whoever approved it that an effect was overtaken and not carried out, once', async () => {
      const proposal = await chat.within((unit) => holdBorne(unit, aNumbered(), chat.hospital.as('biller').actor));
      await chat.within((unit) => decide(unit, { proposal: proposal.id, verdict: 'approved' }, chat.hospital.as('billingLead').actor));
      await chat.within(({ billing }) => paidWhole(billing, proposal.subject));
      await deliverOwed(chat.hospital.store, chat.hospital.tenant, [folderReceiver(mkdtempSync(join(tmpdir(), 'effects-')))]);
      await tellPeople(chat.parts);
      await tellPeople(chat.parts);
      await chat.settle();
      const told = chat.teams.stands.map(({ view }) => view);

      expect(told.map(({ fallback }) => fallback)).toEqual([`1 that you approved was not carried out · ${proposal.id} approved`]);
      expect(cardsIn(told[0]!)[0]?.outcome).toContain('it was NOT carried out');
    });
  });
}
