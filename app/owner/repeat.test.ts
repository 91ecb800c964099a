import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('works again and again, and no more once it is stopped', async () => {
  let rounds = 0;
  const stop = repeat(async () => void (rounds += 1), 1_000);

  await vi.advanceTimersByTimeAsync(3_500);
  expect(rounds).toBe(3);
  await stop();
  await vi.advanceTimersByTimeAsync(10_000);

  expect(rounds).toBe(3);
});

test('starts no round while one runs, and stopping waits for it', async () => {
  const { promise: slow, resolve: end } = Promise.withResolvers<void>();
  let rounds = 0;
  const stop = repeat(() => {
    rounds += 1;
    return slow;
  }, 1_000);
  await vi.advanceTimersByTimeAsync(5_000);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(5_000);

  expect({ rounds, stopped }).toEqual({ rounds: 1, stopped: false });
  end();
  await stopping;
  await vi.advanceTimersByTimeAsync(5_000);
  expect({ rounds, stopped }).toEqual({ rounds: 1, stopped: true });
});
