import { expect, test } from 'vitest';
import { TenantId } from '#guardrails/actor.ts';
import type { EffectRecord } from '#guardrails/effects/outbox.ts';
import { handOver, type HandingOver } from './hand-over.ts';

const tenant = TenantId.parse('t');

/** An outbox that shows these records, one list after the other, and the last of them from then on. */
function outboxShowing(
  ...lists: readonly (readonly Pick<EffectRecord, 'id' | 'state' | 'says'>[])[]
): HandingOver['store'] & { looks: () => number } {
  let looks = 0;
  const list = () => Promise.resolve(lists[Math.min(looks++, lists.length - 1)]);
  const within = (_tenant: TenantId, work: (unit: never) => Promise<unknown>) => work({ outbox: { list } } as never);
  return { within: within as HandingOver['store']['within'], looks: () => looks };
}

test('wakes the workers for what is due, and waits until they have settled it', async () => {
  const woken: (readonly string[])[] = [];
  const store = outboxShowing([{ id: 'a', state: 'owed' }], [{ id: 'a', state: 'sending' }], [{ id: 'b', state: 'sending' }]);

  await handOver({ store, tenant, due: () => Promise.resolve(['a']), wake: (ids) => Promise.resolve(void woken.push(ids)) })();

  expect(woken).toEqual([['a']]);
  expect(store.looks()).toBe(3);
});

test('wakes nobody and waits for nothing when nothing is due', async () => {
  const store = outboxShowing([{ id: 'a', state: 'sending' }]);

  await handOver({ store, tenant, due: () => Promise.resolve([]), wake: () => Promise.reject(new Error('woken')) })();

  expect(store.looks()).toBe(0);
});

test('waits no longer for what was tried and put off', async () => {
  const store = outboxShowing([{ id: 'a', state: 'owed', says: 'The server is busy. It is tried again.' }]);

  await handOver({ store, tenant, due: () => Promise.resolve(['a']), wake: () => Promise.resolve() })();

  expect(store.looks()).toBe(1);
});

test('gives up when no worker comes: the effect stays owed, and the answer says so', async () => {
  const store = outboxShowing([{ id: 'a', state: 'owed' }]);

  await handOver({ store, tenant, due: () => Promise.resolve(['a']), wake: () => Promise.resolve(), patienceMs: 1 })();

  expect(store.looks()).toBeGreaterThan(0);
});
