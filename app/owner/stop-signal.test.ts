import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { stopSignal } from './stop-signal.ts';

function aProcess() {
  const signals = new EventEmitter();
  const ends: number[] = [];
  let time = 1_000;
  const stopped = stopSignal(
    signals,
    () => time,
    () => void ends.push(time),
  );
  return { signals, ends, stopped, wait: (ms: number) => void (time += ms) };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s asks for a clean end', async (signal) => {
  const { signals, ends, stopped } = aProcess();

  signals.emit(signal);

  await expect(stopped).resolves.toBeUndefined();
  expect(ends).toEqual([]);
});

test('one ^C that comes from the terminal and from npm is one', () => {
  const { signals, ends, wait } = aProcess();

  signals.emit('SIGINT');
  wait(40);
  signals.emit('SIGINT');

  expect(ends).toEqual([]);
});

test('a second one, later, does not wait for the clean end', () => {
  const { signals, ends, wait } = aProcess();

  signals.emit('SIGTERM');
  wait(2_000);
  signals.emit('SIGTERM');

  expect(ends).toEqual([3_000]);
});
