import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWriteOff } from '#tests/support/a-case.ts';
import { openAskedAgent, saidIn, type AskedAgent } from '#tests/support/asked-agent.ts';
import { createAgent } from './create-agent.ts';

let at: AskedAgent;
beforeAll(async () => {
  at = await openAskedAgent(['E-1042', 'E-1043']);
}, 60_000);
afterAll(() => at.hospital.close());

describe('several orders at once', () => {
  test('are each a decision of its own: one that is refused neither cancels nor carries the others', async () => {
    const { proposals } = await at.ask('add M10.9 on E-1042');
    const [own = ''] = proposals;
    const before = at.effects();

    const reply = await at.ask(`approve ${own} and approve P-999`);
    const mixed = await at.ask('accept I50.23, M10.9 and E11.22 on E-1042');

    expect(saidIn(reply)).toMatch(/^None of 2 done - P-\d+ refused: .* - P-999 refused: There is no proposal P-999\./);
    expect(saidIn(mixed)).toMatch(
      /^2 of 3 done, 1 refused - I50\.23: approved \(P-\d+\) - M10\.9 on E-1042 refused: You asked for P-\d+, so another coder or coding-lead must decide it\. - E11\.22: approved \(P-\d+\)/,
    );
    expect(mixed.refused).toBe('not-allowed');
    expect(at.effects()).toBe(before + 2);
    expect((await at.proposal(own))?.state).toBe('pending');
  });

  test('each say in the ledger how many were sent', async () => {
    const { proposals } = await at.ask('propose N18.32 and D63.1 on E-1042');
    const [one = '', two = ''] = proposals;

    await at.ask(`reject ${one} and ${two}, duplicate`);
    const { proposals: alone } = await at.ask('accept I25.5 on E-1042');

    expect((await at.entries(one)).at(-1)).toMatchObject({ leaf: { act: 'proposal.rejected' }, about: { batch: 2 } });
    expect((await at.entries(two)).at(-1)).toMatchObject({ leaf: { act: 'proposal.rejected' }, about: { batch: 2 } });
    expect((await at.entries(alone[0] ?? '')).find(({ leaf }) => leaf.act === 'proposal.approved')?.about).toMatchObject({ batch: 1 });
  });

  test('show beneath their list what has to be seen of any: the warnings of what was approved, and a menu', async () => {
    const { proposals } = await at.ask('add I50.33 on E-1042');

    const reply = await at.ask(`approve ${proposals[0]} and reject E78.5 on E-1042`, { who: 'lead' });

    expect(saidIn(reply)).toContain(`! ${proposals[0]}: The chart denies I50.33 in D-1042-5`);
    expect(saidIn(reply)).toContain('not-supported The documents do not support it');
    expect(saidIn(reply)).toMatch(/^1 of 2 done, 1 refused /);
  });

  test('hold back a code that another one excludes, and show why: it is approved by itself or not at all', async () => {
    const { proposals } = await at.ask('propose E11.22 and E10.9 on E-1042', { who: 'mira' });
    const before = at.effects();

    const reply = await at.ask(`approve ${proposals.at(-1)} and approve P-999`, { who: 'lead' });

    expect(saidIn(reply)).toContain('exclude each other (Excludes1 at');
    expect(saidIn(reply)).toMatch(/^None of 2 done - P-\d+ refused: P-\d+ was not approved with the others/);
    expect(at.effects()).toBe(before);
  });

  test('of a surface are carried out as those in words are, and no more than forty', async () => {
    const { proposals } = await at.ask('propose I25.10 on E-1042');
    const [id = ''] = proposals;
    const many = Array.from({ length: 41 }, (_, n) => ({ verdict: 'accept' as const, proposal: `P-${n + 1}` }));

    await expect(at.order(many)).rejects.toMatchObject({ code: 'bad-input' });
    const byAgent = await at.order([{ verdict: 'accept', proposal: id }], { who: 'agent', onBehalfOf: 'coder' });
    const byPerson = await at.order([{ verdict: 'accept', proposal: id }]);

    expect(byAgent.refused).toBe('not-allowed');
    expect(saidIn(byPerson)).toMatch(new RegExp(`^${id} approved `));
  });

  test('that break off say which were carried out before', async () => {
    const { proposals } = await at.ask('propose I25.2 and Z95.5 on E-1042');
    const [one = '', two = ''] = proposals;
    let sent = 0;
    const breaking = createAgent({
      ...at.parts,
      newId: () => `broken-${sent}`,
      deliver: () => ((sent += 1) > 1 ? Promise.reject(new Error('the wire broke')) : Promise.resolve()),
    });
    const actor = at.hospital.as('coder').actor;

    const asked = breaking.ask({ conversation: 'b', actor, text: `approve ${one} and ${two}` });

    await expect(asked).rejects.toMatchObject({
      code: 'broken-promise',
      says: expect.stringContaining(`What was decided before that stands: ${one}.`) as string,
    });
  });

  test('of more than a line may hold decide nothing', async () => {
    const ids = Array.from({ length: 25 }, (_, n) => `P-${n + 1}`).join(', ');

    const reply = await at.ask(`approve ${ids}`);

    expect(saidIn(reply)).toContain('At most 24 decisions are taken from one line, and these are 25, so nothing was decided.');
    expect(reply.plan.steps).toEqual([]);
  });
});

describe('what takes two signatures', () => {
  test('is signed, waits for the other with the role that is wanted, and is carried out after the second', async () => {
    const { id } = await at.hold(aWriteOff(60_000), 'biller');

    const first = await at.ask(`approve ${id}`, { who: 'billingLead' });
    const again = await at.ask(`approve ${id}`, { who: 'billingLead' });
    const shown = await at.ask(`show ${id}`, { who: 'billingLead' });
    const listed = await at.ask('what is waiting for me?', { who: 'compliance' });
    const mine = await at.ask('what is waiting for me?', { who: 'billingLead' });
    const second = await at.ask(`approve ${id}`, { who: 'compliance' });

    expect(saidIn(first)).toMatch(
      new RegExp(`^${id} signed, 1 of 2 .* Nothing is carried out yet: it waits for the signature of compliance\\.$`),
    );
    expect(first.refused).toBeUndefined();
    expect(again.refused).toBe('already-decided');
    expect(saidIn(shown)).toContain('Amount $600.00');
    expect(saidIn(shown)).toContain('Signatures 1 of 2; it waits for compliance Signed by Victor Amadi (victor.amadi) as billing-lead at ');
    expect(saidIn(listed)).toContain(
      `[${id}] pending: write-off.post ACC-7 of $600.00, asked for by sam.ferro, signed by 1 of 2 and still to be signed by compliance, until `,
    );
    expect(saidIn(mine)).not.toContain(`[${id}]`);
    expect(saidIn(second)).toContain(`${id} approved`);
    expect(saidIn(await at.ask(`show ${id}`, { who: 'billingLead' }))).toMatch(
      /Signed by Victor Amadi \(victor\.amadi\) as billing-lead at \S+ \S+ UTC Ines Halloran \(ines\.halloran\) as compliance at /,
    );
  });

  test('is also what three orders of one line come to together, on the accounts of one patient', async () => {
    const ids: string[] = [];
    for (const account of ['ACC-20', 'ACC-20.2', 'ACC-20.3'])
      ids.push((await at.hold(aWriteOff(25_000, 'write-off.post', account), 'biller')).id);

    const reply = await at.ask(`approve ${ids.join(', ')}`, { who: 'billingLead' });

    expect(saidIn(reply)).toContain(`ACC-20.3: signed, 1 of 2 (${ids[2]})`);
    const waiting = await at.hospital.store.within(at.hospital.tenant, ({ proposals }) =>
      proposals.list({ state: 'pending', kind: 'write-off.post', limit: 10 }),
    );
    expect(waiting.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids.slice(2));
  });

  test('says in a list that it waits on, and the turn that asked is told when it is decided', async () => {
    const { id } = await at.hold(aWriteOff(70_000), 'biller');

    const both = await at.ask(`approve ${id} and P-998`, { who: 'compliance' });

    expect(saidIn(both)).toContain(`ACC-7: signed, 1 of 2 (${id}); it waits for billing-lead or compliance`);
    expect(await at.parts.waiting.threadsOf(at.hospital.tenant, id)).toHaveLength(1);
    await at.ask(`approve ${id}`, { who: 'billingLead' });
    expect(await at.parts.waiting.threadsOf(at.hospital.tenant, id)).toEqual([]);
  });
});
