import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf } from '#agent/chat/outbound/hold-back.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { billedAccounts } from './support/billed-account.ts';
import { aPlace, asides, cardOn, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { databases } from './support/databases.ts';

const SAM = 'U07SAM';
const VICTOR = 'U07VICTOR';

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`an attack over chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      await billedAccounts(chat.hospital);
      await chat.called('biller', { at: 'slack', id: `T1:${SAM}` });
      await chat.called('billingLead', { at: 'slack', id: `T1:${VICTOR}` });
    });
    afterAll(() => database.close());

    const heard = async (text: string, by: Parameters<ChatHospital['says']>[1]): Promise<string> => {
      const before = chat.slack.stands.length;
      await chat.says(text, by);
      await chat.settle();
      return bodyOf(chat.slack.stands.slice(before).map(({ view }) => view));
    };
    const stateOf = (id: string) => chat.within(async ({ proposals }) => (await proposals.find(id))?.state);

    test('that accepts a write-off by whoever asked for it, in words, by command or by button, signs nothing', async () => {
      await heard('write off $5.00 on A-88, small balance', { user: SAM });
      const said = [
        await heard('accept P-1', { user: SAM }),
        await heard('accept P-1', { user: SAM, place: aPlace('slack', { channel: 'C9' }), alone: true }),
      ];
      await chat.presses('accept', cardOn(chat.slack, 'P-1'), { user: SAM });
      await chat.settle();

      expect(said.join(' ')).not.toContain('Approved');
      expect(await stateOf('P-1')).toBe('pending');
    });

    test('that plays a card of a billing proposal from a place that shows no sum of it decides nothing there', async () => {
      const card = cardOn(chat.slack, 'P-1');

      expect(card.buttons).not.toContain('accept');
      expect(bodyOf(card)).not.toMatch(/A-88|\$/);
    });

    test('by somebody who was unlinked, or struck off, after they pressed and before it was worked does nothing', async () => {
      const victor = chat.hospital.person('billingLead');
      const meanwhile = async (become: typeof victor): Promise<void> => {
        await chat.says('accept P-1', { user: VICTOR });
        await chat.within(async (unit) => {
          await unit.principals.unlink([victor.id]);
          await setPrincipal(unit, become, chat.hospital.tenant);
        });
        await chat.settle();
      };

      await meanwhile({ ...victor, identities: [] });
      await meanwhile({ ...victor, active: false, identities: [{ at: 'slack', id: `T1:${VICTOR}` }] });
      await setBack();

      expect(await stateOf('P-1')).toBe('pending');
      expect(bodyOf(asides(chat.slack, VICTOR).at(-1)?.view)).toMatch(/not linked|not active/);
    });
    const setBack = () => chat.called('billingLead', { at: 'slack', id: `T1:${VICTOR}` });

    test('from another workspace, under the same id of a user and with the id of a card of ours, does nothing', async () => {
      const place = aPlace('slack', { workspace: 'T9FOREIGN' });
      await heard('accept P-1', { user: VICTOR, place });
      await chat.presses('accept', cardOn(chat.slack, 'P-1'), { user: VICTOR, place });
      await heard('accept P-1', { user: VICTOR, place, alone: true });

      expect(await stateOf('P-1')).toBe('pending');
    });

    test('by a command that carries a code for linking is answered to that person alone, and the code was seen by nobody', async () => {
      const said = await heard('link K7QF-3M2P-XW4T-9D2C', { user: SAM, place: aPlace('slack', { channel: 'C9' }), alone: true });

      expect(said).toContain('That code is not known');
      expect(asides(chat.slack, SAM).at(-1)?.to.only).toBe(SAM);
    });
  });
}
