import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWriteOff, POLICY_TEXT } from '#tests/support/a-case.ts';
import { openAskedAgent, saidIn, type AskedAgent } from '#tests/support/asked-agent.ts';

let at: AskedAgent;
beforeAll(async () => {
  at = await openAskedAgent(['E-1042', 'E-1043']);
}, 60_000);
afterAll(() => at.hospital.close());

const size = () => at.hospital.store.within(at.hospital.tenant, async (unit) => (await unit.ledger.head()).size);
const open = (encounter: string) =>
  at.hospital.store.within(at.hospital.tenant, (unit) => unit.proposals.list({ encounter, state: 'pending', limit: 200 }));

describe('a change', () => {
  test('of a suggested code: the first is closed for the other, which waits for a second person, and nothing is carried out', async () => {
    const before = at.effects();
    const { proposals: waiting } = await at.ask('propose I25.10 on E-1042');
    const [first = ''] = waiting;

    const reply = await at.ask('change I25.10 to I25.110 on E-1042, wrong type');
    const [second = ''] = reply.proposals.filter((id) => id !== first);

    expect(await at.proposal(first)).toMatchObject({ state: 'superseded', replacedBy: second });
    expect(await at.proposal(second)).toMatchObject({
      state: 'pending',
      kind: 'code.change',
      subject: 'I25.110',
      maker: 'dana.reyes',
      care: 'look',
      payload: { code: 'I25.110', replaces: 'I25.10' },
    });
    expect(await at.acts(first)).toEqual(['proposal.made', 'proposal.changed']);
    expect((await at.entries(first)).at(-1)?.about).toMatchObject({ reason: 'wrong-type', to: second });
    expect(saidIn(reply)).toMatch(
      new RegExp(
        `^${first} changed into ${second} ${first} I25\\.10 on E-1042, superseded by ${second} ${second} code\\.change I25\\.110, pending: another coder or coding-lead decides it I25\\.110 `,
      ),
    );
    expect(saidIn(reply)).toContain('in the place of I25.10.');
    expect(at.effects()).toBe(before);
  });

  test('is then decided by another person, and not by whoever changed it', async () => {
    const { proposals } = await at.ask('change Z95.5 to Z95.1 on E-1042, wrong condition');
    const id = proposals.at(0) ?? '';
    const before = at.effects();

    const own = await at.ask(`approve ${id}`);
    const other = await at.ask(`approve ${id}`, { who: 'mira' });

    expect(own.refused).toBe('not-allowed');
    expect(saidIn(other)).toContain(`${id} approved`);
    expect(at.effects()).toBe(before + 1);
  });

  test('by proposal, of a code that a person added into one that the program supports, may be decided by whoever changed it', async () => {
    const { proposals } = await at.ask('add E11.65 on E-1042', { who: 'mira' });
    const [added = ''] = proposals;

    const changed = await at.ask(`change ${added} to E11.22, wrong condition`);
    const [next = ''] = changed.proposals.filter((id) => id !== added);
    const approved = await at.ask(`approve ${next}`);

    expect(await at.proposal(next)).toMatchObject({ kind: 'code.change', care: 'routine', state: 'approved', decidedBy: 'dana.reyes' });
    expect(saidIn(changed)).toContain('coder or coding-lead decides it, you among them');
    expect(saidIn(approved)).toContain(`${next} approved`);
  });

  test('to what the chart denies takes senior care', async () => {
    const { proposals } = await at.ask('change I50.23 to I50.33 on E-1042, wrong type');

    expect(await at.proposal(proposals[0])).toMatchObject({ kind: 'code.change', care: 'senior' });
  });

  test.each([
    ['a header', 'change N18.32 to N18.3 on E-1042, less specific', 'N18.3 is a header and cannot be reported'],
    ['a code that there is not', 'change N18.32 to N18.99 on E-1042, more specific', 'N18.99 is not a code of ICD-10-CM FY2026'],
    ['the same code', 'change N18.32 to N18.32 on E-1042, more specific', 'proposes N18.32 already'],
  ])('into %s is refused with the reason, in the ledger too, and nothing is closed', async (_name, text, says) => {
    const { proposals } = await at.ask('propose N18.32 on E-1042');
    const [id = ''] = proposals;

    const reply = await at.ask(text);

    expect(reply.refused).toBe('bad-input');
    expect(saidIn(reply)).toContain(says);
    expect((await at.proposal(id))?.state).toBe('pending');
    expect(await at.last()).toMatchObject({
      leaf: { act: 'decision.refused', failure: 'bad-input', proposal: id },
      about: { verdict: 'changed' },
    });
  });

  test('into a header of a code that was not even proposed puts nothing up', async () => {
    const before = (await open('E-1043')).length;

    const reply = await at.ask('change I10 to N18.3 on E-1043, wrong condition');

    expect(saidIn(reply)).toContain('N18.3 is a header');
    expect(await open('E-1043')).toHaveLength(before);
  });

  test('into a code that was accepted already is refused, and nothing is closed', async () => {
    await at.ask('accept D63.1 on E-1042');
    const { proposals } = await at.ask('propose I25.2 on E-1042');

    const reply = await at.ask('change I25.2 to D63.1 on E-1042, wrong condition');

    expect(saidIn(reply)).toContain('D63.1 was already accepted by Dana Reyes');
    expect((await at.proposal(proposals[0]))?.state).toBe('pending');
  });

  test('without a reason shows the menu of changes, puts nothing up, and says how to write it', async () => {
    const before = [await size(), (await open('E-1043')).length];

    const reply = await at.ask('change I10 to I11.0 on E-1043');

    expect(reply.refused).toBe('bad-input');
    expect(saidIn(reply)).toContain(
      '! Nothing was decided: a change has a reason. more-specific The documents support a more specific code',
    );
    expect(saidIn(reply)).toContain('"change I10 on E-1043 to I11.0, more-specific"');
    expect((await open('E-1043')).length).toBe(before[1]);
  });

  test('of what is no code is refused with what to do instead', async () => {
    const { id } = await at.hold(aWriteOff(10_000), 'biller');

    const reply = await at.ask(`change ${id} to I10, wrong account`, { who: 'billingLead' });

    expect(saidIn(reply)).toContain(`${id} is write-off.post, and only a code is changed in this way. Withdraw it`);
    expect((await at.proposal(id))?.state).toBe('pending');
  });

  test.each([
    ['a person who may not decide it', { who: 'cdi' }, 'may not decide'],
    ['an agent for a coder', { who: 'agent', onBehalfOf: 'coder' }, 'Only a person'],
    ['a client for a lead', { who: 'client', onBehalfOf: 'lead' }, 'Only a person'],
    ['a person who speaks for another', { who: 'coder', onBehalfOf: 'lead' }, 'Only a person'],
  ] as const)('by %s is refused, with an entry, before anything is said of the code or the chart', async (_name, by, says) => {
    const { proposals } = await at.ask('propose Z79.4 on E-1042');
    const [id = ''] = proposals;

    const reply = await at.ask(`change ${id} to N18.3, wrong type`, by);

    expect(saidIn(reply)).toContain(says);
    expect((await at.proposal(id))?.state).toBe('pending');
    expect((await at.last())?.leaf).toMatchObject({ act: 'decision.refused', failure: 'not-allowed', proposal: id });
  });
});

describe('an escalation', () => {
  test('says who decides now, decides nothing, and from then on only they may', async () => {
    const { proposals } = await at.ask('propose Z87.891 on E-1042');
    const [id = ''] = proposals;

    const reply = await at.ask(`escalate ${id}, the two notes disagree`);
    const own = await at.ask(`approve ${id}`);
    const lead = await at.ask(`approve ${id}`, { who: 'lead' });

    expect(saidIn(reply)).toMatch(new RegExp(`^${id} escalated .* Nothing was decided: coding-lead or compliance decides it now\\.$`));
    expect(own.refused).toBe('not-allowed');
    expect(saidIn(lead)).toContain(`${id} approved`);
    expect(await at.acts(id)).toEqual(['proposal.made', 'proposal.escalated', 'decision.refused', 'proposal.approved', 'effect.done']);
  });

  test('of a suggested code puts it up first; a second one is refused', async () => {
    const { proposals } = await at.ask('escalate Z79.82 on E-1042, contested');
    const again = await at.ask('escalate Z79.82 on E-1042');

    expect(await at.proposal(proposals[0])).toMatchObject({ state: 'pending', escalatedBy: 'dana.reyes' });
    expect(saidIn(again)).toContain('was escalated already, by dana.reyes');
  });

  test('by no person is refused', async () => {
    const { proposals } = await at.ask('propose Z82.49 on E-1042');

    const reply = await at.ask(`escalate ${proposals[0]}`, { who: 'agent', onBehalfOf: 'coder' });

    expect(saidIn(reply)).toContain('Only a person');
    expect(await at.proposal(proposals[0])).not.toHaveProperty('escalatedBy');
  });
});

describe('a rejection', () => {
  test('without a reason shows the menu, decides nothing, and puts up nothing that was not there', async () => {
    const before = (await open('E-1043')).length;

    const reply = await at.ask('reject E03.9 on E-1043');

    expect(saidIn(reply)).toMatch(
      /^! Nothing was decided: a rejection has a reason\. not-supported The documents do not support it not-reportable /,
    );
    expect(saidIn(reply)).toContain('"reject E03.9 on E-1043, not-supported"');
    expect(await open('E-1043')).toHaveLength(before);
  });

  test('of what waits, without a reason, is an entry, and the menu is that of its kind', async () => {
    const { id } = await at.hold(aWriteOff(20_000), 'biller');

    const reply = await at.ask(`reject ${id}`, { who: 'billingLead' });

    expect(saidIn(reply)).toContain('wrong-amount The amount is wrong');
    expect(await at.acts(id)).toEqual(['proposal.made', 'decision.refused']);
  });

  test.each([
    ['its key', 'not-supported', { reason: 'not-supported' }],
    ['its words', 'not supported', { reason: 'not-supported' }],
    ['its sentence', 'the documents do not support it', { reason: 'not-supported' }],
    ['its words and a note', 'not supported: labs were normal', { reason: 'not-supported', note: 'labs were normal' }],
    ['words of the person', 'creatinine was at baseline', { reason: 'other', note: 'creatinine was at baseline' }],
  ])('takes the reason by %s', async (_name, words, kept) => {
    const { proposals } = await at.ask(`add K21.9 on E-1042`, { who: 'mira' });

    await at.ask(`reject ${proposals[0]}, ${words}`);

    expect(await at.proposal(proposals[0])).toMatchObject({ state: 'rejected', ...kept });
  });

  test('under a menu without "other" is refused for other words, with the menu', async () => {
    const { proposals } = await at.ask('propose N39.0 on E-1043');
    await at.adopt(policyWithoutOther());

    const { proposals: anew } = await at.ask('propose N39.0 on E-1043');
    const reply = await at.ask(`reject ${anew[0]}, my own words`);
    await at.adopt();

    expect(anew).not.toEqual(proposals);
    expect(saidIn(reply)).toContain('! Nothing was decided: a rejection has one of these reasons.');
    expect((await at.proposal(anew[0]))?.state).toBe('pending');
  });
});

function policyWithoutOther(): string {
  return POLICY_TEXT.replace(/( +duplicate: .*\n) +other: .*\n/, '$1');
}
