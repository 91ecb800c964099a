import { expect, test } from 'vitest';
import type { Principal } from '#guardrails/actor.ts';
import { change } from '#guardrails/change.ts';
import { escalate } from '#guardrails/escalate.ts';
import { breakGlass, lend } from '#guardrails/grant.ts';
import { aCode, PEOPLE } from './support/a-case.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, mira, lee, vic, agent } = PEOPLE;
const WHY = 'D-2 denies it.';

await onEachDatabase('a code that is marked senior', (at) => {
  const doubtful = (kind: 'code.accept' | 'code.add' = 'code.accept', by: Principal = dana) =>
    at.now.propose(
      aCode(kind, 'N17.9', {
        care: 'senior',
        preview: [
          { kind: 'title', text: 'N17.9' },
          { kind: 'note', tone: 'warning', text: `Needs a coding lead: ${WHY}` },
        ],
      }),
      at.now.actor(agent, by),
    );
  const approve = (proposal: string, by: Principal) => at.now.decided({ proposal, verdict: 'approved' }, at.now.actor(by));

  test('is not accepted by a coder: the reason is said, and to whom it can be put up', async () => {
    const { id } = await doubtful();

    expect(await approve(id, dana)).toEqual({
      status: 'refused',
      failure: 'not-allowed',
      says: `N17.9 (${id}) needs a coding lead: ${WHY} Nothing was decided. "escalate ${id}" puts it up to one; you may reject it as well.`,
    });
    expect(await at.now.effects()).toBe(0);
    expect(await at.now.entries(id)).toEqual(['proposal.made countersign-coder', 'decision.refused dana']);
  });

  test('is accepted by a coding lead, once, and under a signature that the effect is checked against', async () => {
    const { id } = await doubtful();
    await approve(id, dana);

    expect(await approve(id, lee)).toMatchObject({ status: 'decided', proposal: { state: 'approved', decidedBy: 'lee' } });
    expect(await at.now.effects()).toBe(1);
  });

  test.each(['routine', 'look'] as const)('is another than one that is marked %s, which a coder accepts', async (care) => {
    const { id } = await at.now.propose(aCode('code.accept', 'E78.5', { care }));

    expect(await approve(id, dana)).toMatchObject({ status: 'decided' });
  });

  test.each([dana, mira])('is rejected by a coder, whoever asked for it: $id', async (by) => {
    const { id } = await doubtful();

    expect(await at.now.decided({ proposal: id, verdict: 'rejected', reason: 'needs-query' }, at.now.actor(by))).toMatchObject({
      proposal: { state: 'rejected', decidedBy: by.id },
    });
  });

  test('is put up by a coder who did not ask for it, and then neither accepted nor rejected by one', async () => {
    const { id } = await doubtful();
    const put = await at.within((unit) => escalate(unit, { proposal: id }, at.now.actor(mira)));

    expect(put).toMatchObject({ status: 'decided', proposal: { escalatedBy: 'mira' } });
    for (const verdict of ['approved', 'rejected'] as const)
      expect(await at.now.decided({ proposal: id, verdict, reason: 'duplicate' }, at.now.actor(dana))).toMatchObject({
        failure: 'not-allowed',
        says: expect.stringContaining('to whom it was escalated') as string,
      });
    expect(await approve(id, lee)).toMatchObject({ status: 'decided' });
  });

  test('tells whoever has nothing to do with codes nothing of the chart', async () => {
    const { id } = await doubtful();

    expect(await approve(id, vic)).toMatchObject({ says: `vic may not decide ${id}: code.accept is decided by coding-lead.` });
  });

  test('is accepted by a coder to whom a coding lead lent the right, and not with a right taken for one’s own', async () => {
    const own = await doubtful();
    await at.within((unit) => breakGlass(unit, { roles: ['coding-lead'], reason: 'deadline' }, at.now.actor(dana)));
    await at.within((unit) => lend(unit, { to: 'mira', roles: ['coding-lead'], hours: 1 }, at.now.actor(lee)));

    expect(await approve(own.id, dana)).toMatchObject({ failure: 'not-allowed' });
    expect(await approve(own.id, mira)).toMatchObject({ status: 'decided' });
  });

  test('that a person added is accepted by another coding lead, and by no coder', async () => {
    const { id } = await doubtful('code.add');

    expect(await approve(id, mira)).toMatchObject({ failure: 'not-allowed' });
    expect(await approve(id, lee)).toMatchObject({ status: 'decided' });
  });

  test('is not got round by changing another code into it', async () => {
    const before = await at.now.propose();
    const draft = { ...aCode('code.accept', 'N17.9', { care: 'senior' }), kind: 'code.change' as const };
    const payload = { ...(draft.payload as object), replaces: before.subject };
    const { after } = await at.within((unit) =>
      change(unit, { proposal: before.id, reason: 'wrong-condition', draft: { ...draft, payload } }, at.now.actor(dana), 'propose_codes'),
    );

    for (const by of [dana, mira]) expect(await approve(after.id, by)).toMatchObject({ failure: 'not-allowed' });
    expect(await approve(after.id, lee)).toMatchObject({ status: 'decided' });
  });

  test('is decided by what was proposed: a mark that is made less in the database opens nothing', async () => {
    const { id } = await doubtful();
    await at.subject.asOwner(`update proposal set care = 'routine' where tenant = $1 and id = $2`, [at.now.tenant, id]);

    expect(await approve(id, dana)).toMatchObject({ status: 'refused', failure: 'altered' });
    expect(await at.now.effects()).toBe(0);
  });
});
