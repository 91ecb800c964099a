import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { openHospital, type Hospital, type Who } from '#tests/support/hospital.ts';
import { setChannelShared } from '#guardrails/channels.ts';
import { channelsDesk } from './channels-desk.ts';

const HERE: Place = { surface: 'teams', workspace: 'org-1', channel: '19:abc@thread.tacv2', kind: 'channel' };
const NAME = 'teams:org-1:19:abc@thread.tacv2';
const REASON = 'The coding team alone is in it';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await hospital.store.within(hospital.tenant, ({ channels }) => channels.refer(HERE, { serviceUrl: 'https://smba.example/' }));
});
afterAll(() => hospital.close());

/** The desk as one person has it. */
function deskOf(who: Who) {
  return channelsDesk({ store: hospital.store, tenant: hospital.tenant, person: () => Promise.resolve(hospital.person(who)) });
}
const entries = () =>
  hospital.store.within(hospital.tenant, async ({ ledger }) =>
    (await ledger.list({ acts: ['channel.listed', 'channel.unlisted'] })).map(({ leaf, about }) => ({
      ...about,
      act: leaf.act,
      by: leaf.actor,
    })),
  );

test('an administrator sees where Countersign was seen, without what is kept to write there', async () => {
  expect(await deskOf('compliance').channels({ act: 'list' })).toEqual([{ name: NAME, kind: 'channel', phi: 'none', digests: false }]);
});

test('an administrator lets a channel hold words of charts with a reason, and takes it back, and the ledger says so', async () => {
  const desk = deskOf('compliance');
  expect(await desk.channels({ act: 'allow-phi', place: NAME, reason: REASON })).toMatchObject([
    { phi: 'full', listedBy: 'ines.halloran' },
  ]);
  expect(await desk.channels({ act: 'digest', place: NAME, on: true })).toMatchObject([{ phi: 'full', digests: true }]);
  expect(await desk.channels({ act: 'withhold-phi', place: NAME })).toEqual([{ name: NAME, kind: 'channel', phi: 'none', digests: true }]);

  expect(await entries()).toEqual([
    { act: 'channel.listed', by: 'ines.halloran', place: NAME, phi: 'full', reason: REASON },
    { act: 'channel.unlisted', by: 'ines.halloran', place: NAME, phi: 'none' },
  ]);
});

test('lists no channel that people of other organisations read', async () => {
  const share = (shared: boolean) =>
    hospital.store.within(hospital.tenant, (unit) => setChannelShared(unit, { place: HERE, shared, tenant: hospital.tenant }));
  await share(true);
  const before = await entries();
  await expect(deskOf('compliance').channels({ act: 'allow-phi', place: NAME, reason: REASON })).rejects.toMatchObject({
    code: 'not-allowed',
    says: expect.stringContaining('other organisations') as string,
  });

  expect(await entries()).toEqual(before);
  expect(await deskOf('compliance').channels({ act: 'list' })).toMatchObject([{ phi: 'none', shared: true }]);
  await share(false);
});

test.each([
  ['without a reason', 'compliance', NAME, ' ', 'bad-input'],
  ['where Countersign was not seen', 'compliance', 'teams:org-1:19:abd@thread.tacv2', REASON, 'not-found'],
  ['under what names no place', 'compliance', 'general', REASON, 'not-found'],
  ['by a coder', 'coder', NAME, REASON, 'not-allowed'],
  ['by a lead', 'lead', NAME, REASON, 'not-allowed'],
  ['by the program', 'agent', NAME, REASON, 'not-allowed'],
] as const)('lists no channel %s', async (_how, who, place, reason, code) => {
  const before = await entries();
  await expect(deskOf(who).channels({ act: 'allow-phi', place, reason })).rejects.toMatchObject({ code });

  expect(await entries()).toEqual(before);
});

test.each([{ act: 'list' }, { act: 'digest', place: NAME, on: true }, { act: 'withhold-phi', place: NAME }] as const)(
  'a coder may not ask for $act',
  async (asked) => {
    await expect(deskOf('coder').channels(asked)).rejects.toMatchObject({ code: 'not-allowed' });
  },
);
