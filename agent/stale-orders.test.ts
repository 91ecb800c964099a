import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Chart } from '#core/chart/chart.ts';
import { versioned } from '#tests/contracts/builders.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { POLICY_TEXT } from '#tests/support/a-case.ts';
import { openAskedAgent, saidIn, type AskedAgent } from '#tests/support/asked-agent.ts';

function chartOf(assessment: string): Chart {
  const chart = aChart('inpatient', [`Assessment:\n${assessment}`]);
  const documents = chart.documents.map((document) => ({ ...document, id: 'D-31-1', encounter: 'E-31' }));
  return versioned(Chart.parse({ ...chart, encounter: { ...chart.encounter, id: 'E-31' }, documents }));
}

const BEFORE = chartOf('Acute on chronic systolic heart failure. Hypothyroidism.');

let at: AskedAgent;
beforeAll(async () => {
  at = await openAskedAgent([], [BEFORE]);
}, 60_000);
afterAll(() => at.hospital.close());

const write = (chart: ReturnType<typeof chartOf>) => at.hospital.store.within(at.hospital.tenant, ({ charts }) => charts.put(chart));
const tighter = POLICY_TEXT.replace('expiresInHours: 72', 'expiresInHours: 71');

let id: string;
beforeEach(async () => {
  await at.adopt();
  await write(BEFORE);
  await at.hospital.asOwner(`update proposal set state = 'withdrawn' where state = 'pending'`);
  id = (await at.ask('propose E03.9 on E-31')).proposals[0] ?? '';
});

const freshIn = ({ proposals }: { readonly proposals: readonly string[] }) => proposals.filter((one) => one !== id);

test.each(['accept E03.9 on E-31', 'change E03.9 to E03.8 on E-31, more specific'])(
  'after the chart was amended, "%s" decides nothing and shows the card anew with what changed',
  async (text) => {
    await write(chartOf('Acute on chronic systolic heart failure. Hypothyroidism, on levothyroxine.'));
    const before = at.effects();

    const reply = await at.ask(text);
    const [next = ''] = freshIn(reply);

    expect(reply.refused).toBe('stale');
    expect(saidIn(reply)).toContain(`! ${id} was not decided: chart:E-31 has changed since.`);
    expect(saidIn(reply)).toContain(`What waits now: ${next} - The chart E-31 has changed.`);
    expect(saidIn(reply)).toContain('> Hypothyroidism');
    expect(saidIn(reply)).toContain(`Nothing was decided, and ${id} is closed. "approve ${next}" or`);
    expect(await at.proposal(id)).toMatchObject({ state: 'superseded' });
    expect(await at.proposal(next)).toMatchObject({ state: 'pending', kind: 'code.accept', onBehalfOf: 'dana.reyes' });
    expect(at.effects()).toBe(before);
  },
);

test('after the chart was amended it can still be rejected, for that does nothing', async () => {
  await write(chartOf('Acute on chronic systolic heart failure. Hypothyroidism, on levothyroxine.'));
  await at.ask('reject E03.9 on E-31, duplicate');

  expect(await at.proposal(id)).toMatchObject({ state: 'rejected', reason: 'duplicate' });
});

test('the fresh card is decided as any other', async () => {
  const { proposals } = await at.ask('propose I50.23 on E-31');
  await write(chartOf('Acute on chronic systolic heart failure.'));
  const [next = ''] = freshIn(await at.ask(`approve ${proposals[0]}`));

  expect(saidIn(await at.ask(`approve ${next}`))).toContain(`${next} approved`);
});

test('after the policy changed the fresh card stands under the new one, and says so', async () => {
  await at.adopt(tighter);

  const reply = await at.ask(`approve ${id}`);
  const [next = ''] = freshIn(reply);

  expect(saidIn(reply)).toMatch(/- The policy is baseline@\w{12} now; it was baseline@\w{12}\./);
  expect((await at.proposal(next))?.policy).not.toBe((await at.proposal(id))?.policy);
  expect(saidIn(await at.ask(`show ${id}`))).toContain(`${id} superseded`);
});

test('one that waits under an older policy says when it is shown that it cannot be decided', async () => {
  await at.adopt(tighter);

  expect(saidIn(await at.ask(`show ${id}`))).toContain(
    '! The policy has changed since this was proposed, so it cannot be decided as it stands',
  );
});

test('where the chart no longer supports the code, that is said, and nothing is put up', async () => {
  await write(chartOf('Acute on chronic systolic heart failure.'));

  const reply = await at.ask(`approve ${id}`);

  expect(reply.refused).toBe('stale');
  expect(freshIn(reply)).toEqual([]);
  expect(saidIn(reply)).toMatch(
    new RegExp(`The chart no longer supports E03\\.9: .* There is no fresh proposal of it, and ${id} is closed\\.`),
  );
  expect(await at.proposal(id)).toMatchObject({ state: 'superseded' });
});

test('a code that somebody added on their own reading is not asked for again on behalf of whoever decides', async () => {
  const { proposals } = await at.ask('add J96.01 on E-31', { who: 'mira' });
  const [added = ''] = proposals;
  await write(chartOf('Hypothyroidism.'));

  const reply = await at.ask(`approve ${added}`);

  expect(reply.proposals).toEqual([]);
  expect(saidIn(reply)).toContain('J96.01 was asked for by mira.solberg on their own reading, so only they can ask again');
});

test('a card other than the one that waits is refused, and the one that waits is shown', async () => {
  const reply = await at.order([{ verdict: 'accept', proposal: id, seen: '0'.repeat(64) }]);

  expect(reply.refused).toBe('stale');
  expect(saidIn(reply)).toContain(`What waits now: ${id} - The card is the one that waited already.`);
  expect((await at.proposal(id))?.state).toBe('pending');
});

test('one that was changed into another shows that other', async () => {
  const changed = await at.ask(`change ${id} to E03.8, more specific`);
  const [next = ''] = freshIn(changed);

  const reply = await at.ask(`approve ${id}`);

  expect(saidIn(reply)).toContain(`${id} is closed: ${next} took its place.`);
  expect(saidIn(reply)).toContain(`What waits now: ${next}`);
  expect((await at.proposal(next))?.state).toBe('pending');
});

test('one that its asker took back is not put up again', async () => {
  await at.ask(`withdraw ${id}`);

  const reply = await at.ask(`approve ${id}`);

  expect(freshIn(reply)).toEqual([]);
  expect(saidIn(reply)).not.toContain('What waits now');
});
