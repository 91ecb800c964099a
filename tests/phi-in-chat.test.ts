import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '#agent/chat/digest.ts';
import { formFor } from '#agent/chat/forms.ts';
import { tellPeople } from '#agent/chat/tell-people.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { opaqueOf } from '#agent/chat/opaque/opaque-of.ts';
import { bodyOf } from '#agent/chat/outbound/hold-back.ts';
import { checkOutbound } from '#agent/chat/outbound/check-outbound.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Reply } from '#agent/turn.ts';
import { importCharts } from '#app/import-charts.ts';
import { renderHome } from '#connectors/slack/render/render-home.ts';
import { renderMessage as onSlack } from '#connectors/slack/render/render-message.ts';
import { renderMessage as onTeams } from '#connectors/teams/render/render-message.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { canariesIn, CANARY, canaryCase } from './support/canary-case.ts';
import { aPlace, cardOn, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { databases } from './support/databases.ts';
import { starterEdition } from './support/starter.ts';

const DANA = 'U07DANA';
const MIRA = 'U07MIRA';
const INES = 'U07INES';
const SAM = 'U07SAM';

const WAYS = ['questions', 'follow-ups', 'refused', 'not-decisions', 'decisions'];

/** Ways to ask that the planner knows, of the case with canaries. A plan that was asked before is left out. */
async function questions(file: string, seen: Set<string>): Promise<readonly { readonly text: string; readonly code?: string }[]> {
  const all: { text: string; code?: string }[] = file === 'questions' ? [{ text: `what was the sodium on ${CANARY.encounter}?` }] : [];
  for (const line of readFileSync(new URL(`../agent/planners/cases/${file}.txt`, import.meta.url), 'utf8').split('\n')) {
    const [, about = '', typed = ''] = /^\[([^\]]*)\] (.*)$/.exec(line) ?? [];
    const text = typed.replaceAll(/e-?(?:1042|2001)/gi, CANARY.encounter).replaceAll(/D-(?:1042|2001)/g, 'D-5001');
    const [, code] = about.split(' ').filter((word) => word !== '');
    if (text === '' || /\\/.test(text)) continue;
    const plan = JSON.stringify(await rulesPlanner().plan({ text, encounter: CANARY.encounter, roles: ['coder'], ...(code && { code }) }));
    if (!seen.has(plan)) all.push({ text, ...(code !== undefined && { code }) });
    seen.add(plan);
  }
  return all;
}

/** Codes of the edition and proposals that blocks tell, words of the chart left out. */
function named(blocks: readonly Block[]): readonly string[] {
  const said = bodyOf(blocks.filter(({ kind }) => kind !== 'quote'));
  const codes = (said.match(/\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g) ?? []).filter((code) => starterEdition().code(code) !== undefined);
  return [...new Set([...codes, ...(said.match(/\bP-\d+\b/g) ?? [])])];
}

const [embedded] = await databases();

describe('every answer in both forms', () => {
  let chat: ChatHospital;
  let close: () => Promise<void>;
  const full = new Set<string>();
  beforeAll(async () => {
    const database = await embedded!.open();
    close = () => database.close();
    chat = await openChat(database, ['E-1042']);
    const { store, tenant } = chat.hospital;
    await importCharts(store, tenant, canaryCase(), { actor: 'countersign', channel: 'system' });
  });
  afterAll(() => close());

  const seen = new Set<string>();
  let asked = 0;
  const inBothForms = async (text: string, code?: string) => {
    const conversation = `both-${(asked += 1)}`;
    const { editions, actor } = chat.hospital.as('coder');
    await chat.within(({ conversations }) => conversations.remember(conversation, { encounter: CANARY.encounter, ...(code && { code }) }));
    const reply = await chat.parts.agent.ask({ conversation, actor, text });
    const opaque = await chat.within((unit) => opaqueOf({ editions }).answer(reply, unit));
    const about = { encounters: [CANARY.encounter] };
    const checked = await chat.within((unit) => checkOutbound({ editions })(bodyOf(opaque), about, unit));
    for (const canary of canariesIn(bodyOf(reply.blocks))) full.add(canary);
    return { reply, opaque, checked };
  };

  test.each(WAYS)(
    'of %s, none holds a canary, each has the codes and proposals of the other, and the second wall has nothing to find',
    async (file) => {
      const leaks: string[] = [];
      const walls: string[] = [];
      const lacks: string[] = [];
      const asks = await questions(file, seen);
      for (const { text, code } of asks) {
        const { reply, opaque, checked } = await inBothForms(text, code);
        const found = canariesIn(bodyOf(opaque));
        if (found.length > 0) leaks.push(`${text}: ${found.join(', ')}`);
        if (checked !== 'clean') walls.push(`${text}: ${checked.found.join(', ')}`);
        const told = named(opaque);
        // A reason is the person's own words, and is not said again.
        const reasons = reply.plan.steps.map(({ input }) => ('reason' in input ? JSON.stringify(input['reason']) : '')).join(' ');
        const missing = named(reply.blocks).filter((one) => !told.includes(one) && !reasons.includes(one));
        if (missing.length > 0) lacks.push(`${text}: ${missing.join(', ')}`);
      }
      expect(asks.length).toBeGreaterThan(20);
      expect(leaks).toEqual([]);
      expect(walls).toEqual([]);
      expect(lacks).toEqual([]);
    },
  );

  test('the words are in the answers as other places have them', () => {
    const nowhere = Object.keys(CANARY).filter((field) => !full.has(field));

    // Of these nothing tells in any answer: the encounter's reason, and who the patient is but by their notes.
    expect(nowhere).toEqual(['patient', 'born', 'reason']);
    expect(seen.size).toBeGreaterThan(200);
  });
});

describe.each((await databases()).filter(({ skip }) => skip === undefined))('what leaves for a place, on $name', ({ open }) => {
  let chat: ChatHospital;
  let close: () => Promise<void>;
  const bodies: string[] = [];
  beforeAll(async () => {
    const database = await open();
    close = () => database.close();
    chat = await openChat(database, []);
    const { store, tenant } = chat.hospital;
    await importCharts(store, tenant, canaryCase(), { actor: 'countersign', channel: 'system' });
    const { editions } = chat.hospital.as('coder');
    Object.assign(chat.parts, { opaque: opaqueOf({ editions }), checkOutbound: checkOutbound({ editions }) });
    for (const surface of [chat.slack, chat.teams]) {
      const plain = { ...surface };
      const rendered = (view: ChatView) => bodies.push(JSON.stringify([onSlack(view), onTeams(view), renderHome(view)]));
      surface.post = (to, view, key) => {
        rendered(view);
        return plain.post(to, view, key);
      };
      surface.update = (at, view) => {
        rendered(view);
        return plain.update(at, view);
      };
      surface.home = (to, view) => {
        rendered(view);
        return plain.home?.(to, view) ?? Promise.resolve();
      };
    }
    await chat.called('mira', { at: 'slack', id: `T1:${MIRA}` });
    await chat.called('compliance', { at: 'slack', id: `T1:${INES}` });
    await chat.called('biller', { at: 'slack', id: `T1:${SAM}` });
  });
  afterAll(() => close());

  const heard = async (text: string, { user = DANA, place = aPlace('slack') } = {}): Promise<string> => {
    const before = chat.slack.stands.length;
    await chat.says(text, { user, place });
    await chat.settle();
    return bodyOf(chat.slack.stands.slice(before).map(({ view }) => view));
  };
  const onCard = (proposal: string) => cardOn(chat.slack, proposal);
  const leaked = () => canariesIn([...bodies, ...chat.slack.bodies, ...chat.teams.bodies].join('\n'));

  test('questions, decisions, refusals, forms, pages and faults say nothing of the patient where nothing may be said', async () => {
    const handle = await chat.within(({ handles }) => handles.of(CANARY.encounter));
    expect(await heard(`code ${CANARY.encounter}`)).toContain(`This one is ${handle}`);
    expect(await heard(`code ${handle}`)).not.toContain('This one is');
    for (const text of [
      'why was I50.23 suggested?',
      'why not I50.33?',
      'what does the chart say about heart failure?',
      'show me the discharge summary',
    ])
      expect(await heard(text)).not.toContain('held back');
    const put = await heard('propose the codes');
    expect(put).toContain('P-1');
    expect(put).toContain('instruction-like text');
    for (const text of [
      'what is waiting for me?',
      'show P-1',
      'show the ledger',
      'which proposals wait?',
      'help',
      `add J18.9 on ${handle}`,
    ])
      await heard(text);
    await heard(`reject I10, quorblixine of ${CANARY.family}`);
    await heard('reject P-2, other, because of quorblixine');
    await heard('accept P-1');
    await heard('accept P-1');
    await heard(`why I50.23 on ${CANARY.document}?`);
    await heard('code E-5002');
    await heard('show P-1', { user: SAM });
    await heard('code it', { user: SAM });
    await heard('hello', { user: 'U-NOBODY' });
    const open = await chat.within(async ({ proposals }) => (await proposals.list({ state: 'pending', limit: 20 })).map(({ id }) => id));
    const [first = '', second = '', third = ''] = open;
    await chat.came(
      { kind: 'filled', button: 'reject', card: onCard(first).id, reason: 'other', note: `quorblixine ${CANARY.family}` },
      { user: MIRA },
    );
    await chat.presses('escalate', onCard(second), { user: MIRA });
    await chat.presses('accept', onCard(third), { user: MIRA });
    await chat.presses('accept', onCard(first), { user: MIRA });
    await chat.presses('accept', onCard(second), { user: SAM });
    await chat.came({ kind: 'dropped', files: [{ id: 'F1', name: `${CANARY.family}.txt`, bytes: 3 }], text: '' }, { user: INES });
    for (const user of [DANA, MIRA]) await chat.came({ kind: 'opened-home' }, { user });
    await chat.settle();
    const forms = [];
    for (const proposal of open)
      for (const button of ['reject', 'change'] as const)
        forms.push(await formFor({ card: onCard(proposal).id, button, place: aPlace('slack'), user: MIRA }, chat.parts));
    await sendDigests(chat.parts);
    await tellPeople(chat.parts);
    await chat.settle();

    expect(canariesIn(JSON.stringify([forms, chat.slack.statuses]))).toEqual([]);
    expect(leaked()).toEqual([]);
    expect(bodies.length).toBeGreaterThan(30);
    expect(
      chat.noted.map((thrown) => (thrown instanceof Failure ? thrown.message : thrown)).filter((one) => /held back/.test(String(one))),
    ).toEqual([]);
  });

  test('a fault in the middle of an answer, and one of the first wall, says nothing of it either', async () => {
    const { agent, opaque } = chat.parts;
    Object.assign(chat.parts, { agent: { ask: () => Promise.reject(new Error(`${CANARY.family} quorblixine`)) } });
    const thread = aPlace('slack', { thread: 'fault' });
    const broke = [await heard('code it', { place: thread })];
    for (let tries = 1; tries < 3; tries += 1) {
      await chat.hospital.asOwner(`update chat_inbox set due_at = '-infinity' where done_at is null`);
      broke.push(await heard('hello', { user: 'U-NOBODY-ELSE', place: aPlace('slack', { thread: `other ${tries}` }) }));
    }
    expect(broke.join(' ')).toContain('Something broke inside Countersign. It was written to the log as F-000000000000.');
    Object.assign(chat.parts, { agent, opaque: { ...opaque, answer: async ({ blocks }: Reply) => blocks } });
    const noted = chat.noted.length;
    const said = await heard('why was I50.23 suggested?');
    Object.assign(chat.parts, { opaque });

    expect(said).toContain('held back');
    expect(chat.noted.slice(noted)).toHaveLength(1);
    expect(leaked()).toEqual([]);
    expect(canariesIn(String(chat.noted.at(-1)))).toEqual([]);
  });

  test('where an administrator has listed the channel, the words are there, and go when it is listed no more', async () => {
    const place = aPlace('slack', { channel: 'C-LISTED' });
    const actor = { ...chat.hospital.as('compliance').actor };
    const list = (phi: 'none' | 'full') => chat.within((unit) => setChannelPhi(unit, actor, { place, phi, reason: 'the coding room' }));
    await list('full');
    const said: string[] = [];
    for (const text of [
      `code ${CANARY.encounter}`,
      'why was I50.23 suggested?',
      'show me the discharge summary',
      'what does the chart say about sodium?',
    ])
      said.push(await heard(text, { place }));

    const live = [
      'family',
      'encounter',
      'document',
      'documentTitle',
      'author',
      'sentence',
      'evidence',
      'record',
      'social',
      'phone',
      'bornAs',
      'denial',
    ];
    expect(canariesIn(said.join('\n'))).toEqual(expect.arrayContaining(live));
    expect(said.join('\n')).toContain('Instruction-like text in D-5001-1.');
    await list('none');
    expect(canariesIn(await heard('why was I50.23 suggested?', { place }))).toEqual([]);
  });
});
