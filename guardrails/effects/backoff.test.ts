import { expect, test } from 'vitest';
import { MOST_ATTEMPTS, readAgainAfter, sendAgainAfter } from './backoff.ts';
import { outboxId } from './outbox-id.ts';

const ID = outboxId('demo-hospital', 'P-1', 'a'.repeat(64));

test('the wait doubles from 5 seconds to half an hour, with up to a quarter more', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS }, (_, at) => sendAgainAfter(ID, at + 1));

  for (const [at, wait] of waits.entries()) {
    const plain = Math.min(5 * 2 ** at, 1800);
    expect(wait).toBeGreaterThanOrEqual(plain);
    expect(wait).toBeLessThanOrEqual(plain * 1.25);
  }
});

test('the same effect waits as long each time it is asked, and others wait otherwise', () => {
  const others = Array.from({ length: 50 }, (_, at) => sendAgainAfter(outboxId('demo-hospital', `P-${at}`, 'a'.repeat(64)), 3));

  expect(sendAgainAfter(ID, 3)).toBe(sendAgainAfter(ID, 3));
  expect(new Set(others).size).toBeGreaterThan(45);
});

test('what the receiver asks for counts where it is more, and never over an hour', () => {
  expect(sendAgainAfter(ID, 1, 120)).toBeGreaterThanOrEqual(120);
  expect(sendAgainAfter(ID, 9, 1)).toBeGreaterThanOrEqual(1280);
  expect(sendAgainAfter(ID, 1, 1e9)).toBeLessThanOrEqual(4500);
});

test('what is unknown is read five times; after that only what could not be read is tried on', () => {
  expect([0, 1, 2, 3, 4, 5, 99].map((readings) => readAgainAfter(readings, 'absent'))).toEqual([
    5,
    30,
    120,
    600,
    3600,
    undefined,
    undefined,
  ]);
  expect([4, 5, 99].map((readings) => readAgainAfter(readings, 'cannot tell'))).toEqual([3600, 3600, 3600]);
});

test('the key of an effect is a UUIDv8 that tenant, proposal and digest alone make, and none of them runs into the next', () => {
  expect(ID).toBe('03afed85-c36b-8ddd-8bc5-80a3bccf7258');
  expect(ID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others = [
    outboxId('demo-hospita', 'lP-1', 'a'.repeat(64)),
    outboxId('other', 'P-1', 'a'.repeat(64)),
    outboxId('demo-hospital', 'P-2', 'a'.repeat(64)),
    outboxId('demo-hospital', 'P-1', 'b'.repeat(64)),
  ];
  expect(new Set([ID, ...others]).size).toBe(5);
});
