import { expect, test } from 'vitest';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { aChart, anAct, aProposal } from './builders.ts';
import type { Subject } from './subject.ts';

export function transactionContract(subject: () => Subject): void {
  failureTests(subject);
  nestingTests(subject);
  test('40 writers that take the same things in opposite orders all get through', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const codes = ['I50.23', 'N17.9', 'E11.22', 'I13.0'];
    const write = (at: number) =>
      store.within(mine, async (unit) => {
        for (const code of at % 2 === 0 ? codes : codes.toReversed()) {
          await unit.proposals.make(aProposal(mine, { subject: code, payload: { code, at } }));
          await unit.charts.put(aChart(`E-${code}`, `Note ${at}.`));
          await unit.ledger.append(anAct(mine));
        }
      });
    await Promise.all(Array.from({ length: 40 }, (_, at) => write(at)));

    expect(await store.within(mine, (unit) => unit.ledger.head())).toMatchObject({ size: 160 });
    expect(await store.within(mine, (unit) => unit.proposals.list({ state: 'pending', limit: 200 }))).toHaveLength(codes.length);
  });
}

function failureTests(subject: () => Subject): void {
  test('nothing of a unit of work stays when it throws', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const work = store.within(mine, async (unit) => {
      await unit.charts.put(aChart('E-1', 'Sepsis.'));
      throw new Error('the tool broke');
    });

    await expect(work).rejects.toThrow('the tool broke');
    expect(await store.within(mine, (unit) => unit.charts.find('E-1'))).toBeUndefined();
  });

  test('a failed statement that was passed over fails the whole unit of work', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const work = store.within(mine, async (unit) => {
      await unit.conversations.remember('talk', { code: 'I50.23' });
      await unit.conversations.remember('a\u0000', {}).catch(() => undefined);
    });

    await expect(work).rejects.toMatchObject({ code: 'broken-promise' });
    expect(await store.within(mine, (unit) => unit.conversations.find('talk'))).toBeUndefined();
  });

  test('what a database error says holds no words of the row', async () => {
    const { store, tenant } = subject();
    const chart = aChart('E-1', 'Marguerite has sepsis.');
    const broken = { ...chart, documents: chart.documents.map((document) => ({ ...document, date: 'Marguerite' as never })) };
    const thrown: unknown = await store.within(tenant(), (unit) => unit.charts.put(broken)).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ code: 'broken-promise' });
    expect(JSON.stringify([thrown, String(thrown)])).not.toContain('Marguerite');
  });
}

function nestingTests(subject: () => Subject): void {
  test('refuses a transaction inside a transaction at once, and lets the outer one end well', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const outer = await store.within(mine, async (unit) => {
      await unit.conversations.remember('talk', { code: 'I50.23' });
      return store.within(mine, async () => 'reached').catch((thrown: unknown) => thrown);
    });

    expect(outer).toMatchObject({ code: 'broken-promise', says: expect.stringContaining('Pass the unit on') });
    expect(await store.within(mine, (unit) => unit.conversations.find('talk'))).toEqual({ code: 'I50.23' });
  });

  test('lets work that a transaction started open one of its own once that has ended', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const later = await store.within(mine, async () => ({ result: ended.then(() => store.within(mine, async () => 'reached')) }));
    end();

    expect(await later.result).toBe('reached');
  });

  test('a unit that was kept past its transaction reaches nothing', async () => {
    const { store, tenant } = subject();
    let kept: SetUpUnit | undefined;
    await store.within(tenant(), async (unit) => {
      kept = unit;
    });

    await expect(kept?.principals.list()).rejects.toMatchObject({ says: 'A transaction was used after it had ended.' });
  });
}
