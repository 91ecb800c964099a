import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '#agent/turn.ts';
import { closeLapsed } from '#guardrails/lapse.ts';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import type { Audit } from '../ledger/audit.ts';
import { readConfig } from '../settings/config.ts';
import { createDesk } from './desk.ts';
import { createPlanning } from '../planning.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const NOBODY: Agent = {
  ask: () => Promise.resolve({ blocks: [], plan: { steps: [] }, outcomes: [], proposals: [] }),
  tell: () => Promise.resolve([]),
  catchUp: () => Promise.resolve(),
  plan: () => Promise.resolve({ steps: [] }),
};

const unasked = () => Promise.reject(new Error('nobody asks for it here'));
const NO_AUDIT: Audit = {
  verify: unasked,
  checkpoint: unasked,
  checkpointIfDue: unasked,
  prove: unasked,
  exportLeaves: unasked,
  rotateKey: unasked,
  sealer: { seal: unasked, isSealed: unasked },
};

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
});
afterAll(() => hospital.close());

async function aDesk(env: Readonly<Record<string, string>> = {}, agent: Agent = NOBODY) {
  const config = readConfig(env, ROOT);
  const { editions } = hospital.as('coder');
  const { store, tenant } = hospital;
  const sweep = async () => void (await store.within(tenant, (unit) => closeLapsed(unit, tenant)));
  const starter = { id: 'none', sha256: '', source: () => Promise.reject(new Error('no edition is loaded here')) as never };
  const planning = await createPlanning(config);
  return createDesk({
    store,
    editions,
    receivers: [],
    deliver: () => Promise.resolve(),
    tenant,
    config,
    starter,
    root: ROOT,
    sweep,
    planning,
    agent,
    audit: NO_AUDIT,
    kind: 'embedded',
  });
}

const expired = () =>
  hospital.store.within(hospital.tenant, async ({ ledger }) =>
    (await ledger.list({})).filter(({ leaf }) => leaf.act === 'proposal.expired').map(({ leaf }) => leaf.proposal),
  );

test.each([
  ['asks', 'I50.23', (desk: Awaited<ReturnType<typeof aDesk>>) => desk.ask({ conversation: 'c', text: 'what is waiting for me?' })],
  [
    'looks through a client',
    'N17.9',
    (desk: Awaited<ReturnType<typeof aDesk>>) => desk.call({ tool: 'list_work', input: {}, channel: 'mcp-stdio' }),
  ],
] as const)('what has lapsed is in the ledger, once, when somebody %s', async (_name, code, look) => {
  const desk = await aDesk();
  const held = await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: [code] });
  const [id] = held.status === 'held' ? held.proposals : [];
  await hospital.asOwner('update proposal set expires_at = clock_timestamp() where id = $1', [id]);
  expect(await expired()).not.toContain(id);

  await look(desk);
  await look(desk);

  expect((await expired()).filter((one) => one === id)).toEqual([id]);
});

test.each([
  ['--as', 'lee.okafor', {}],
  ['COUNTERSIGN_USER', undefined, { COUNTERSIGN_USER: 'lee.okafor' }],
])('outside the demo hospital %s names whoever speaks, if they are registered', async (_name, as, env) => {
  const heard: string[] = [];
  const listening: Agent = {
    ...NOBODY,
    ask: ({ actor }) => {
      heard.push(actor.principal.id);
      return NOBODY.ask({} as never);
    },
  };
  const desk = await aDesk({ COUNTERSIGN_DEMO: 'off', ...env }, listening);

  await desk.ask({ conversation: 'c', text: 'help', ...(as !== undefined && { as }) });

  expect(heard).toEqual(['lee.okafor']);
  await expect(desk.ask({ conversation: 'c', text: 'help', as: 'nobody.known' })).rejects.toMatchObject({ code: 'not-allowed' });
});

test('a client speaks for the person at it, and not for whoever owns the data', async () => {
  const desk = await aDesk();
  const call = { tool: 'read_document', input: { document: 'D-1042-9' }, channel: 'mcp-stdio' } as const;

  expect(await desk.call({ ...call, as: 'sam.ferro' })).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  expect(await desk.call(call)).toMatchObject({ status: 'done' });
  const made = await desk.call({
    tool: 'propose_codes',
    input: { encounter: 'E-1042', codes: ['Z87.01'] },
    channel: 'mcp-stdio',
    as: 'lee.okafor',
  });
  const [id = ''] = made.status === 'held' ? made.proposals : [];
  expect(await hospital.store.within(hospital.tenant, (unit) => unit.proposals.find(id))).toMatchObject({ onBehalfOf: 'lee.okafor' });
});

test('charts are brought in by those whom the policy names', async () => {
  const desk = await aDesk();
  const path = `${ROOT}/demo/hospital/E-2001`;

  await expect(desk.importCharts({ path, as: 'sam.ferro' })).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await desk.importCharts({ path })).toMatchObject({ refused: [] });
});

test('a trace is read by those who may have codes explained, and each reading and refusal is an entry', async () => {
  const desk = await aDesk();
  const trace = await hospital.ask('coder', 'suggest_codes', { encounter: 'E-1042' });
  const id = /T-[0-9a-f]{16}/.exec(JSON.stringify(trace))?.[0] ?? '';
  const size = () => hospital.store.within(hospital.tenant, async ({ ledger }) => (await ledger.head()).size);
  const before = await size();

  expect(await desk.trace({ id, as: 'dana.reyes' })).toMatchObject({ input: { encounter: 'E-1042' } });
  await expect(desk.trace({ id, as: 'sam.ferro' })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(desk.trace({ id: 'T-0000000000000000', as: 'dana.reyes' })).rejects.toMatchObject({ code: 'not-found' });
  const entries = await hospital.store.within(hospital.tenant, ({ ledger }) => ledger.list({ last: 3 }));
  expect((await size()) - before).toBe(3);
  expect(entries.map(({ leaf: { act, tool, failure } }) => [act, tool, failure])).toEqual([
    ['tool.read', 'read_trace', undefined],
    ['tool.refused', 'read_trace', 'not-allowed'],
    ['tool.refused', 'read_trace', 'not-found'],
  ]);
});

test('a check-up tells of the clock, the people without an account in chat and the editions of today, and of no chart', async () => {
  const found = await (await aDesk()).checkUp();

  expect(Math.abs(found.clockAheadMs)).toBeLessThan(5_000);
  expect(found).toMatchObject({ policy: hospital.policy.version, understaffed: [], people: 8 });
  expect(found.unlinked.slack).not.toContain('dana.reyes');
  expect(found.unlinked.teams).toContain('dana.reyes');
  expect(found.unlinked.slack).not.toContain('petra.vanhorn');
});
