import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatParts } from '#agent/chat/chat-parts.ts';
import { sendMessages } from '#agent/chat/send-messages.ts';
import { workInbox } from '#agent/chat/work-inbox.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { openTeams } from '#connectors/teams/open-teams.ts';
import { openChat, type ChatHospital } from './support/chat-hospital.ts';
import { databases } from './support/databases.ts';
import { aPress, aSaying, CHANNEL, DANA, OF_BOT } from './support/teams-activities.ts';
import { teamsAtWork, teamsParts, type TeamsAtWork } from './support/teams-at-work.ts';
import { faultsOfTeams, partsOf } from './support/teams-limits.ts';
import type { StandingActivity } from './support/teams-stand-in.ts';
import { TEAMS_TENANT } from './support/teams-tokens.ts';

/** The id that the last message with a button for this holds, as Teams shows it. */
function cardOf(standing: readonly StandingActivity[], verb: string): string {
  const last = standing.findLast(({ activity }) => JSON.stringify(activity).includes(`"verb":"${verb}"`));
  const pressed = partsOf(last?.activity ?? {}).find((part) => part['type'] === 'Action.Execute' && part['verb'] === verb);
  return (pressed?.['data'] as { card?: string } | undefined)?.card ?? '';
}

function faultsIn({ activity }: StandingActivity): readonly string[] {
  const [{ content } = { content: {} }] = activity['attachments'] as readonly { readonly content: object }[];
  return faultsOfTeams({ summary: String(activity['summary']), card: content });
}

/** From what Teams signs to what stands in Teams, with everything between. */
for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`a talk in Teams, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    let at: TeamsAtWork;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      await chat.called('coder', { at: 'teams', id: `${TEAMS_TENANT}:${DANA.aadObjectId}` });
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      at = await opened();
    });
    afterEach(() => at.close());

    function opened(): Promise<TeamsAtWork> {
      return teamsAtWork({ inbox: (events) => chat.within(({ inbox }) => inbox.accept(events)) });
    }
    async function settle({ teams }: Pick<TeamsAtWork, 'teams'> = at): Promise<void> {
      const parts: ChatParts = { ...chat.parts, surfaces: [teams.surface], soleWorkspace: { teams: TEAMS_TENANT } };
      for (;;) {
        await chat.hospital.asOwner(`update chat_channel set free_at = '-infinity'`);
        if ((await workInbox(parts)) + (await sendMessages(parts)) === 0) return;
      }
    }
    const here = () => ({ conversation: CHANNEL, timestamp: new Date(chat.clock.now).toISOString() });
    const asks = (text: string) => at.send(aSaying(`<at>Countersign</at> ${text}`, { ...here(), entities: [OF_BOT] }));

    test('is answered in its thread, and one press, sent twice, acts once and makes the card final', async () => {
      await asks('propose I50.23 on E-1042');
      await settle();
      const card = cardOf(at.standIn.standing(), 'accept');
      const press = aPress('accept', { card }, here());
      const answers = [await at.send(press), await at.send(press)];
      await settle();
      await at.send(press);
      await settle();

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(chat.effects()).toBe(1);
      const cards = at.standIn.standing().filter(({ activity }) => JSON.stringify(activity).includes('Approved by Dana Reyes'));
      expect(cards.map(({ conversation }) => conversation)).toEqual([CHANNEL.id]);
      expect(JSON.stringify(cards)).not.toContain('"verb":"accept"');
      expect(at.standIn.standing().flatMap(faultsIn)).toEqual([]);
      expect(chat.noted).toEqual([]);
    });

    test('is written to after a restart by the address that it left', async () => {
      await asks('propose E78.5 on E-1042');
      const { endpoints, ...who } = teamsParts(at.standIn);
      // Without what was left, it would be written to where the stand-in has no talks.
      const restarted = openTeams({
        ...{ ...who, endpoints: { ...endpoints, service: `${at.standIn.origin}/nowhere/` } },
        clock: () => new Date(),
        noted: (thrown) => thrown,
        inbox: () => Promise.resolve(),
        form: () => Promise.resolve({ why: '' }),
        refresh: () => Promise.resolve({ why: '' }),
      });
      await settle({ teams: restarted });
      await restarted.stop();

      expect(at.standIn.standing().map(({ conversation }) => conversation)).toEqual([CHANNEL.id]);
      expect(cardOf(at.standIn.standing(), 'accept')).not.toBe('');
      expect(at.standIn.called('else')).toEqual([]);
    });

    test('loses nothing while Teams is down, and a card that cannot be changed any more changes nothing but itself', async () => {
      at.standIn.meet('post', { kind: 'status', status: 503 }, { kind: 'reset' }, { kind: 'limited', seconds: 1 });
      await asks('propose I25.2 on E-1042');
      await settle();
      const card = cardOf(at.standIn.standing(), 'accept');
      const shown = await chat.within(({ messages }) => messages.card(card));
      const id = shown?.card.proposal as `P-${number}`;
      const before = chat.effects();
      chat.noted.length = 0;

      at.standIn.meet('update', { kind: 'status', status: 403, code: 'BotNotInConversationRoster' });
      await at.send(aPress('accept', { card }, here()));
      await settle();

      expect(at.standIn.called('update')).toHaveLength(1);
      expect(chat.noted).toMatchObject([{ kind: 'gone', message: 'HTTP 403 BotNotInConversationRoster' }]);
      expect(await chat.within(({ proposals }) => proposals.find(id))).toMatchObject({ state: 'approved' });
      expect(chat.effects()).toBe(before + 1);
    });
  });
}
