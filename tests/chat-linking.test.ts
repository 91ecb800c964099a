import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkIdentity, offerLink } from '#agent/chat/link-identity.ts';
import { linkDesk } from '#app/desks/link-desk.ts';
import { readPeople, registerPeople } from '#app/people/principals.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { Identity } from '#guardrails/actor.ts';
import { asides, directTo, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';
import { ROOT } from './support/tampered-ledger.ts';
import type { Who } from './support/hospital.ts';

const PEOPLE = readFileSync(join(ROOT, 'demo', 'principals.yaml'), 'utf8');

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`a link by code, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database, []);
    });
    afterAll(() => database.close());

    const offer = (person: string, by: Who = 'compliance') =>
      linkDesk({
        store: chat.hospital.store,
        tenant: chat.hospital.tenant,
        person: () => Promise.resolve(chat.hospital.person(by)),
      }).offerLink({ person });
    const write = async (text: string, user: string): Promise<string> => {
      await chat.says(text, { user, place: directTo('slack', user) });
      await chat.settle();
      return wordsOf(asides(chat.slack, user).at(-1)!.view);
    };
    const link = (code: string, identity: Identity) => chat.within((unit) => linkIdentity(unit, code, identity, chat.hospital.tenant));
    const whoIs = (id: string) => chat.within(async ({ principals }) => (await principals.called({ at: 'slack', id }))?.id);
    const register = (text = PEOPLE) =>
      chat.within((unit) => registerPeople(unit, readPeople({ file: 'people.yaml', text }, chat.hospital.tenant), chat.hospital.tenant));

    test('makes whoever types it that person, once, and the ledger says so and has no code in it', async () => {
      const { code, name: called } = await offer('mira.solberg');

      expect(called).toBe('Mira Solberg');
      expect(await write(`link ${code.toLowerCase().replaceAll('-', '')}`, 'U-mira')).toContain('You are Mira Solberg here now.');
      expect(await whoIs('T1:U-mira')).toBe('mira.solberg');
      expect(await write(`link ${code}`, 'U-thief')).toContain('not known, was used, or is older than a day');
      expect(await whoIs('T1:U-thief')).toBeUndefined();
      const entries = await chat.within(({ ledger }) => ledger.list({ acts: ['identity.offered', 'identity.linked'] }));
      expect(entries.map(({ leaf, about }) => [leaf.act, leaf.actor, about['person']])).toEqual([
        ['identity.offered', 'ines.halloran', 'mira.solberg'],
        ['identity.linked', 'mira.solberg', 'mira.solberg'],
      ]);
      expect(JSON.stringify(entries)).not.toContain(code);
    });

    test('is not guessed: each that does not hold is an entry, and the eleventh within an hour is not looked at', async () => {
      const { code } = await offer('nora.lindt');
      const said: string[] = [];
      for (let guess = 0; guess < 11; guess += 1) said.push(await write(`link ${code.slice(0, -4)}0${String(100 + guess)}`, 'U-guesser'));
      const right = await write(`link ${code}`, 'U-guesser');
      const entries = await chat.within(({ ledger }) => ledger.list({ acts: ['identity.link-refused'] }));
      const own = entries.filter(({ about }) => about['id'] === 'T1:U-guesser');

      expect(said.slice(0, 10).every((one) => one.includes('not known, was used'))).toBe(true);
      expect([said[10], right].map((one) => one?.includes('too many codes'))).toEqual([true, true]);
      expect(own).toHaveLength(10);
      expect(own.map(({ leaf }) => [leaf.actor, leaf.channel, leaf.failure])).toEqual(
        own.slice(0, 10).map(() => ['countersign', 'slack', 'not-found']),
      );
      expect(own.every(({ leaf, fault }) => leaf.seal !== undefined && fault === undefined)).toBe(true);
      expect(await whoIs('T1:U-guesser')).toBeUndefined();
    });

    test.each([
      ['by somebody without the right', 'mira.solberg', 'coder', 'not-allowed'],
      ['for somebody who left', 'petra.vanhorn', 'compliance', 'not-allowed'],
      ['for a program', 'countersign-coder', 'compliance', 'not-found'],
      ['for nobody', 'no.one', 'compliance', 'not-found'],
    ] as const)('is made for nobody %s', async (_says, person, by, code) => {
      await expect(offer(person, by)).rejects.toMatchObject({ code });
    });

    test.each([
      ['as an order', (code: string) => `link ${code}`],
      ['within a sentence', (code: string) => `please link my account with ${code}, thanks`],
      ['in backticks, small', (code: string) => `\`link ${code.toLowerCase()}\``],
      ['in bold', (code: string) => `link *${code}*`],
      ['without its hyphens', (code: string) => `it is ${code.replaceAll('-', '')}`],
      ['with spaces', (code: string) => `link with ${code.replaceAll('-', ' ')}`],
    ])('said %s where others read it holds no longer, and the ledger says so', async (says, words) => {
      const { code } = await offer('lee.okafor');
      const speaker = `U-open ${says}`;
      await chat.says(words(code), { user: speaker });
      await chat.settle();

      expect(wordsOf(asides(chat.slack, speaker).at(-1)!.view)).toContain('holds no longer');
      expect(await write(`link ${code}`, 'U-reader')).toContain('not known, was used, or is older than a day');
      expect(await whoIs('T1:U-reader')).toBeUndefined();
      const ended = (await chat.within(({ ledger }) => ledger.list({ acts: ['identity.offer-ended'] }))).at(-1);
      expect([ended?.leaf.actor, ended?.about['person'], ended?.about['id']]).toEqual(['countersign', 'lee.okafor', `T1:${speaker}`]);
      expect(ended?.leaf.seal).toBeDefined();
    });

    test('is refused to somebody who is another person already', async () => {
      const { code } = await offer('nora.lindt');

      await expect(link(code, { at: 'slack', id: 'T1:U-mira' })).rejects.toMatchObject({ code: 'not-allowed' });
      expect((await link(code, { at: 'slack', id: 'T1:U-nora' })).id).toBe('nora.lindt');
    });

    test('is refused for somebody who left after it was made, and a day later', async () => {
      const { code } = await offer('sam.ferro');
      await register(PEOPLE.replace(/^.*sam\.ferro.*$/m, ''));
      await expect(link(code, { at: 'slack', id: 'T1:U-sam' })).rejects.toMatchObject({ code: 'not-allowed' });
      await register();
      const late = await chat.within((unit) => {
        const yesterday = { ...unit, now: () => Promise.resolve('2020-01-01T00:00:00.000Z') };
        return offerLink(yesterday, 'sam.ferro', chat.hospital.as('compliance').actor);
      });
      await expect(link(late.code, { at: 'slack', id: 'T1:U-sam' })).rejects.toMatchObject({ code: 'not-found' });
    });

    test('outlives a start, which reads the people file again, and gives way where the file names somebody else', async () => {
      await register();
      expect(await whoIs('T1:U-mira')).toBe('mira.solberg');
      expect(await whoIs('U07DANA')).toBe('dana.reyes');

      await register(PEOPLE.replace('id: U07DANA }', "id: 'T1:U-mira' }"));
      expect(await whoIs('T1:U-mira')).toBe('dana.reyes');
      await register();
      expect(await whoIs('T1:U-mira')).toBeUndefined();
    });

    test('that was written into the database by somebody else is taken away at the next start', async () => {
      await chat.hospital.asOwner(`insert into identity (tenant, at, id, principal) values ($1, 'slack', 'T1:U-forged', 'lee.okafor')`, [
        chat.hospital.tenant,
      ]);
      await expect(whoIs('T1:U-forged')).rejects.toMatchObject({ code: 'altered' });
      await register();

      expect(await whoIs('T1:U-forged')).toBeUndefined();
      expect(await whoIs('T1:U-nora')).toBe('nora.lindt');
    });
  });
}
