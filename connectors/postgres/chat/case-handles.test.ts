import { expect, onTestFinished, test } from 'vitest';
import { testSealer } from '#tests/contracts/subject.ts';
import { databases } from '#tests/support/databases.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { TenantId } from '#guardrails/actor.ts';
import { bindTransaction } from '../bind-transaction.ts';
import { sealedEntries } from '../sealed-entries.ts';
import { openTransaction } from '../transaction.ts';
import { caseHandles, drawHandle, readHandle } from './case-handles.ts';

test('a handle is of letters and digits that are not read as each other', () => {
  expect(drawHandle((end) => end - 1)).toBe('K-ZZZZZZ');
  expect(drawHandle(() => 0)).toBe('K-000000');
  expect(Array.from({ length: 200 }, () => drawHandle()).join('')).toMatch(/^(K-[0-9A-HJKMNP-TV-Z]{6})+$/);
});

test.each([
  ['k-7qf3m2', 'K-7QF3M2'],
  [' K-7QF3M2 ', 'K-7QF3M2'],
  ['K-OIL3M2', 'K-0113M2'],
])('reads %s as %s', (typed, handle) => {
  expect(readHandle(typed)).toBe(handle);
});

test('draws again when a handle is taken, and not for ever', async () => {
  const [embedded] = await databases();
  const database = await embedded!.open();
  onTestFinished(() => database.close());
  const client = await database.pool.connect();
  await client.query('begin');
  await bindTransaction(client, TenantId.parse('t-1'));
  const drawn = ['K-AAAAAA', 'K-AAAAAA', 'K-BBBBBB'];
  const handles = caseHandles(openTransaction(client), sealedEntries(testSealer()), () => drawn.shift() ?? 'K-AAAAAA');

  expect([await handles.of('E-1'), await handles.of('E-2')]).toEqual(['K-AAAAAA', 'K-BBBBBB']);
  await expect(handles.of('E-3')).rejects.toMatchObject({ code: 'broken-promise' });
  client.release();
});

await onEachDatabase('handles of cases', (at) => {
  const of = (encounter: string) => at.within(({ handles }) => handles.of(encounter));
  const encounter = (handle: string) => at.within(({ handles }) => handles.encounter(handle));

  test('a case has one handle for ever, another than every other case, and leads back to it', async () => {
    const [one, two] = [await of('E-1'), await of('E-2')];

    expect(one).not.toBe(two);
    expect([await of('E-1'), await encounter(one), await encounter(two.toLowerCase())]).toEqual([one, 'E-1', 'E-2']);
    expect(await encounter('K-AAAAAA')).toBeUndefined();
  });

  test('is the same for everybody who asks at once', async () => {
    const asked = await Promise.all([of('E-9'), of('E-9'), at.again().store.within(at.now.tenant, ({ handles }) => handles.of('E-9'))]);

    expect(new Set(asked).size).toBe(1);
  });

  test('leads to no case once it was changed beside the program', async () => {
    const handle = await of('E-1');
    await at.subject.asOwner(`update case_handle set encounter = 'E-2' where tenant = $1`, [at.now.tenant]);

    expect(await encounter(handle)).toBeUndefined();
    await expect(of('E-2')).rejects.toMatchObject({ code: 'altered' });
  });

  test('is known in its own hospital alone', async () => {
    const handle = await of('E-1');

    expect(await at.subject.store.within(at.subject.tenant(), ({ handles }) => handles.encounter(handle))).toBeUndefined();
  });
});

await onEachDatabase('feedback on answers', (at) => {
  const MESSAGE = '6f1c1f0e-8f0a-4d0c-9d6e-0a5c1b2d3e4f';

  test('keeps the last word of each person', async () => {
    const put = (by: string, good: boolean) => at.within(({ feedback }) => feedback.put({ message: MESSAGE, by, good }));
    await put('dana', true);
    await put('mira', true);
    await put('dana', false);

    // The embedded database counts in milliseconds, so two may be of the same time.
    const listed = await at.within(({ feedback }) => feedback.list(10));
    expect(listed.toSorted((a, b) => a.by.localeCompare(b.by))).toEqual([
      { message: MESSAGE, by: 'dana', good: false, at: expect.stringMatching(/Z$/) },
      { message: MESSAGE, by: 'mira', good: true, at: expect.stringMatching(/Z$/) },
    ]);
    expect(await at.within(({ feedback }) => feedback.list(1))).toHaveLength(1);
  });
});
