import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAskedAgent, saidIn, type AskedAgent } from '#tests/support/asked-agent.ts';

let at: AskedAgent;
let id = '';
beforeAll(async () => {
  at = await openAskedAgent(['E-1042']);
  [id = ''] = (await at.ask('propose N17.9 on E-1042')).proposals;
}, 60_000);
afterAll(() => at.hospital.close());

const REFUSED = /N17\.9 \(P-\d+\) needs a coding lead: D-1042-7 denies it, by another provider\. .* "escalate P-\d+" puts it up to one/;

test('the list of codes and the explanation say at once who may accept a code that the chart contradicts', async () => {
  const list = saidIn(await at.ask('code E-1042'));

  expect(list).toMatch(/ Needs a coding lead - N17\.9 {1,2}Acute kidney failure, unspecified /);
  expect(list).toContain('N17.9 is accepted by a coding lead: "escalate N17.9" puts it up to one.');
  expect(saidIn(await at.ask('why N17.9 on E-1042?'))).toContain('Accepting it needs a coding lead.');
  expect(saidIn(await at.ask(`show ${id}`))).toContain('! Needs a coding lead: D-1042-7 denies it, by another provider.');
});

test.each([
  ['the code', 'accept N17.9 on E-1042'],
  ['the proposal', 'approve P-1'],
  ['several at once', 'accept N17.9 and I99.8 on E-1042'],
])('a coder who accepts it by %s is refused with the reason, and the refusal is an entry', async (_name, text) => {
  const before = (await at.acts(id)).length;
  const reply = await at.ask(text);

  expect(reply.refused).toBe('not-allowed');
  expect(saidIn(reply)).toMatch(REFUSED);
  expect((await at.acts(id)).slice(before)).toEqual(['decision.refused']);
});

test('a coder who accepts it by a button or a command is refused in the same words', async () => {
  const { digest = '' } = (await at.proposal(id)) ?? {};
  const reply = await at.order([{ verdict: 'accept', proposal: id, seen: digest }]);

  expect(reply.refused).toBe('not-allowed');
  expect(saidIn(reply)).toMatch(REFUSED);
  expect([at.effects(), (await at.proposal(id))?.state]).toEqual([0, 'pending']);
});

test('it waits for the coding lead and not for the coder, who changes another code into it in vain', async () => {
  expect(saidIn(await at.ask('what is waiting for me?'))).not.toContain(`[${id}]`);
  expect(saidIn(await at.ask('what is waiting for me?', { who: 'lead' }))).toContain(`[${id}]`);

  const changed = await at.ask('change E78.5 to N17.9 on E-1042, wrong condition');
  const [, next = ''] = /(P-\d+) code\.change N17\.9/.exec(saidIn(changed)) ?? [];

  expect(saidIn(changed)).toContain('code.change N17.9, pending: another coding-lead decides it');
  expect((await at.ask(`approve ${next}`, { who: 'mira' })).refused).toBe('not-allowed');
  await at.ask(`reject ${next}, wrong-code`, { who: 'mira' });
});

test('the coding lead accepts what the coder put up, and is told no more whom it needed', async () => {
  await at.ask(`escalate ${id}, contested`);
  const reply = await at.ask(`approve ${id}`, { who: 'lead' });

  expect(saidIn(reply)).toContain('approved by Lee Okafor');
  expect(saidIn(reply)).not.toContain('Needs a coding lead');
  expect(at.effects()).toBe(1);
});
