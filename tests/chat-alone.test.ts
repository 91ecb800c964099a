import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { bodyOf } from '#agent/chat/outbound/hold-back.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { aPlace, asides, cardOn, directTo, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { cardsIn } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';

const DANA = 'U07DANA';
const WORDS = 'Acute on chronic systolic heart failure';

function inChannel(channel: string): Place {
  const { thread: _none, ...place } = aPlace('slack', { channel });
  return place;
}

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`what is said to one person among others, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      await list(inChannel('C-LISTED'));
    });
    afterAll(() => database.close());

    const list = (place: Place) =>
      chat.within((unit) => setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi: 'full', reason: 'The coding room' }));
    /** What was said, and where, to a command of Dana's. */
    const commands = async (text: string, place: Place) => {
      const before = chat.slack.stands.length;
      await chat.says(text, { user: DANA, place, alone: true });
      await chat.settle();
      return chat.slack.stands.slice(before);
    };

    test('a command is answered to whoever gave it, where they gave it, in the form of that place', async () => {
      const [plain, ...others] = await commands('why I50.23 on E-1042?', inChannel('C-PLAIN'));
      const [full] = await commands('why I50.23 on E-1042?', inChannel('C-LISTED'));

      expect(others).toEqual([]);
      expect([plain?.to.only, plain?.to.place.channel]).toEqual([DANA, 'C-PLAIN']);
      expect(bodyOf(plain?.view)).not.toContain('E-1042');
      expect([full?.to.only, full?.to.place.channel]).toEqual([DANA, 'C-LISTED']);
      expect(bodyOf(full?.view)).toContain('E-1042');
      expect(bodyOf(full?.view)).toMatch(new RegExp(WORDS, 'i'));
    });

    test('its cards go to the talk with that person, in the form of that talk, and decide there', async () => {
      const said = await commands('propose I50.23 on E-1042', inChannel('C-LISTED'));
      const [words, cards] = [said.find(({ to }) => to.only === DANA), said.find(({ to }) => to.only === undefined)];

      expect(cardsIn(words!.view)).toEqual([]);
      expect(bodyOf(words!.view)).toContain('P-1');
      expect(bodyOf(words!.view)).toContain('in your messages with me');
      expect(cards?.to.place).toEqual(directTo('slack', DANA));
      expect(bodyOf(cards!.view)).not.toMatch(/E-1042|exacerbation/);
      await chat.presses('accept', cardOn(chat.slack, 'P-1'), { user: DANA, place: directTo('slack', DANA) });
      await chat.settle();

      expect(chat.effects()).toBe(1);
      expect(cardOn(chat.slack, 'P-1')).toMatchObject({ state: 'approved', buttons: [] });
    });

    test('it is about the case that the person spoke of there last, and of nobody else', async () => {
      const [said] = await commands('why?', inChannel('C-LISTED'));
      const [elsewhere] = await commands('why?', inChannel('C-ELSEWHERE'));

      expect(bodyOf(said?.view)).toContain('I50.23  ');
      expect(bodyOf(elsewhere?.view)).not.toContain('I50.23  ');
    });

    test('an empty one is greeted, and one of somebody who is not linked is told so alone', async () => {
      await chat.came({ kind: 'came' }, { user: DANA, place: inChannel('C-PLAIN'), alone: true });
      await chat.says('code E-1042', { user: 'U-NOBODY', place: inChannel('C-LISTED'), alone: true });
      await chat.settle();

      const told = chat.slack.stands.slice(-2);
      expect(told.map(({ to }) => to.only).toSorted()).toEqual(['U-NOBODY', DANA]);
      expect(bodyOf(told.map(({ view }) => view))).not.toContain('E-1042');
    });

    test('where the place shows nothing to one person alone, it goes to them directly without words of the chart', async () => {
      chat.slack.faults.push(new ChatTrouble('gone', 'not_in_channel'));
      const [fallen, ...others] = await commands('why I50.23 on E-1042?', inChannel('C-LISTED'));

      expect(others).toEqual([]);
      expect(fallen?.to).toEqual({ place: directTo('slack', DANA) });
      expect(bodyOf(fallen?.view)).toContain('none may stand here');
      expect(bodyOf(fallen?.view)).not.toMatch(/E-1042|exacerbation/);
      await list(directTo('slack', DANA));
      chat.slack.faults.push(new ChatTrouble('gone', 'not_in_channel'));
      const [open] = await commands('why I50.23 on E-1042?', inChannel('C-LISTED'));
      expect(bodyOf(open?.view)).toContain('E-1042');
    });

    test('a refusal in a listed channel of Teams, which reaches the person in a talk that is not listed, has no words of the chart', async () => {
      const place = aPlace('teams', { channel: 'listed' });
      await chat.called('coder', { at: 'teams', id: 'org-1:aad-dana' });
      await list(place);
      await chat.says('accept I50.23 on E-1042', { user: 'aad-dana', place });
      await chat.settle();
      await chat.presses('accept', cardOn(chat.slack, 'P-1'), { user: 'aad-dana', place });
      await chat.says('link K7QF-3M2P-XW4T-9D2C', { user: 'aad-dana', place });
      await chat.settle();
      const told = asides(chat.teams, 'aad-dana');

      expect(told.length).toBeGreaterThan(0);
      expect(bodyOf(told.map(({ view }) => view))).not.toMatch(/E-1042|exacerbation/);
    });
  });
}
