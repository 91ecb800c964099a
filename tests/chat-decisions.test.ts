import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { lookAgain } from '#agent/chat/look-again.ts';
import { takeEvent } from '#agent/chat/take-event.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { versioned } from './contracts/builders.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { holdBorne } from './support/borne-posting.ts';
import { aWriteOff } from './support/a-case.ts';
import { asides, aPlace, cardOn, directTo, eventOf, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { cardsIn, wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';
import type { Who } from './support/hospital.ts';

const DANA = 'U07DANA';
const MIRA = 'U07MIRA';
const SAM = 'U07SAM';
const VICTOR = 'U07VICTOR';
const LISTED = aPlace('slack', { channel: 'C-listed' });

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`a decision in chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      const people: readonly (readonly [Who, string])[] = [
        ['mira', MIRA],
        ['biller', SAM],
        ['gone', 'U07PETRA'],
      ];
      for (const [who, user] of people) await chat.called(who, { at: 'slack', id: `T1:${user}` });
      await chat.called('coder', { at: 'teams', id: 'org-1:aad-dana' });
      await chat.called('billingLead', { at: 'slack', id: `T1:${VICTOR}` }, { at: 'teams', id: 'org-1:aad-victor' });
      await chat.within((unit) =>
        setChannelPhi(unit, chat.hospital.as('compliance').actor, { place: LISTED, phi: 'full', reason: 'A locked room' }),
      );
    });
    afterAll(() => database.close());

    const said = (user: string) => asides(chat.slack, user).map(({ view }) => wordsOf(view));
    const proposed = async (code: string, place: Place = aPlace('slack')): Promise<string> => {
      await chat.says(`propose ${code} on E-1042`, { user: DANA, place });
      await chat.settle();
      const cards = chat.slack.stands.flatMap(({ view }) => cardsIn(view));
      return cards.findLast(({ title }) => title.startsWith(code))?.proposal ?? '';
    };
    const heldBy = (who: Who, draft = aWriteOff(90_000)) => chat.within((unit) => holdBorne(unit, draft, chat.hospital.as(who).actor));
    const cardOf = async (proposal: string, place: Place): Promise<ReturnType<typeof cardOn>> => {
      await chat.says(`show ${proposal}`, { user: place.surface === 'slack' ? VICTOR : 'aad-victor', place });
      await chat.settle();
      return cardOn(place.surface === 'slack' ? chat.slack : chat.teams, proposal);
    };

    test('stands on every surface where its card does, with who decided what and when, and no buttons', async () => {
      const id = await proposed('I50.23');
      await chat.says(`show ${id}`, { user: 'aad-dana', place: aPlace('teams') });
      await chat.settle();
      const before = cardOn(chat.slack, id);
      await chat.presses('accept', before, { user: DANA });
      await chat.settle();

      expect(before).toMatchObject({ state: 'pending', quotes: [], buttons: ['accept', 'change', 'reject', 'escalate', 'withdraw'] });
      for (const surface of [chat.slack, chat.teams]) {
        const card = cardOn(surface, id);
        expect(card).toMatchObject({ state: 'approved', buttons: [] });
        const { view } = surface.stands.findLast((one) => cardsIn(one.view).some(({ proposal }) => proposal === id))!;
        expect(`${view.fallback} ${wordsOf(view)}`).not.toMatch(/pending|\d proposals? waits?/);
        expect(card.outcome).toMatch(/^Approved by Dana Reyes \(dana\.reyes\) at \d{4}-\d\d-\d\d \d\d:\d\d UTC\. It was carried out\.$/);
      }
      expect(chat.effects()).toBe(1);
    });

    test('is made once by a click that is replayed, and one after it is told that it was made, by whom and when', async () => {
      const id = await proposed('N18.32');
      const card = cardOn(chat.slack, id);
      const effects = chat.effects();
      const click = { kind: 'clicked', button: 'accept', card: card.id } as const;
      await chat.came(click, { user: DANA, key: 'click-1' });
      await chat.settle();

      for (let times = 0; times < 3; times += 1) expect(await chat.came(click, { user: DANA, key: 'click-1' })).toEqual([]);
      await chat.settle();
      const already = new RegExp(`${id} was already approved by dana\\.reyes at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`);
      expect(said(DANA).filter((one) => already.test(one))).toHaveLength(1);
      const asStranger = { user: 'U-STRANGER', key: 'click-1' };
      expect([await chat.came(click, asStranger), said('U-STRANGER')]).toEqual([[], []]);
      await chat.came(click, { user: MIRA, key: 'click-2' });
      await chat.settle();
      expect(said(MIRA).at(-1)).toMatch(already);
      expect(chat.effects()).toBe(effects + 1);
    });

    test('takes a reason of the menu, with the words beside it, and says both where chart words may stand', async () => {
      const id = await proposed('E78.5', LISTED);
      const card = cardOn(chat.slack, id);
      await chat.came(
        { kind: 'filled', button: 'reject', card: card.id, reason: 'other', note: 'seen on the old list only' },
        { user: DANA },
      );
      await chat.settle();

      expect(card.quotes.length).toBeGreaterThan(0);
      expect(chat.slack.stands.at(-1)?.view.fallback).toMatch(new RegExp(`^An answer about K-\\w{6} · ${id} rejected$`));
      expect(cardOn(chat.slack, id)).toMatchObject({ state: 'rejected', buttons: [] });
      expect(cardOn(chat.slack, id).outcome).toMatch(/^Rejected by Dana Reyes .*: Another reason, in words\. "seen on the old list only"$/);
    });

    test('of another code puts up a card of that one', async () => {
      const id = await proposed('I25.2');
      await chat.came(
        { kind: 'filled', button: 'change', card: cardOn(chat.slack, id).id, reason: 'more-specific', to: 'I25.10' },
        { user: DANA },
      );
      await chat.settle();
      const after = chat.slack.stands.at(-1)?.view;

      expect(cardOn(chat.slack, id)).toMatchObject({ state: 'superseded', buttons: [] });
      expect(after === undefined ? [] : cardsIn(after)).toMatchObject([{ state: 'pending' }]);
      expect(after?.fallback).toContain(`In the place of ${id}`);
    });

    test('is none where whoever asked for it takes it back, which nobody else can', async () => {
      const id = await proposed('I25.5');
      const card = cardOn(chat.slack, id);
      await chat.presses('withdraw', card, { user: MIRA });
      await chat.settle();
      const refused = [said(MIRA).at(-1), cardOn(chat.slack, id).state];
      const effects = chat.effects();
      await chat.presses('withdraw', card, { user: DANA });
      await chat.presses('accept', card, { user: MIRA });
      await chat.settle();

      expect(refused).toEqual([expect.stringContaining(`${id} can be withdrawn only by whoever asked for it: dana.reyes.`), 'pending']);
      expect(cardOn(chat.slack, id)).toMatchObject({ state: 'withdrawn', buttons: [] });
      expect(said(MIRA).at(-1)).toContain(`${id} was withdrawn by whoever asked for it`);
      expect(chat.effects()).toBe(effects);
    });

    test('is offered in a talk with one person as far as it can be theirs', async () => {
      const id = await proposed('I25.2');
      const inDirect = async (user: string) => {
        await chat.says(`show ${id}`, { user, place: directTo('slack', user) });
        await chat.settle();
        return cardOn(chat.slack, id).buttons;
      };

      expect(await inDirect(MIRA)).not.toContain('withdraw');
      expect(await inDirect(DANA)).toContain('withdraw');
    });

    test.each([
      ['by nobody who is known', 'U-STRANGER', aPlace('slack'), /not linked to a person/],
      ['by somebody who left', 'U07PETRA', aPlace('slack'), /is not active here/],
      ['without the role', SAM, aPlace('slack'), /Sam Ferro may not decide/],
      ['from another workspace with the same id', DANA, aPlace('slack', { workspace: 'T2' }), /not linked to a person/],
    ])('is refused %s, and that is told to them alone', async (_says, user, place, words) => {
      const id = await proposed('I25.5');
      await chat.presses('accept', cardOn(chat.slack, id), { user, place });
      await chat.settle();

      expect(said(user).at(-1)).toMatch(words);
      expect(cardOn(chat.slack, id).state).toBe('pending');
    });

    test('of two signatures is refused to one person on two surfaces, and to whoever asked for it', async () => {
      const { id } = await heldBy('biller');
      const slackCard = await cardOf(id, LISTED);
      await chat.presses('accept', slackCard, { user: VICTOR, place: LISTED });
      await chat.settle();
      const teamsCard = await cardOf(id, aPlace('teams'));
      await chat.presses('accept', teamsCard, { user: 'aad-victor', place: aPlace('teams') });
      await chat.settle();
      const own = await heldBy('billingLead', aWriteOff(1_100_000, 'adjustment.post'));
      await chat.presses('accept', await cardOf(own.id, LISTED), { user: VICTOR, place: LISTED });
      await chat.settle();

      expect(slackCard.facts).toContainEqual(['Amount', '$900.00']);
      expect(teamsCard).toMatchObject({ state: 'signed, 1 of 2', title: 'write-off.post', buttons: [], quotes: [] });
      expect(JSON.stringify(teamsCard)).not.toContain('ACC-7');
      expect(
        asides(chat.teams, 'aad-victor')
          .map(({ view }) => wordsOf(view))
          .at(-1),
      ).toContain(`You have signed ${id} already`);
      expect(said(VICTOR).at(-1)).toContain(`You asked for ${own.id}`);
      expect(cardOn(chat.slack, id).state).toBe('signed, 1 of 2');
    });

    test('on a card that is stale is refused, with a fresh card beneath it', async () => {
      const id = await proposed('Z79.82');
      const card = cardOn(chat.slack, id);
      await chat.within(async ({ charts, ledger }) => {
        const chart = await charts.find('E-1042');
        const [first, ...rest] = chart?.documents ?? [];
        if (chart === undefined || first === undefined) return;
        const now = versioned({ ...chart, documents: [{ ...first, title: `${first.title}.` }, ...rest] });
        const about = { encounter: 'E-1042', version: now.version, documents: now.documents.length };
        await charts.put(now);
        await ledger.append({ tenant: chat.hospital.tenant, act: 'chart.imported', actor: 'countersign', channel: 'system', about });
      });
      await chat.presses('accept', card, { user: DANA });
      await chat.settle();
      const fresh = cardsIn(chat.slack.stands.findLast(({ to }) => to.only === undefined)?.view ?? { parts: [], links: [], fallback: '' });

      expect(said(DANA).at(-1)).toContain(`${id} was not decided: chart:`);
      expect(fresh).toMatchObject([{ state: 'pending', title: card.title }]);
      expect(cardOn(chat.slack, id)).toMatchObject({ state: 'superseded', buttons: [] });
    });

    test('is on a card that is looked at again only as far as what is sent would be', async () => {
      const place = aPlace('teams');
      const id = await proposed('I25.5');
      await chat.says(`show ${id}`, { user: 'aad-dana', place });
      await chat.settle();
      const { id: card } = cardOn(chat.teams, id);
      const looks = (parts: ChatHospital['parts']) => lookAgain({ card, place, user: 'aad-dana' }, parts);
      const before = chat.noted.length;
      const held = await looks({ ...chat.parts, checkOutbound: () => Promise.resolve({ found: ['patient.name'] }) });
      chat.noted.length = before;

      expect(JSON.stringify(await looks(chat.parts))).toContain(card);
      expect(held).toMatchObject({ parts: [{ kind: 'note', text: expect.stringContaining('held back') as string }] });
      expect(JSON.stringify(held)).not.toContain(card);
    });

    test('acts once where the process died after it was made', async () => {
      const id = await proposed('Z87.891');
      const effects = chat.effects();
      const died: ChatHospital['parts'] = {
        ...chat.parts,
        agent: {
          async ask(turn) {
            await chat.parts.agent.ask(turn);
            throw new Error('the process died');
          },
        },
      };
      const event = eventOf({ kind: 'clicked', button: 'accept', card: cardOn(chat.slack, id).id }, { user: DANA });
      await chat.within(({ inbox }) => inbox.accept([event]));
      const [claimed] = await chat.within(({ inbox }) => inbox.claim(1, 60));
      if (claimed !== undefined) await takeEvent(claimed, died);
      await chat.hospital.asOwner(`update chat_inbox set due_at = '-infinity' where done_at is null`);
      await chat.settle();

      expect(chat.effects()).toBe(effects + 1);
      expect(cardOn(chat.slack, id).state).toBe('approved');
      expect(said(DANA).at(-1)).toContain(`${id} was already approved by dana.reyes`);
    });

    test.each([
      ['words', 'Z79.82', () => ({ kind: 'said', text: 'accept it' }) as const],
      ['a click', 'I25.5', (card: string) => ({ kind: 'clicked', button: 'escalate', card }) as const],
    ])('is not made again by %s put back in the database', async (what, code, did) => {
      const place = aPlace('slack', { thread: `back ${what}` });
      const first = await proposed(code, place);
      const key = `back ${what}`;
      await chat.came(did(cardOn(chat.slack, first).id), { user: DANA, place, key });
      const [kept] = await chat.hospital.asOwner<{ event: string; seal: string }>(
        `select event::text as event, seal from chat_inbox where key = $1`,
        [key],
      );
      await chat.settle();
      const next = await proposed('I25.5', place);
      const head = () => chat.within(({ ledger }) => ledger.head());
      const before = [await head(), chat.slack.bodies.length, chat.noted.length] as const;
      const stood = cardOn(chat.slack, next).state;
      const back = `update chat_inbox set done_at = null, event = $2::json, seal = $3, tries = 0, due_at = '-infinity' where key = $1`;
      await chat.hospital.asOwner(back, [key, kept?.event, kept?.seal]);
      await chat.settle();

      expect(cardOn(chat.slack, next).state).toBe(stood);
      expect([await head(), chat.slack.bodies.length]).toEqual(before.slice(0, 2));
      expect(chat.noted.slice(before[2])).toMatchObject([{ code: 'broken-promise', says: expect.stringContaining('put back') as string }]);
      expect(await chat.within(({ inbox }) => inbox.waiting())).toBe(0);
    });

    test('leaves no name, no number of a patient and no encounter in a place that was not listed', async () => {
      const patient = await chat.within(async ({ charts }) => (await charts.find('E-1042'))?.patient);
      const bodies = [...chat.slack.bodies.filter((body) => !body.includes('C-listed')), ...chat.teams.bodies].join('\n');

      for (const word of [...(patient?.name?.split(/[, ]+/) ?? []), patient?.id ?? '', 'E-1042', 'D-1042', 'ACC-7'])
        expect(bodies).not.toContain(word);
    });
  });
}
