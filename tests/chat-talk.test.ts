import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { formFor } from '#agent/chat/forms.ts';
import { sendMessages } from '#agent/chat/send-messages.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { workInbox } from '#agent/chat/work-inbox.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { holdBorne } from './support/borne-posting.ts';
import { aWriteOff } from './support/a-case.ts';
import { asides, aPlace, cardOn, directTo, eventOf, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { cardsIn, wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';
import { ROOT } from './support/tampered-ledger.ts';

const DANA = 'U07DANA';
const MIRA = 'U07MIRA';
const SAM = 'U07SAM';
const FILES = join(ROOT, 'demo', 'hospital', 'E-2002');

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`talking in chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      await chat.called('mira', { at: 'slack', id: `T1:${MIRA}` });
      await chat.called('biller', { at: 'slack', id: `T1:${SAM}` });
    });
    afterAll(() => database.close());

    const inThread = (thread: string) => aPlace('slack', { thread });
    const heard = async (text: string, user: string, place = aPlace('slack')): Promise<string> => {
      const before = chat.slack.stands.length;
      await chat.says(text, { user, place });
      await chat.settle();
      return chat.slack.stands
        .slice(before)
        .map(({ view }) => wordsOf(view))
        .join(' ');
    };
    const aSaid = (text: string, place: Place) => ({
      ...eventOf({ kind: 'said', text }, { user: DANA, place }),
      at: new Date(chat.clock.now).toISOString(),
    });
    const decided = () => chat.within(async ({ proposals }) => (await proposals.list({ state: 'approved', limit: 50 })).length);

    test('knows a case by its handle, and leads to it by a link that says nothing of it', async () => {
      const handle = await chat.within(({ handles }) => handles.of('E-1042'));
      const said = await heard(`code ${handle.toLowerCase()}`, DANA, inThread('handle'));
      const { view } = chat.slack.stands.at(-1) ?? {};

      expect(said).toContain('I50.23');
      expect(view?.links).toEqual([{ label: 'Open the case', url: `https://countersign.test/k/${handle}` }]);
      expect(view?.prompts).toEqual([`Propose the codes of ${handle}`]);
      expect(chat.slack.bodies.join('\n')).not.toContain('E-1042');
    });

    test('says what was found before a model has worded it, and changes that very message once it has', async () => {
      const place = aPlace('slack', { channel: 'C-worded', thread: 'worded' });
      const asked: { plain: boolean | undefined; stood: readonly string[] }[] = [];
      const stood = () =>
        chat.slack.stands.filter(({ to }) => to.place.channel === place.channel).map(({ view, updates }) => `${updates} ${wordsOf(view)}`);
      const worded: ChatHospital['parts'] = {
        ...chat.parts,
        agent: {
          async ask(turn) {
            const reply = await chat.parts.agent.ask(turn);
            if (turn.plain !== true) await turn.early?.(reply);
            await sendMessages(chat.parts);
            asked.push({ plain: turn.plain, stood: stood() });
            return { ...reply, blocks: [{ kind: 'text', text: 'Worded by a model.' }, ...reply.blocks] };
          },
        },
      };
      const ask = async () => {
        await chat.says('why was I50.23 suggested on E-1042?', { user: DANA, place });
        await workInbox(worded);
        await chat.settle();
      };
      await ask();
      await chat.within((unit) =>
        setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi: 'full', reason: 'A locked room' }),
      );
      await ask();

      expect(asked.map(({ plain }) => plain)).toEqual([true, false]);
      expect(asked.map(({ stood: then }) => then.length)).toEqual([0, 2]);
      expect(asked[1]?.stood[1]).toMatch(/^0 .*I50\.23/);
      expect(asked[1]?.stood[1]).not.toContain('Worded by a model.');
      expect(stood()).toHaveLength(2);
      expect(stood()[1]).toMatch(/^1 .*Worded by a model\./);
    });

    test('in a thread goes on with its case for somebody else who reads, and never for a decision of theirs', async () => {
      await heard('propose I50.23 on E-1042', DANA, inThread('joined'));
      await heard('accept it', MIRA, inThread('joined'));
      await heard('accept I50.23', MIRA, inThread('joined'));

      expect(await decided()).toBe(0);
      expect(await heard('why I50.23?', MIRA, inThread('joined'))).toContain('I50.23');
      expect(await heard('why I50.23?', MIRA, inThread('another'))).not.toContain('Acute on chronic');
    });

    test('keeps what each person speaks of apart in one thread', async () => {
      await heard('propose N18.32 on E-1042', DANA, inThread('apart'));
      await heard('yes, accept it', MIRA, inThread('apart'));
      expect(await decided()).toBe(0);

      await heard('accept it', DANA, inThread('apart'));
      expect(await decided()).toBe(1);
    });

    test('tells whoever is nobody here how to be somebody, once an hour, and nothing else', async () => {
      const says = () => asides(chat.slack, 'U-NOBODY').length;
      for (const text of ['code E-1042', 'what is E-1042 about?']) await heard(text, 'U-NOBODY');
      expect(says()).toBe(1);
      chat.clock.now += 59 * 60_000;
      await heard('hello?', 'U-NOBODY');
      expect(says()).toBe(1);
      chat.clock.now += 2 * 60_000;
      await heard('hello?', 'U-NOBODY');

      expect(says()).toBe(2);
      expect(wordsOf(asides(chat.slack, 'U-NOBODY')[0]!.view)).toMatch(/one-time code.*link/);
      expect(chat.slack.stands.filter(({ to }) => to.only === 'U-NOBODY').every(({ view }) => view.links.length === 0)).toBe(true);
    });

    test('hands a code to sign in on, where nobody else reads it', async () => {
      expect(await heard('sign in 4F7K-22QX', DANA, directTo('slack', DANA))).toContain('Signed in as Dana Reyes with 4F7K-22QX.');
      expect(await heard('sign in 4F7K-22QX', DANA)).toContain('Codes are for you and me alone');
    });

    test('greets with questions for the role', async () => {
      await chat.came({ kind: 'came' }, { user: SAM, place: directTo('slack', SAM) });
      await chat.settle();

      expect(chat.slack.stands.at(-1)?.view).toMatchObject({
        parts: [{ text: expect.stringMatching(/^Hello Sam Ferro\./) as string }],
        prompts: ['What is waiting for me?', 'What is I50.23?', 'What can you do?'],
      });
    });

    test('keeps what somebody thought of an answer', async () => {
      await heard('what is I50.23?', DANA);
      const rate = chat.slack.stands.at(-1)?.view.rate ?? '';
      await chat.came({ kind: 'rated', message: rate, good: false }, { user: DANA });
      await chat.settle();

      expect(await chat.within(({ feedback }) => feedback.list(1))).toMatchObject([{ message: rate, by: 'dana.reyes', good: false }]);
    });

    test('lists what people thought, newest first, and a changed mind as new', async () => {
      const rated: string[] = [];
      for (const question of ['what is I10?', 'what is E78.5?']) {
        await heard(question, DANA);
        rated.push(chat.slack.stands.at(-1)?.view.rate ?? '');
      }
      const [first = '', second = ''] = rated;
      for (const [message, good] of [
        [first, true],
        [second, true],
        [first, false],
      ] as const) {
        await chat.came({ kind: 'rated', message, good }, { user: DANA });
        await chat.settle();
      }

      const [newest, next] = await chat.within(({ feedback }) => feedback.list(10));
      expect([newest, next]).toMatchObject([
        { message: first, good: false },
        { message: second, good: true },
      ]);
    });

    test('takes files as charts from whoever may bring them in, and says of each refused why', async () => {
      const files = [...readdirSync(FILES), 'letter.bin'].map((file) => ({ id: file, name: file }));
      for (const { id } of files) chat.slack.files.set(id, id === 'letter.bin' ? new Uint8Array([0, 1, 2]) : readFileSync(join(FILES, id)));
      const drop = { kind: 'dropped', files, text: '' } as const;
      await chat.came(drop, { user: SAM });
      await chat.settle();
      expect(wordsOf(asides(chat.slack, SAM).at(-1)!.view)).toContain('Your roles may not bring charts in');
      await chat.came(drop, { user: DANA });
      await chat.settle();
      const handle = await chat.within(({ handles }) => handles.of('E-2002'));
      const said = wordsOf(chat.slack.stands.at(-1)!.view);

      expect(await chat.within(async ({ charts }) => (await charts.find('E-2002'))?.documents.length)).toBe(3);
      expect(said).toContain(`${handle}: 3 documents`);
      expect(said).toMatch(/1 file was refused:.*File \d+: /);
      expect(said).not.toMatch(/E-2002|letter\.bin/);
    });

    test('waits with dropped files while they cannot be fetched, and refuses one that never can be', async () => {
      const place = aPlace('slack', { thread: 'outage' });
      const drop = { kind: 'dropped', files: ['gone.json', 'locked.json'].map((id) => ({ id, name: id })), text: '' } as const;
      const fetch = chat.slack.fetch.bind(chat.slack);
      const [before, noted] = [chat.slack.stands.length, chat.noted.length];
      const again = () => chat.hospital.asOwner(`update chat_inbox set due_at = clock_timestamp() where done_at is null`);
      chat.slack.fetch = () => Promise.reject(new ChatTrouble('wait', 'HTTP 503', 5_000));
      await chat.came(drop, { user: DANA, place });
      for (let times = 0; times < 5; times += 1) {
        await chat.settle();
        await again();
      }
      expect([chat.slack.stands.length, chat.noted.length]).toEqual([before, noted]);
      chat.slack.fetch = (file, most) =>
        file.id === 'locked.json' ? Promise.reject(new ChatTrouble('refused', 'not let in')) : fetch(file, most);
      await chat.settle();
      chat.slack.fetch = fetch;

      expect(chat.slack.stands.length).toBe(before + 1);
      expect(wordsOf(chat.slack.stands.at(-1)!.view)).toMatch(/2 files were refused:.*File 1: .*File 2: /);
    });

    test('holds back words of charts where people of other organisations read', async () => {
      const place = aPlace('slack', { channel: 'C-outside', thread: 'shared' });
      await chat.within((unit) =>
        setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi: 'full', reason: 'A locked room' }),
      );
      const asked = async (shared: boolean) => {
        await chat.within(({ inbox }) => inbox.accept([{ ...aSaid('why I50.23 on E-1042?', place), shared }]));
        await chat.settle();
        return chat.slack.bodies.at(-1) ?? '';
      };
      expect(await asked(false)).toContain('E-1042');

      expect(await asked(true)).not.toContain('E-1042');
    });

    test('keeps a personal page of what waits, without a word of a chart, right after each decision', async () => {
      await heard('propose the codes of E-1042', DANA, inThread('home'));
      await chat.came({ kind: 'opened-home' }, { user: MIRA, place: directTo('slack', MIRA) });
      await chat.settle();
      const before = chat.slack.homes.get(MIRA)!;
      const first = cardsIn(before).at(-1)!;
      await chat.presses('accept', first, { user: MIRA, place: directTo('slack', MIRA) });
      await chat.settle();
      const after = cardsIn(chat.slack.homes.get(MIRA)!).find(({ proposal }) => proposal === first.proposal);

      expect(before.fallback).toMatch(new RegExp(`^${cardsIn(before).length} proposals wait for you`));
      expect(cardsIn(before).length).toBeGreaterThan(10);
      expect(cardsIn(before).every(({ quotes, buttons }) => quotes.length === 0 && buttons.length === 4)).toBe(true);
      expect(cardsIn(before).some(({ buttons }) => buttons.includes('withdraw'))).toBe(false);
      expect(after).toMatchObject({ state: 'approved', buttons: [] });
      expect(chat.slack.stands.some(({ to }) => to.place.channel.startsWith('home:'))).toBe(false);
    });

    test('keeps beneath it what that person asked for and others decide, to be taken back', async () => {
      await chat.within((unit) => holdBorne(unit, aWriteOff(90_000), chat.hospital.as('biller').actor));
      await chat.came({ kind: 'opened-home' }, { user: SAM, place: directTo('slack', SAM) });
      await chat.settle();
      const home = chat.slack.homes.get(SAM)!;

      expect(wordsOf(home)).toContain('You asked for 1 more, for others to decide.');
      expect(cardsIn(home)).toMatchObject([{ title: 'write-off.post', buttons: ['withdraw'] }]);
    });

    test('asks for a reason of the policy, and asks nobody who may not decide', async () => {
      const card = cardOn(chat.slack, 'P-1').id;
      const ask = (user: string, button: 'reject' | 'change' = 'reject') =>
        formFor({ card, button, place: aPlace('slack'), user }, chat.parts);

      expect(await ask(DANA, 'change')).toMatchObject({ title: 'Change I50.23 (P-1)', asksCode: true, card });
      expect(await ask(DANA)).toMatchObject({
        reasons: expect.arrayContaining([{ key: 'other', says: 'Another reason, in words' }]) as unknown,
      });
      expect(await ask(SAM)).toEqual({ why: expect.stringMatching(/^Sam Ferro may not decide P-1/) as string });
      expect(await ask('U-NOBODY')).toEqual({ why: expect.stringMatching(/not linked/) as string });
    });

    test('does nothing with an order that comes more than an hour after it was given', async () => {
      const before = await decided();
      await chat.presses('accept', cardOn(chat.slack, 'P-1'), { user: DANA });
      chat.clock.now += 3_600_001;
      await chat.settle();

      expect(await decided()).toBe(before);
      expect(
        asides(chat.slack, DANA)
          .map(({ view }) => wordsOf(view))
          .at(-1),
      ).toContain('more than an hour after');
    });

    test('takes the words of charts back from a place that may hold them no longer', async () => {
      const place = aPlace('slack', { channel: 'C-listed', thread: 'back' });
      const list = (phi: 'full' | 'none') =>
        chat.within((unit) => setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi, reason: 'A locked room' }));
      await list('full');
      const full = await heard('show P-1', DANA, place);
      await list('none');
      await chat.settle();
      const back = chat.slack.stands.findLast(({ to }) => to.place.channel === 'C-listed')?.view;
      await chat.presses('escalate', cardOn(chat.slack, 'P-1'), { user: DANA, place });
      await chat.settle();
      const now = chat.slack.stands.findLast(({ to }) => to.place.channel === 'C-listed')?.view;

      expect(full).toContain('D-1042-9');
      expect(JSON.stringify(back)).not.toMatch(/D-1042|E-1042/);
      expect(now).toMatchObject({ parts: [{ text: expect.stringMatching(/is withheld/) as string }, { state: 'escalated', quotes: [] }] });
      expect(JSON.stringify(now)).not.toMatch(/D-1042|E-1042/);
    });
  });
}
