import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { TOOLS } from '#tools/registry.ts';
import { SuggestedCodes } from '#tools/suggest-codes/tool.ts';
import { openHospital, resultOf, type Hospital, type Who } from '#tests/support/hospital.ts';
import { createAgent } from './create-agent.ts';
import { rulesPlanner } from './planners/rules.ts';
import type { Agent, Reply } from './turn.ts';

let hospital: Hospital;
let agent: Agent;
let ids = 0;
const folder = mkdtempSync(join(tmpdir(), 'countersign-effects-'));

beforeAll(async () => {
  hospital = await openHospital(['E-1043', 'E-2001']);
  const { store, editions } = hospital.as('coder');
  agent = createAgent({
    ...{ store, editions, tools: TOOLS, planner: rulesPlanner() },
    ...(await openCheckpoints(hospital.database.pool)),
    deliver: async () => void (await deliverOwed(store, hospital.tenant, [folderReceiver(folder)])),
    newId: () => `turn-${(ids += 1)}`,
  });
}, 60_000);
afterAll(() => hospital.close());

const ask = (text: string, { who = 'coder' }: { readonly who?: Who } = {}): Promise<Reply> =>
  agent.ask({ conversation: `c-${(ids += 1)}`, actor: hospital.as(who).actor, text });
const said = (blocks: Reply['blocks']): string => JSON.stringify(blocks);
const effects = (): number => readdirSync(folder).length;
const proposal = (id: string) => hospital.store.within(hospital.tenant, (unit) => unit.proposals.find(id));
const acts = (id: string) =>
  hospital.store.within(hospital.tenant, async (unit) => (await unit.ledger.list({ proposal: id })).map(({ leaf }) => leaf.act));
const listed = (encounter: string) => hospital.store.within(hospital.tenant, (unit) => unit.proposals.list({ encounter, limit: 200 }));
async function suggestedOn(encounter: string): Promise<readonly string[]> {
  const { suggestions } = resultOf(await hospital.ask('coder', 'suggest_codes', { encounter }), SuggestedCodes);
  return suggestions.map(({ code }) => code);
}

test('a code that was accepted is not accepted again: the answer says by whom, when and where, and nothing is made', async () => {
  const { proposals: first } = await ask('accept E03.9 on E-1043');
  const [before, entries] = [effects(), (await listed('E-1043')).length];

  const again = await ask('accept E03.9 on E-1043');
  const added = await ask('add E03.9 on E-1043');
  const rejected = await ask('reject E03.9 on E-1043, not supported');

  for (const { blocks, proposals } of [again, added, rejected]) {
    expect(said(blocks)).toMatch(
      new RegExp(`E03\\.9 was already accepted by Dana Reyes on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC \\(${first[0]}\\)`),
    );
    expect(proposals).toEqual([]);
  }
  expect([effects(), (await listed('E-1043')).length]).toEqual([before, entries]);
});

test('four people who accept one code at once make one approval and one effect', async () => {
  const before = effects();

  const replies = await Promise.all([1, 2, 3, 4].map(() => ask('accept K21.9 on E-1043')));

  const made = (await listed('E-1043')).filter(({ subject }) => subject === 'K21.9');
  expect(made.map(({ state }) => state)).toEqual(['approved']);
  expect(effects()).toBe(before + 1);
  expect(replies.filter(({ blocks }) => /K21\.9 was already accepted|was already approved/.test(said(blocks)))).toHaveLength(3);
});

test('putting all codes up leaves out what was accepted or rejected, and says which and why', async () => {
  const [first = '', second = ''] = await suggestedOn('E-2001');
  await ask(`accept ${first} on E-2001`);
  await ask(`reject ${second} on E-2001, copied forward`);

  const { blocks, proposals } = await ask('propose the codes for E-2001');

  const waiting = (await listed('E-2001')).filter(({ state }) => state === 'pending').map(({ subject }) => subject);
  expect(proposals.length).toBeGreaterThan(0);
  expect(waiting).not.toContain(first);
  expect(waiting).not.toContain(second);
  expect(said(blocks)).toMatch(new RegExp(`${first} was already accepted by Dana Reyes`));
  expect(said(blocks)).toMatch(new RegExp(`${second} was rejected by Dana Reyes on [^"]*: copied forward`));
});

test('a rejected code that is named again gets a new proposal whose card says who rejected it, when and why, however often it is asked', async () => {
  await ask('reject E87.6 on E-1043, statin is for prevention');

  const { proposals } = await ask('propose E87.6 on E-1043');
  const { proposals: same } = await ask('propose E87.6 on E-1043');
  const { blocks } = await ask('accept E87.6 on E-1043', { who: 'mira' });

  expect(same).toEqual(proposals);
  expect(said((await proposal(proposals[0] ?? ''))?.preview ?? [])).toMatch(
    /E87\.6 was rejected by Dana Reyes on \d{4}-\d\d-\d\d \d\d:\d\d UTC \(P-\d+\): statin is for prevention/,
  );
  expect(said(blocks)).toContain('statin is for prevention');
  expect(await proposal(proposals[0] ?? '')).toMatchObject({ state: 'approved', decidedBy: 'mira.solberg' });
});

test('whoever asked for a code takes it back while it waits, and may propose it again; nobody else does, and nothing is carried out', async () => {
  const before = effects();
  const { proposals } = await ask('add I48.91 on E-1043');
  const [id = ''] = proposals;

  const other = await ask(`withdraw ${id}`, { who: 'mira' });
  const own = await ask(`withdraw ${id}, wrong patient`);
  const again = await ask(`withdraw ${id}`);
  const approved = await ask(`approve ${id}`, { who: 'mira' });
  const anew = await ask('add I48.91 on E-1043');

  expect(said(other.blocks)).toContain('only by whoever asked for it: dana.reyes');
  expect(said(own.blocks)).toContain(`${id}  withdrawn`);
  for (const { blocks } of [again, approved]) expect(said(blocks)).toContain(`${id} was withdrawn by whoever asked for it`);
  expect(anew.proposals).not.toEqual([id]);
  expect(await acts(id)).toEqual(['proposal.made', 'decision.refused', 'proposal.withdrawn', 'decision.refused', 'decision.refused']);
  expect(effects()).toBe(before);
});

test('the codes and the reasons for one say how each stands, by whom and under which proposal', async () => {
  const [accepted, rejected, waiting] = ['N39.0', 'Z85.3', 'B96.20'];
  await ask(`accept ${accepted} on E-1043`);
  await ask(`reject ${rejected} on E-1043, not treated`);
  await ask(`propose ${waiting} on E-1043`);

  const codes = said((await ask('code E-1043')).blocks);

  for (const [code, words] of [
    [accepted, 'accepted by Dana Reyes on '],
    [rejected, 'rejected by Dana Reyes on '],
    [waiting, 'waits for a decision since '],
  ] as const) {
    expect(said((await ask(`why ${code} on E-1043?`)).blocks)).toMatch(new RegExp(`${code} (?:was )?${words}[^"]*\\(P-\\d+\\)`));
    expect(codes).toContain(words);
  }
});

test('"accept it" decides nothing where what the conversation is about was changed in the database since the question', async () => {
  const [conversation, actor] = ['c-changed', hospital.as('coder').actor];
  const about = (text: string) => agent.ask({ conversation, actor, text });
  await about('why was I10 suggested on E-2001?');
  const [before, count] = [effects(), (await listed('E-1043')).length];
  const decided = (await listed('E-1043')).map(({ subject }) => subject);
  const other = (await suggestedOn('E-1043')).find((code) => !decided.includes(code));
  expect(other).toBeDefined();
  await hospital.asOwner(`update conversation set encounter = 'E-1043', code = $2 where id = $1`, [conversation, other]);

  const { blocks } = await about('accept it');

  expect(said(blocks)).toContain('Which one? Name the code');
  expect([effects(), (await listed('E-1043')).length]).toEqual([before, count]);
});
