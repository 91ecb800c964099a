import { expect, test } from 'vitest';
import type { Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Attached } from './attach.ts';
import { attachWhenAsked } from './attach-when-asked.ts';

const gone = (): Failure => new Failure('unavailable', 'It has stopped.');

/** Desks that are attached one after the other; each answers a plan with its number until it is broken. */
function attachings({ owner = false }: { readonly owner?: boolean } = {}) {
  const opened: { broken?: unknown; closed: boolean }[] = [];
  const open = async (): Promise<Attached> => {
    const at = opened.length;
    const one: (typeof opened)[number] = { closed: false };
    opened.push(one);
    const plan = async () => {
      if (one.broken !== undefined) throw one.broken;
      return { steps: [], why: String(at) };
    };
    return { desk: { plan } as unknown as Desk, owner, close: async () => void (one.closed = true) };
  };
  const desk = attachWhenAsked(open);
  return { opened, desk, ask: async () => (await desk.ask((at) => at.plan({ text: 'x' }))).why };
}

test('attaches at the first question, once for all that come together', async () => {
  const { opened, ask } = attachings();

  expect(opened).toHaveLength(0);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['0', '0', '0']);
  expect(opened).toHaveLength(1);
});

test('attaches anew, once, when the owner has stopped, and asks again', async () => {
  const { opened, ask } = attachings();
  await ask();
  opened[0]!.broken = gone();

  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['1', '1', '1']);
  expect(opened).toHaveLength(2);
});

test.each([
  ['what the owner itself cannot have', { owner: true }, gone()],
  ['a refusal', {}, new Failure('not-allowed', 'No.')],
  ['what broke', {}, new TypeError('no')],
])('does not ask twice after %s', async (_name, how, thrown) => {
  const { opened, ask } = attachings(how);
  await ask();
  opened[0]!.broken = thrown;

  await expect(ask()).rejects.toBe(thrown);
  expect(opened).toHaveLength(1);
});

test('tries again at the next question when attaching failed', async () => {
  let tries = 0;
  const desk = attachWhenAsked(async () => {
    tries += 1;
    throw gone();
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
