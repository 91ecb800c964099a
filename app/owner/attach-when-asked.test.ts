import { expect, test } from 'vitest';
import type { Desk } from '#agent/desk.ts';
import { leftBehind, ownerGone } from '#connectors/daemon/connect-desk.ts';
import { Failure } from '#core/errors.ts';
import type { Attached } from './attach.ts';
import { attachWhenAsked, type Doubt } from './attach-when-asked.ts';

/** Desks that are attached one after the other; each answers a plan with its number until it is broken. */
function attachings() {
  const opened: { broken?: unknown; closed: boolean }[] = [];
  const open = async (): Promise<Attached> => {
    const at = opened.length;
    const one: (typeof opened)[number] = { closed: false };
    opened.push(one);
    const plan = async () => {
      if (one.broken !== undefined) throw one.broken;
      return { steps: [], why: String(at) };
    };
    return { desk: { plan } as unknown as Desk, owner: false, others: () => 0, close: async () => void (one.closed = true) };
  };
  const desk = attachWhenAsked(open);
  return { opened, desk, ask: async (doubt?: Doubt) => (await desk.ask((at) => at.plan({ text: 'x' }), doubt)).why };
}

test('attaches at the first question, once for all that come together', async () => {
  const { opened, ask } = attachings();

  expect(opened).toHaveLength(0);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['0', '0', '0']);
  expect(opened).toHaveLength(1);
});

test.each(['never', 'perhaps'] as const)(
  'attaches anew, once, when the owner has stopped, and asks again what it %s began',
  async (begun) => {
    const { opened, ask } = attachings();
    await ask();
    opened[0]!.broken = ownerGone(begun);

    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['1', '1', '1']);
    expect(opened).toHaveLength(2);
  },
);

test('does not ask again what the owner may have begun and must not happen twice, and the next question attaches anew', async () => {
  const { opened, ask } = attachings();
  const doubted = new Failure('unavailable', 'It is not known whether it was taken.');
  await ask();
  opened[0]!.broken = ownerGone('perhaps');

  await expect(ask(async () => doubted)).rejects.toBe(doubted);
  expect(opened).toHaveLength(1);
  expect(await ask()).toBe('1');
});

test('asks again what the owner never began, also where it must not happen twice', async () => {
  const { opened, ask } = attachings();
  await ask();
  opened[0]!.broken = ownerGone('never');

  expect(await ask(async () => new Failure('unavailable', 'In doubt.'))).toBe('1');
});

test('does not go from owner to owner for ever with a question that ends each of them', async () => {
  const { opened, desk } = attachings();

  const asking = desk.ask(() => Promise.reject(ownerGone('perhaps')));

  await expect(asking).rejects.toSatisfy((thrown) => leftBehind(thrown) === 'perhaps');
  expect(opened).toHaveLength(4);
});

test.each([
  ['what the owner itself cannot have', new Failure('unavailable', 'The model does not answer.')],
  ['a refusal', new Failure('not-allowed', 'No.')],
  ['what broke', new TypeError('no')],
])('does not ask twice after %s', async (_name, thrown) => {
  const { opened, ask } = attachings();
  await ask();
  opened[0]!.broken = thrown;

  await expect(ask()).rejects.toBe(thrown);
  expect(opened).toHaveLength(1);
});

test('tries again at the next question when attaching failed', async () => {
  let tries = 0;
  const desk = attachWhenAsked(async () => {
    tries += 1;
    throw new Failure('unavailable', 'It cannot be opened.');
  });

  for (let asked = 0; asked < 2; asked += 1) await expect(desk.ask((at) => at.status())).rejects.toMatchObject({ code: 'unavailable' });
  await desk.close();

  expect(tries).toBe(2);
});

test('closes what is attached, and attaches nothing to close it', async () => {
  const { opened, desk, ask } = attachings();
  await desk.close();
  expect(opened).toHaveLength(0);

  await ask();
  await desk.close();
  expect(opened).toMatchObject([{ closed: true }]);
});
