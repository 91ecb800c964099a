import { expect, test } from 'vitest';
import type { ChatUnit } from './store.ts';
import { handleHint, readCase } from './case-words.ts';

const handles = { encounter: (handle: string) => Promise.resolve(handle === 'K-7QF3M2' ? 'E-1042' : undefined) };

test.each([
  ['code K-7QF3M2', 'code E-1042'],
  ['code k-7qf3m2', 'code E-1042'],
  ['code K7QF3M2', 'code E-1042'],
  ['why I50.23 on case K-7QF3M2?', 'why I50.23 on E-1042?'],
  ['K-7QF3M2: accept I50.23', 'E-1042: accept I50.23'],
  ['code K-7QF3M2 and K-000000', 'code E-1042 and K-000000'],
  ['what do the kidneys say', 'what do the kidneys say'],
  ['code K-7QF3M22', 'code K-7QF3M22'],
  ['code XK-7QF3M2', 'code XK-7QF3M2'],
  ['look up K56.609', 'look up K56.609'],
])('reads %s', async (typed, read) => {
  expect(await readCase(typed, handles)).toBe(read);
});

test('whoever calls a case by its own id is told its handle once', async () => {
  const told = new Set<string>();
  const unit = {
    now: () => Promise.resolve('2026-11-22T09:00:00.000Z'),
    handles: { of: () => Promise.resolve('K-7QF3M2') },
    notices: {
      untold: (to: string) => Promise.resolve(told.has(to) ? [] : [to]),
      told: (to: string) => Promise.resolve(void told.add(to)),
    },
  } as unknown as ChatUnit;
  const hint = (text: string, person = 'dana.reyes') => handleHint({ text, encounter: 'E-1042', person }, unit);

  expect(await hint('code K-7QF3M2')).toEqual([]);
  expect(await hint('code e1042!')).toMatchObject([{ text: expect.stringContaining('This one is K-7QF3M2') as string }]);
  expect(await hint('code E-1042')).toEqual([]);
  expect(await hint('code E-1042', 'mira.solberg')).toHaveLength(1);
});
