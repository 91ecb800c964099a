import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf } from '#agent/chat/outbound/hold-back.ts';
import { workInbox } from '#agent/chat/work-inbox.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { aPlace, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { databases } from './support/databases.ts';
import { putDenial, putLaw, putTerms } from './support/denied-claims.ts';

const SAM = 'U07SAM';
const DANA = 'U07DANA';
const LISTED = aPlace('slack', { channel: 'C-LISTED' });

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`letters in chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database, ['E-1042', 'E-2001']);
      await chat.called('biller', { at: 'slack', id: `T1:${SAM}` }, { at: 'teams', id: 'org-1:aad-sam' });
      await chat.within(async (unit) => {
        await putTerms(unit);
        await putLaw(unit);
        for (const id of ['C-1', 'C-2', 'C-3'])
          await putDenial(unit, id, 'E-2001', { reason: 'CO-197', claim: { authorisation: 'AUTH-77' } });
      });
      await list('full');
      await list('full', aPlace('teams', { channel: 'listed' }));
    });
    afterAll(() => database.close());

    const list = (phi: 'none' | 'full', place = LISTED) =>
      chat.within((unit) => setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi, reason: 'The billing room' }));
    const heard = async (
      text: string,
      { user = SAM, place = LISTED, alone }: { user?: string; place?: typeof LISTED; alone?: true } = {},
    ) => {
      await chat.says(text, { user, place, ...(alone && { alone }) });
      await chat.settle();
      return [...chat.slack.shared.values()];
    };

    test('a drafted letter is shared as a PDF beneath its card, where words of charts may stand', async () => {
      const [file, ...others] = await heard('draft the appeal of C-1');

      expect(others).toEqual([]);
      expect(file).toMatchObject({ to: { place: LISTED }, name: 'appeal-P-1.pdf' });
      expect(Buffer.from(file!.content.subarray(0, 5)).toString()).toBe('%PDF-');
      const entries = await chat.within(({ ledger }) => ledger.list({ last: 10 }));
      expect(entries.map(({ leaf }) => leaf)).toContainEqual(
        expect.objectContaining({ tool: 'read_letter', actor: 'sam.ferro', channel: 'slack' }),
      );
    });

    test('a letter that is asked for is shared too, and none is, where no word may stand or the person alone is answered', async () => {
      expect(await heard('show the letter of P-1')).toHaveLength(2);
      expect(await heard('draft the appeal of C-2', { place: aPlace('slack') })).toHaveLength(2);
      expect(await heard('show the letter of P-1', { place: aPlace('slack') })).toHaveLength(2);
      expect(await heard('show the letter of P-1', { alone: true })).toHaveLength(2);
      expect(await heard('show the letter of P-1', { user: DANA })).toHaveLength(2);
    });

    test('Teams, which takes no file in a channel, has the link', async () => {
      await heard('draft the appeal of C-3', { user: 'aad-sam', place: aPlace('teams', { channel: 'listed' }) });

      expect(chat.slack.shared.size).toBe(2);
      expect(bodyOf(chat.teams.stands.at(-1)?.view)).toContain('https://countersign.test/p/P-3');
      expect(chat.noted).toEqual([]);
    });

    test('is shared once where Slack is away meanwhile, and taken back, or not shared at all, where the channel is taken off the list', async () => {
      chat.slack.faults.push(undefined, new ChatTrouble('wait', 'service_down', 1));
      expect(await heard('show the letter of P-1')).toHaveLength(3);

      await chat.says('show the letter of P-1', { user: SAM, place: LISTED });
      await workInbox(chat.parts);
      await list('none');
      await chat.settle();
      expect(chat.slack.shared.size).toBe(0);
    });
  });
}
