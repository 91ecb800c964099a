import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Found, Receipt, Receiver } from '#guardrails/effects/receiver.ts';
import { Failure } from '#core/errors.ts';
import { withBreaker } from './circuit-breaker.ts';

const OWED = { id: 'x', proposal: 'P-1', kind: 'code.accept', digest: 'd', payload: {} } as const;
const APPROVAL = { by: 'dana', at: '' };
const BROKEN: Receipt = { state: 'broken', says: 'It broke.', error: 'http-500' };
const DONE: Receipt = { state: 'done', says: 'There.' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function scripted(...script: (Receipt | Error)[]) {
  let asked = 0;
  const receive = async (): Promise<Receipt> => {
    const next = script[asked] ?? DONE;
    asked += 1;
    if (next instanceof Error) throw next;
    return next;
  };
  let found: Found = 'absent';
  const receiver: Receiver = { name: 'fhir-server', kinds: ['code.accept'], receive, find: async () => found };
  const guarded = withBreaker(receiver);
  return {
    asked: () => asked,
    send: () => guarded.receive(OWED, APPROVAL),
    find: () => guarded.find(OWED),
    reads: (now: Found) => void (found = now),
    rests: () => guarded.resting?.(),
  };
}

describe('a receiver behind a breaker', () => {
  test('rests after three troubles in a row, and says so; a while later one effect tries it, and all goes on', async () => {
    const { send, rests, asked } = scripted(BROKEN, BROKEN, BROKEN);
    await send();
    await send();
    expect(rests()).toBeUndefined();
    await send();
    expect(rests()).toMatch(/^fhir-server was in trouble 3 times in a row/);
    expect(await send()).toMatchObject({ state: 'busy', error: 'circuit-open' });
    expect(asked()).toBe(3);

    vi.setSystemTime(Date.now() + 20_000);
    expect(rests()).toBeUndefined();
    const trying = send();
    expect(rests()).toBeDefined();
    expect(await trying).toEqual(DONE);
    expect(rests()).toBeUndefined();
  });

  test('rests again when the one that tried it met trouble too', async () => {
    const { send, rests, asked } = scripted(BROKEN, BROKEN, BROKEN, BROKEN);
    for (let at = 0; at < 3; at += 1) await send();
    vi.setSystemTime(Date.now() + 20_000);
    await send();

    expect(rests()).toBeDefined();
    expect(asked()).toBe(4);
  });

  test('does not rest for refusals, which show that it works', async () => {
    const refusal = new Failure('bad-input', 'No.');
    const { send, rests } = scripted({ state: 'refused', says: 'No.', error: 'http-422' }, refusal, refusal, refusal);
    await send();
    for (let at = 0; at < 3; at += 1) await expect(send()).rejects.toBe(refusal);

    expect(rests()).toBeUndefined();
  });

  test('rests when it breaks, or cannot be read', async () => {
    const broken = scripted(new Error('x'), new Error('x'), new Error('x'));
    for (let at = 0; at < 3; at += 1) await expect(broken.send()).rejects.toThrow('x');
    expect(broken.rests()).toBeDefined();

    const unread = scripted();
    unread.reads('cannot tell');
    for (let at = 0; at < 3; at += 1) await unread.find();
    expect(unread.rests()).toBeDefined();
    unread.reads('there');
    expect(await unread.find()).toBe('cannot tell');
  });
});
