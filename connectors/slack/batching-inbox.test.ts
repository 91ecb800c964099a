import { expect, test } from 'vitest';
import type { ChatEvent } from '#agent/chat/event.ts';
import { batchingInbox } from './batching-inbox.ts';

const soon = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function anEvent(key: string, channel = 'C1'): ChatEvent {
  return {
    key,
    place: { surface: 'slack', workspace: 'T1', channel, kind: 'channel' },
    user: 'U1',
    at: '2026-09-21T13:55:00Z',
    did: { kind: 'said', text: key },
  };
}

/** An inbox that does with each batch what `meets` says, and then takes all. */
function anInbox(refuses: (keys: readonly string[], time: number) => boolean, most?: number) {
  const kept: string[] = [];
  const noted: unknown[] = [];
  const pauses: number[] = [];
  let time = 0;
  const inbox = batchingInbox({
    keep(events) {
      const keys = events.map(({ key }) => key);
      time += 1;
      if (refuses(keys, time)) return Promise.reject(new Error('refused'));
      kept.push(...keys);
      return Promise.resolve();
    },
    noted: (thrown) => void noted.push(thrown),
    pause: (ms) => (pauses.push(ms), soon()),
    ...(most !== undefined && { most }),
  });
  return { inbox, kept, noted, pauses };
}

test('keeps everything once and in order', async () => {
  const { inbox, kept } = anInbox(() => false);
  const keys = Array.from({ length: 1_200 }, (_, at) => `k${at}`);

  for (const key of keys) void inbox.put(anEvent(key));
  await inbox.drained();

  expect(kept).toEqual(keys);
  expect(inbox.waiting()).toBe(0);
});

test('waits longer and longer while nothing is taken, loses nothing and keeps the order', async () => {
  const { inbox, kept, noted, pauses } = anInbox((_keys, time) => time <= 9);

  for (const key of ['a', 'b', 'c', 'd', 'e']) void inbox.put(anEvent(key));
  await inbox.drained();

  expect(kept).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 5_000]);
  expect(noted).toHaveLength(1);
});

test('gives up on one that is refused while others are taken, and on nothing else', async () => {
  const { inbox, kept, noted } = anInbox((keys) => keys.includes('poison'));

  for (const key of ['a', 'poison', 'b', 'c']) void inbox.put(anEvent(key));
  void inbox.put(anEvent('elsewhere', 'C2'));
  await inbox.drained();

  expect(kept).toEqual(['a', 'elsewhere', 'b', 'c']);
  expect(noted.map(String).filter((said) => said.includes('given up on'))).toHaveLength(1);
});

test('gives up on nothing where no other lane shows that the inbox works', async () => {
  let isPoison = true;
  const { inbox, kept, pauses } = anInbox((keys) => isPoison && keys.includes('first'));

  for (const key of ['first', 'second']) void inbox.put(anEvent(key));
  await expect.poll(() => pauses.length).toBeGreaterThan(20);
  isPoison = false;
  await inbox.drained();

  expect(kept).toEqual(['first', 'second']);
});

test('has room up to its bound', () => {
  const { inbox } = anInbox(() => true, 2);

  void inbox.put(anEvent('a'));
  expect(inbox.room()).toBe(true);
  void inbox.put(anEvent('b'));
  expect(inbox.room()).toBe(false);
});

test('takes in nothing that is no event', async () => {
  const { inbox, kept, noted } = anInbox(() => false);

  void inbox.put({ ...anEvent('a'), key: '' });
  await inbox.drained();

  expect([kept, noted.length]).toEqual([[], 1]);
});
