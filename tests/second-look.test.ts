import { expect, test } from 'vitest';
import { reviewDesk } from '#app/desks/review-desk.ts';
import type { Asking } from '#app/desks/oversight-desk.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Principal } from '#guardrails/actor.ts';
import { lend } from '#guardrails/grant.ts';
import { recordReview, reviewsIn, sampleDecisions } from '#guardrails/review/reviews.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aCode, PEOPLE, person } from './support/a-case.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, mira, lee, bea, ines } = PEOPLE;
const SEED = 'spring of 2026';

await onEachDatabase('a second look', (at) => {
  const { within } = at;
  const sample = (by: Principal = ines, request: Partial<Parameters<typeof sampleDecisions>[1]> = {}) =>
    within((unit) => sampleDecisions(unit, { share: 1, seed: SEED, ...request }, at.now.actor(by)));
  const record = (proposal: string, by: Principal, verdict: 'agree' | 'disagree' = 'agree', reason?: string) =>
    within((unit) => recordReview(unit, { proposal, verdict, reason }, at.now.actor(by)));
  const CODES = ['I50.23', 'N17.9', 'E11.22', 'I10'];
  const decide = async (by: Principal, code: string, verdict: 'approved' | 'rejected' = 'approved') => {
    const { id } = await at.now.propose(aCode('code.accept', code));
    await at.now.decided({ proposal: id, verdict, ...(verdict === 'rejected' && { reason: 'not-supported' }) }, at.now.actor(by));
    return id;
  };
  const asDesk = (who: Principal) => {
    const asking: Asking = (_what, _as, work) => within((unit) => work(unit, at.now.actor(who)));
    return reviewDesk(asking);
  };
  const words = async (blocks: Promise<Parameters<typeof plainText>[0]>) => plainText(await blocks).replaceAll(/\s+/g, ' ');

  test('each picked decision is entered with the digest of the seed, and picked once', async () => {
    for (const code of CODES) await decide(dana, code);
    const waits = await at.now.propose(aCode('code.accept', 'E78.5'));

    expect(await sample()).toEqual({ decided: 4, picked: ['P-1', 'P-2', 'P-3', 'P-4'], before: [] });
    expect(await sample()).toEqual({ decided: 4, picked: [], before: ['P-1', 'P-2', 'P-3', 'P-4'] });
    const entries = await within((unit) => unit.ledger.list({ matter: 'review' }));
    expect(entries).toHaveLength(4);
    expect(entries[0]).toMatchObject({
      leaf: { act: 'review.sampled', actor: 'ines', proposal: 'P-1' },
      about: { share: 1, code: 'I50.23' },
    });
    expect(JSON.stringify(entries)).not.toContain(SEED);
    expect(reviewsIn(entries).some(({ proposal }) => proposal === waits.id)).toBe(false);
  });

  test('of everybody who decided something one is picked, however small the share', async () => {
    await decide(dana, 'I50.23');
    await decide(dana, 'N17.9');
    await decide(mira, 'E11.22', 'rejected');
    const { picked } = await sample(ines, { share: 0.000_1 });

    expect(picked).toHaveLength(2);
    expect(picked).toContain('P-3');
  });

  test('only what was decided in that time is looked at', async () => {
    await decide(dana, 'I50.23');

    expect(await sample(ines, { until: '2020-01-01T00:00:00.000Z' })).toMatchObject({ decided: 0, picked: [] });
    expect(await sample(ines, { from: '2999-01-01T00:00:00.000Z' })).toMatchObject({ decided: 0, picked: [] });
    expect(await sample(ines, { from: '2020-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z' })).toMatchObject({ decided: 1 });
  });

  test.each([
    ['a coder', dana, {}, 'not-allowed'],
    ['a share of nothing', ines, { share: 0 }, 'bad-input'],
    ['a share of more than all', ines, { share: 1.01 }, 'bad-input'],
    ['a seed that anybody guesses', ines, { seed: '2026' }, 'bad-input'],
  ] as const)('no sample is drawn: %s', async (_name, by, request, code) => {
    await decide(dana, 'I50.23');

    await expect(sample(by, request)).rejects.toMatchObject({ code });
    expect(await within((unit) => unit.ledger.list({ matter: 'review' }))).toEqual([]);
  });

  test('a second look is recorded once, and changes nothing of the decision', async () => {
    const id = await decide(dana, 'I50.23');
    const before = await within((unit) => unit.proposals.find(id));
    await sample();

    expect(await record(id, ines, 'disagree', 'not-supported, Marguerite Testa')).toMatchObject({
      proposal: id,
      recorded: { by: 'ines', verdict: 'disagree', reason: 'not-supported' },
    });
    expect(await within((unit) => unit.proposals.find(id))).toEqual(before);
    expect(await at.now.entries(id)).toEqual([
      'proposal.made countersign-coder',
      'proposal.approved dana',
      'review.sampled ines',
      'review.recorded ines',
    ]);
    expect(JSON.stringify(await within((unit) => unit.ledger.list({ proposal: id })))).not.toContain('Marguerite');
    await expect(record(id, lee)).rejects.toMatchObject({ code: 'already-decided' });
  });

  test('a second look at a decision that is to be replayed or delivered leaves it sound', async () => {
    const id = await decide(dana, 'I50.23');
    await sample();
    await record(id, ines, 'disagree', 'not-supported');

    expect(await at.now.effects()).toBe(1);
  });

  test.each([
    ['whoever decided it', lee, 'You had a hand in deciding P-1, so somebody else must look at it.'],
    ['whoever asked for it', person('cora', 'coding-lead'), 'You asked for P-1, so somebody else must look at it.'],
    ['a coder', mira, 'Your roles may not review decisions: it is for coding-lead, compliance.'],
  ])('it is not for %s', async (_name, by, says) => {
    const cora = person('cora', 'coding-lead');
    await within((unit) => setPrincipal(unit, cora, at.now.tenant));
    const { id } = await at.now.propose(aCode('code.add'), at.now.actor(cora));
    await at.now.decided({ proposal: id, verdict: 'approved' }, at.now.actor(lee));
    await sample();

    await expect(record(id, by)).rejects.toMatchObject({ code: 'not-allowed', says });
    expect(await record(id, ines)).toMatchObject({ recorded: { by: 'ines', verdict: 'agree' } });
  });

  test('it is not for whoever lent the authority that decided it', async () => {
    await within((unit) => lend(unit, { to: 'bea', roles: ['coding-lead'], hours: 1 }, at.now.actor(lee)));
    const id = await decide(bea, 'I50.23');
    await sample();

    await expect(record(id, lee)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test.each([
    ['what was not picked', 'P-1', 'agree', undefined, 'not-found'],
    ['what is not there', 'P-99', 'agree', undefined, 'not-found'],
  ] as const)('nothing is recorded of %s', async (_name, proposal, verdict, reason, code) => {
    await decide(dana, 'I50.23');

    await expect(record(proposal, ines, verdict, reason)).rejects.toMatchObject({ code });
  });

  test.each([
    ['no reason', undefined],
    ['"other" and nothing else', 'other'],
  ])('whoever disagrees gives a reason of the policy, and not %s', async (_name, reason) => {
    const id = await decide(dana, 'I50.23');
    await sample();

    await expect(record(id, ines, 'disagree', reason)).rejects.toMatchObject({
      code: 'bad-input',
      says: expect.stringContaining('Nothing was recorded') as string,
    });
  });

  test('the list tells what waits and who disagreed, and the measures who decided how', async () => {
    await decide(dana, 'I50.23');
    await decide(mira, 'N17.9', 'rejected');
    await sample();
    await record('P-2', lee, 'disagree', 'needs-query');

    const list = await words(asDesk(ines).listReviews({}));
    expect(list).toMatch(
      /Waiting for a second look - P-1: code\.accept I50\.23 on E-1, approved by dana at .* UTC Looked at again 1 looked at, 1 with another opinion\./,
    );
    expect(list).toMatch(/P-2 .*DISAGREES/);
    const measures = await words(asDesk(ines).measureDecisions({}));
    expect(measures).toMatch(
      /dana 1 1 \(100%\) 0 \(0%\) 0 \(0%\) 0 \(0%\) mira 1 0 \(0%\) 0 \(0%\) 1 \(100%\) 0 \(0%\) Everybody 2 1 \(50%\)/,
    );
    expect(measures).toContain('for 2 of 2 no showing to that person is on record');
    expect(await words(asDesk(ines).measureDecisions({ person: 'mira' }))).not.toContain('dana');
    expect(await words(asDesk(ines).measureDecisions({ to: '2020-01-01' }))).toContain('Nobody decided anything in that time.');
    await expect(asDesk(dana).measureDecisions({})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(asDesk(dana).listReviews({})).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
