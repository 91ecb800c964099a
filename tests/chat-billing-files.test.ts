import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#connectors/postgres/open-database.ts';
import { setChannelPhi } from '#guardrails/channels.ts';
import { an835 } from './support/an-835.ts';
import { an837 } from './support/an-837.ts';
import { aBilledClaim } from './support/billing.ts';
import { asides, aPlace, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';

const DANA = 'U07DANA';
const SAM = 'U07SAM';
const claim = (id: string) => ({ claim: aBilledClaim(id, { account: id, encounter: undefined, facility: '11' }) });
const paid = (id: string, billed = 200) => ({ id, billed, paid: billed, adjustments: [] });

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`claims and remittances dropped into chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
      await chat.called('biller', { at: 'slack', id: `T1:${SAM}` });
    });
    afterAll(() => database.close());

    const drops = async (files: Readonly<Record<string, string>>, user: string, channel = 'C-1') => {
      for (const [id, text] of Object.entries(files)) chat.slack.files.set(id, Buffer.from(text));
      const before = chat.slack.stands.length;
      const did = { kind: 'dropped', files: Object.keys(files).map((id) => ({ id, name: id })), text: '' } as const;
      await chat.came(did, { user, place: aPlace('slack', { channel, thread: `drop-${before}` }) });
      await chat.settle();
      return chat.slack.stands.slice(before).map(({ view }) => wordsOf(view)).join(' '); // prettier-ignore
    };

    test('are taken by the road of the command, and where no words of charts may stand are counted and not named', async () => {
      const said = await drops(
        {
          'Testa.837': an837([claim('C-88'), claim('C-89')]),
          'Testa.835': an835([
            { trace: 'E1', claims: [paid('C-88'), paid('C-77')] },
            { trace: 'E2', claims: [paid('C-89')], payment: 199 },
          ]),
          'Testa.bin': '\u0000\u0001',
        },
        SAM,
      );

      expect(await chat.within(async ({ billing }) => (await billing.remittances.ofClaim('C-88')).map(({ state }) => state))).toEqual([
        'posted',
      ]);
      for (const line of [
        '2 claims taken in',
        '1 remittance posted',
        '1 remittance quarantined',
        '2 claims of remittances matched',
        '1 claim of remittances matched to none',
      ])
        expect(said).toContain(line);
      expect(said).not.toMatch(/testa|C-\d|R-\d|\$|blue fern|E1\b/i);
    });

    test('in a listed place are told with files, sums and reasons, and with the channel in the ledger', async () => {
      await chat.within((unit) =>
        setChannelPhi(unit, chat.hospital.as('compliance').actor, {
          place: aPlace('slack', { channel: 'C-listed' }),
          phi: 'full',
          reason: 'Billing team',
        }),
      );
      const said = await drops({ 'may.835': an835([{ trace: 'E3', claims: [paid('C-89')], payment: 199 }]), 'no.837': an837([claim('C-88')]).replace('*200*', '*201*') }, SAM, 'C-listed'); // prettier-ignore

      expect(said).toMatch(/R-3 of may\.835 is quarantined.*\$199\.00/);
      expect(said).toMatch(/no\.837: Claim C-88 at segment \d+ was not taken/);
      const entries = await chat.within(({ ledger }) => ledger.list({ last: 20 }));
      expect(entries.findLast(({ leaf }) => leaf.act === 'remittance.imported')?.leaf).toMatchObject({
        actor: 'sam.ferro',
        channel: 'slack',
      });
    });

    test('are refused to whoever may not bring them in, and charts to whoever may not bring those', async () => {
      const before = await chat.within(async ({ billing }) => (await billing.remittances.list({ limit: 50 })).length);
      await drops({ 'june.835': an835([{ trace: 'E9', claims: [paid('C-88')] }]) }, DANA);

      expect(wordsOf(asides(chat.slack, DANA).at(-1)!.view)).toContain('Your roles may not bring claims and remittances in');
      expect(await chat.within(async ({ billing }) => (await billing.remittances.list({ limit: 50 })).length)).toBe(before);
      await drops({ 'note.txt': 'A note.' }, SAM);
      expect(wordsOf(asides(chat.slack, SAM).at(-1)!.view)).toContain('Your roles may not bring charts in');
      expect(await drops({ 'note.txt': 'A note.', 'july.835': an835([{ trace: 'E8', claims: [paid('C-90')] }]) }, SAM)).toMatch(
        /1 remittance posted.*1 file was refused:.*File 1: Your roles may not bring charts in/,
      );
    });
  });
}
