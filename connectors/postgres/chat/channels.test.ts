import { expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import type { Actor } from '#guardrails/actor.ts';
import { setChannelPhi, setChannelShared } from '#guardrails/channels.ts';
import { PEOPLE } from '#tests/support/a-case.ts';
import { forgeEntry } from '#tests/support/forge-entry.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { A_CHANNEL, inChannel, inThread } from '#tests/support/stored-chat.ts';

await onEachDatabase('channels of chat', (at) => {
  const find = (place = A_CHANNEL) => at.within(({ channels }) => channels.find(place));
  const ines = (): Actor => at.now.actor(PEOPLE.ines);
  const set = (phi: 'none' | 'full', reason = 'The coding team alone is in it', place = A_CHANNEL) =>
    at.within((unit) => setChannelPhi(unit, ines(), { place, phi, reason }));
  const share = (place: Place, shared: boolean) => at.within((unit) => setChannelShared(unit, { place, shared, tenant: at.now.tenant }));
  const sharings = () => at.within(async ({ ledger }) => (await ledger.list({ acts: ['channel.shared', 'channel.unshared'] })).length);
  const asOwner = (sql: string) => at.subject.asOwner(sql, [at.now.tenant]);

  test('a place that nobody listed holds no words of charts', async () => {
    expect(await find(inThread('t'))).toEqual({ place: A_CHANNEL, phi: 'none', digests: false });
    await at.within(({ channels }) => channels.setDigests(inThread('t'), true));

    expect(await at.within(({ channels }) => channels.list())).toEqual([{ place: A_CHANNEL, phi: 'none', digests: true }]);
  });

  test('a place that was listed may hold them in every thread until it is withheld, and is told with who listed it and when', async () => {
    await set('full');
    expect(await find(inThread('t'))).toMatchObject({ phi: 'full', listedBy: 'ines', listedAt: expect.stringMatching(/^20\d\d-.*Z$/) });
    expect(await find(inChannel('C2'))).toMatchObject({ phi: 'none' });
    await set('none', '');

    expect(await find()).toEqual({ place: A_CHANNEL, phi: 'none', digests: false });
  });

  test('a row that was made to say so beside the program counts for nothing, and neither does a forged entry', async () => {
    await at.within(({ channels }) => channels.setDigests(A_CHANNEL, true));
    await asOwner(`update chat_channel set phi = 'full', listed_by = 'ines' where tenant = $1`);
    expect(await find()).toMatchObject({ phi: 'none' });
    await forgeEntry(at.subject, at.now, { act: 'channel.listed', actor: 'ines', about: { place: 'slack:T1:C1', phi: 'full' } });

    expect(await find()).toMatchObject({ phi: 'none' });
    expect((await at.within(({ channels }) => channels.list())).map(({ phi }) => phi)).toEqual(['none']);
  });

  test('a withheld place that was made full again in the row stays withheld, and a forged entry does not withhold one', async () => {
    await set('full');
    await forgeEntry(at.subject, at.now, { act: 'channel.unlisted', actor: 'ines', about: { place: 'slack:T1:C1', phi: 'none' } });
    expect(await find()).toMatchObject({ phi: 'full' });
    await set('none');
    await asOwner(`update chat_channel set phi = 'full' where tenant = $1`);

    expect(await find()).toMatchObject({ phi: 'none' });
  });

  test('a place that people of other organisations read holds no words of charts, whoever listed it, while they do', async () => {
    await share(A_CHANNEL, false);
    expect(await at.within(({ channels }) => channels.list())).toEqual([]);
    await set('full');
    await share(inThread('t'), true);
    expect(await find()).toEqual({ place: A_CHANNEL, phi: 'none', shared: true, digests: false });
    await share(inThread('t'), false);

    expect(await find()).toMatchObject({ phi: 'full', listedBy: 'ines' });
  });

  test('that others read there is not written away beside the program, nor by a forged entry, and is noted once', async () => {
    await set('full');
    for (let times = 0; times < 3; times += 1) await share(A_CHANNEL, true);
    await asOwner(`update chat_channel set shared = false where tenant = $1`);
    expect(await find()).toEqual({ place: A_CHANNEL, phi: 'none', shared: true, digests: false });
    await forgeEntry(at.subject, at.now, { act: 'channel.unshared', actor: 'countersign', about: { place: 'slack:T1:C1', shared: false } });
    expect([await find(), await sharings()]).toMatchObject([{ phi: 'none', shared: true }, 2]);
    await share(inThread('t'), false);

    expect(await find()).toMatchObject({ phi: 'full', listedBy: 'ines' });
  });

  test('the listing of one place does not count for another', async () => {
    await set('full');
    await asOwner(`update chat_channel set channel = 'C2' where tenant = $1`);

    expect(await find(inChannel('C2'))).toMatchObject({ phi: 'none' });
  });

  test('keeps what the surface needs to write there, and gives it out only as it was kept', async () => {
    const reference = { serviceUrl: 'https://smba.example/', id: 'a:1' };
    await at.within(({ channels }) => channels.refer(inThread('t'), { serviceUrl: 'https://old.example/' }));
    await at.within(({ channels }) => channels.refer(inThread('t'), reference));
    await at.within(({ channels }) => channels.refer(inThread('t'), reference));
    expect(await find()).toMatchObject({ reference });
    await asOwner(`update chat_channel set reference = replace(reference::text, 'smba', 'evil')::json where tenant = $1`);

    expect(await find()).toEqual({ place: A_CHANNEL, phi: 'none', digests: false });
  });

  test('shows one hospital nothing of another', async () => {
    await set('full');

    expect(await at.subject.store.within(at.subject.tenant(), ({ channels }) => channels.find(A_CHANNEL))).toMatchObject({ phi: 'none' });
  });
});
