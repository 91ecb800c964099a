import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '#agent/chat/digest.ts';
import { formFor } from '#agent/chat/forms.ts';
import { bodyOf } from '#agent/chat/outbound/hold-back.ts';
import { tellPeople } from '#agent/chat/tell-people.ts';
import type { Place } from '#agent/chat/event.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { renderHome } from '#connectors/slack/render/render-home.ts';
import { renderMessage as onSlack } from '#connectors/slack/render/render-message.ts';
import { renderMessage as onTeams } from '#connectors/teams/render/render-message.ts';
import { Failure } from '#core/errors.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { an835 } from './support/an-835.ts';
import { billedAccounts } from './support/billed-account.ts';
import { aPlace, cardOn, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { cardsIn } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';
import { putDenial, putLaw, putTerms } from './support/denied-claims.ts';
import { faultsOfMessage, faultsOfView } from './support/slack-limits.ts';
import { faultsOfTeams } from './support/teams-limits.ts';

const SAM = 'U07SAM';
const VICTOR = 'U07VICTOR';

/** What of accounts, claims and remittances tells of a patient, an account or a sum of one. */
const OF_SOMEBODY =
  /testa|marguerite|\bluis\b|(?<![\w-])[AC]-(?:1|88|89|90)(?![\w-])|\bM-1\b|blue fern|mallory|\bEFT-|\bT-[12]\b|555-0100|\$\s?\d|paid by card|2026-0[34]-\d\d|0?[34]\/\d\d?\/2026|(?:march|april) \d/i;

const asked = readFileSync(new URL('../agent/planners/cases/billing.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => /^\[[^\]]*\] (.*)$/.exec(line)?.[1] ?? []);

const [embedded] = await databases();

describe('accounts, claims and remittances in chat', () => {
  let chat: ChatHospital;
  let close: () => Promise<void>;
  const views: ChatView[] = [];
  beforeAll(async () => {
    const database = await embedded!.open();
    close = () => database.close();
    chat = await openChat(database, ['E-2001']);
    await billedAccounts(chat.hospital);
    await chat.within(async (unit) => {
      await putTerms(unit);
      await putLaw(unit);
      await putDenial(unit, 'C-1', 'E-2001', { reason: 'CO-197', claim: { authorisation: 'AUTH-77' } });
    });
    for (const surface of [chat.slack, chat.teams]) {
      const { post, update, home } = { ...surface };
      surface.post = (to, view, key) => (views.push(view), post(to, view, key));
      surface.update = (at, view) => (views.push(view), update(at, view));
      surface.home = (to, view) => (views.push(view), home?.(to, view) ?? Promise.resolve());
    }
    await chat.called('biller', { at: 'slack', id: `T1:${SAM}` });
    await chat.called('billingLead', { at: 'slack', id: `T1:${VICTOR}` });
  });
  afterAll(() => close());

  const heard = async (text: string, { user = SAM, place = aPlace('slack') } = {}): Promise<string> => {
    const before = views.length;
    await chat.says(text, { user, place });
    await chat.settle();
    return bodyOf(views.slice(before));
  };
  /** Each in a thread of its own, as nobody waits for another. */
  const asksAll = async (place: Place): Promise<void> => {
    for (const [at, text] of asked.entries()) await chat.says(text, { user: SAM, place: { ...place, thread: `asked ${at}` } });
    await chat.settle();
  };
  const rendered = (view: ChatView) => JSON.stringify([onSlack(view), onTeams(view), renderHome(view)]);
  const telling = (of: readonly ChatView[]) => of.map(rendered).flatMap((text) => OF_SOMEBODY.exec(text)?.[0] ?? []);

  test('nothing of any account leaves for a place that may hold nothing of a patient, whatever is asked, decided or dropped', async () => {
    expect(asked.length).toBeGreaterThan(60);
    await asksAll(aPlace('slack'));
    expect(views.length).toBeGreaterThanOrEqual(asked.length);
    expect(await heard('help')).toMatch(/C-….*A-…/s);
    // Its examples have sums that are nobody's.
    views.splice(-1);
    await heard('write off $5.00 on A-88, small balance');
    await heard('set up 2 payments on A-88');
    await heard('explain the bill of A-88 to the patient');
    await heard('draft the appeal of C-1');
    const open = await chat.within(async ({ proposals }) =>
      (await proposals.list({ state: 'pending', limit: 20 })).map(({ id, kind }) => [id, kind] as const),
    );
    expect(new Set(open.map(([, kind]) => kind)).size).toBeGreaterThan(3);
    const forms = [];
    for (const [id] of open) {
      const card = cardOn(chat.slack, id);
      for (const button of ['reject', 'change'] as const)
        forms.push(await formFor({ card: card.id, button, place: aPlace('slack'), user: VICTOR }, chat.parts));
      await chat.presses('accept', card, { user: SAM });
      await chat.presses('escalate', card, { user: VICTOR });
      await heard(`show ${id}`, { user: VICTOR });
    }
    chat.slack.files.set(
      'F1',
      Buffer.from(an835([{ trace: 'EFT-9', claims: [{ id: 'C-777', billed: 200, paid: 20, adjustments: ['CO-45 180'] }] }])),
    );
    await chat.came({ kind: 'dropped', files: [{ id: 'F1', name: 'Testa EFT-9.835' }], text: '' }, { user: SAM });
    for (const user of [SAM, VICTOR]) {
      await heard('what is waiting for me?', { user });
      await chat.came({ kind: 'opened-home' }, { user });
    }
    await chat.settle();
    await sendDigests(chat.parts);
    await tellPeople(chat.parts);
    await chat.settle();

    expect(telling(views)).toEqual([]);
    const beside = JSON.stringify([forms, chat.slack.statuses.map(({ says }) => says), [...chat.slack.homes.values()].map(rendered)]);
    expect([...beside.matchAll(new RegExp(`.{0,80}(?:${OF_SOMEBODY.source}).{0,40}`, 'gi'))].map(([found]) => found)).toEqual([]);
    expect(chat.noted.filter((thrown) => thrown instanceof Failure && /held back/.test(thrown.message))).toEqual([]);
  });

  test.each(['The account A-88 owes', 'claim c-88 was refused', 'C-88'])(
    'the second wall lets nothing through of an account or a claim: %s',
    async (text) => {
      const { opaque } = chat.parts;
      Object.assign(chat.parts, { opaque: { ...opaque, answer: () => Promise.resolve([{ kind: 'text', text }]) } });
      const said = await heard('what is waiting for me?');
      Object.assign(chat.parts, { opaque });

      expect(said).toContain('held back');
      expect(said).not.toContain(text);
      chat.noted.length = 0;
    },
  );

  test('in a listed place the same cards tell all of it, within what each service takes', async () => {
    const place = aPlace('slack', { channel: 'C-LISTED' });
    await chat.within((unit) =>
      setChannelPhi(unit, chat.hospital.as('compliance').actor, { place, phi: 'full', reason: 'The billing room' }),
    );
    const before = views.length;
    await asksAll(place);
    const said = bodyOf(views.slice(before));

    expect(said).toMatch(/A-88/);
    expect(said).toMatch(/\$\d/);
    const faults = views
      .slice(before)
      .flatMap((view) => [...faultsOfMessage(onSlack(view)), ...faultsOfView(renderHome(view)), ...faultsOfTeams(onTeams(view))]);
    expect(faults).toEqual([]);
  });

  test.each([
    ['an appeal', 'draft the appeal of C-1', 'PO Box 100'],
    ['a write-off', 'write off $5.00 on A-88, small balance', '$25.00'],
    ['a payment plan', 'set up 2 payments on A-88', '2027-'],
    ['a message to a patient', 'explain the bill of A-88 to the patient', 'Thank you.'],
  ])('in a listed place %s stands whole on its card, in its order, and is decided there', async (_name, text, holds) => {
    const place = aPlace('slack', { channel: 'C-LISTED', thread: `whole ${text}` });
    await heard(text, { place });
    const view = chat.slack.stands.find(({ to, view: one }) => to.place.thread === place.thread && cardsIn(one).length > 0)!.view;
    const [card] = cardsIn(view);
    const alone = { ...view, parts: card === undefined ? [] : [card] };

    for (const [shown, accept] of [
      [JSON.stringify(onSlack(alone)), '"action_id":"accept"'],
      [JSON.stringify(onTeams(alone)), '"verb":"accept"'],
    ] as const) {
      expect(shown).toContain(accept);
      expect(shown).toContain(holds);
      expect(shown).toContain('Decided by');
      expect(shown).not.toMatch(/· : /);
    }
  });

  test('what a payer calls itself in a remittance calls nobody in a channel', async () => {
    const place = aPlace('slack', { channel: 'C-LISTED', thread: 'mallory' });
    const evil = an835([
      { trace: 'EFT-66', claims: [{ id: 'C-666', billed: 200, paid: 0, adjustments: ['CO-45 200'] }], payment: 1 },
    ]).replace('BLUE FERN HEALTH', '<!CHANNEL> MALLORY <@U07DANA> [PAY](HTTPS://EVIL.EXAMPLE) <AT>DANA</AT> {{DATE(2026-01-01)}} @HERE');
    chat.slack.files.set('F2', Buffer.from(evil));
    const before = views.length;
    await chat.came({ kind: 'dropped', files: [{ id: 'F2', name: '<!channel>.835' }], text: '' }, { user: SAM, place });
    await chat.settle();
    const told = views.slice(before);

    expect(bodyOf(told)).toMatch(/mallory|channel/i);
    for (const view of told) {
      expect([...faultsOfMessage(onSlack(view)), ...faultsOfTeams(onTeams(view))]).toEqual([]);
      expect(onSlack(view).text).not.toMatch(/<|@(?:here|channel|everyone)/i);
    }
  });
});
