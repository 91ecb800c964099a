import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentParts } from '#agent/agent-parts.ts';
import { createAgent } from '#agent/create-agent.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { importCharts } from '#app/import-charts.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { chatModel } from '#connectors/llm/chat-model.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import type { Store } from '#guardrails/unit.ts';
import { TOOLS } from '#tools/registry.ts';
import { chartFiles } from './support/chart-files.ts';
import { databases } from './support/databases.ts';
import { fill, type Hospital, type Who } from './support/hospital.ts';
import { scriptedModel, type ScriptedModel } from './support/scripted-model.ts';
import { startedFolder } from './support/started-folder.ts';
import { run } from './support/terminal.ts';

/** Words that stand in no dictionary: one in each field of a chart, one in questions, one in the reasons of decisions. */
const CANARY = {
  sentence: 'quorblixine',
  evidence: 'vuttermere',
  title: 'Zaffrinel',
  author: 'Oxtwhistle',
  family: 'Brackleworm',
  reason: 'thrunglewheeze',
  observation: 'plimsorbate',
  question: 'gnarvelton',
  verdict: 'skorrimund',
} as const;
const CANARIES = Object.values(CANARY).map((word) => word.toLowerCase());

/** The tables of a chart, of a card with its evidence, and of what the coder read. Every other one MUST have no word of a chart. */
const CHART_TABLES = ['document', 'encounter', 'observation', 'passage', 'proposal', 'trace'].map((name) => `countersign.${name}`);
/** Where a person's own reason for a decision is kept: on the decided card, and beside the leaf of its entry. */
const REASON_TABLES = ['countersign.proposal'];

const folder = chartFiles({
  encounter: 'E-5001',
  family: CANARY.family,
  reason: CANARY.reason,
  observation: CANARY.observation,
  notes: [
    {
      title: `Discharge Summary ${CANARY.title}`,
      author: `Ida ${CANARY.author}, MD`,
      text: `Hospital course:\nThe ${CANARY.sentence} regimen was continued.\n\nDischarge diagnoses:\n1. Acute on chronic systolic heart failure, ${CANARY.evidence} grade\n2. Pneumonia\n3. Hypertension\n`,
    },
  ],
});

/** The words that a text has. The index for searching keeps their stems, so the start of a word is enough. */
const found = (text: string): string[] => CANARIES.filter((word) => text.toLowerCase().includes(word.slice(0, 8)));

/** A value as one would read it with a database client, bytes as the text that they may be. */
function readable(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is written to the two streams of this process while something runs. */
async function printedWhile(work: () => Promise<void>): Promise<string> {
  const said: string[] = [];
  const streams = [process.stdout, process.stderr];
  const written = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      said.push(readable(chunk));
      return true;
    };
  }
  try {
    await work();
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = written[at]!;
  }
  return said.join('');
}

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name, after a whole conversation', ({ open }) => {
  const effects = mkdtempSync(join(tmpdir(), 'countersign-words-'));
  let hospital: Hospital;
  let model: ScriptedModel;
  let printed: string;
  let answers = '';
  let thrown: unknown;
  let ids = 0;

  /** A receiver that breaks with words of the chart on its lips. */
  const breaking: Receiver = {
    name: 'a stub',
    kinds: ['code.accept', 'code.add'],
    find: () => Promise.resolve('cannot tell'),
    receive: () => Promise.reject(new Error(`cannot write ${CANARY.evidence} of ${CANARY.family}`)),
  };

  beforeAll(async () => {
    hospital = await fill(await open(), []);
    model = await scriptedModel({ says: `The note says "${CANARY.sentence} regimen".` }, { says: 'It is all about skorrimund, P-99.' });
    printed = await printedWhile(converse);
  }, 120_000);
  afterAll(async () => {
    await model.close();
    await hospital.close();
  });

  async function converse(): Promise<void> {
    const { store, tenant } = hospital;
    await importCharts(store, tenant, folder, { actor: 'dana.reyes', channel: 'terminal' });
    let receivers: Receiver[] = [folderReceiver(effects)];
    const { editions } = hospital.as('coder');
    const parts: AgentParts = {
      ...{ store, editions, tools: TOOLS, planner: rulesPlanner() },
      ...(await openCheckpoints(hospital.database.pool)),
      composer: await chatModel({ provider: 'openai', model: 'scripted', url: `${model.url}/v1` }),
      deliver: async () => void (await deliverOwed(store, tenant, receivers)),
      newId: () => `turn-${(ids += 1)}`,
    };
    const agent = createAgent(parts);
    const ask = async (text: string, who: Who = 'coder'): Promise<void> => {
      const { blocks } = await agent.ask({ conversation: 'talk', actor: hospital.as(who).actor, text });
      answers += JSON.stringify(blocks);
    };
    await ask(`what does the chart say about ${CANARY.sentence} on E-5001?`);
    await ask('code it');
    await ask('why was I50.23 suggested?');
    await ask(`find ${CANARY.question}`);
    await ask(`why was ${CANARY.question} suggested?`);
    await ask('read the discharge summary');
    await ask(`code E-${CANARY.question}`);
    await ask('why I50.23 on E-5001?', 'biller');
    await ask('accept I50.23 on E-5001');
    await ask(`reject J18.9 on E-5001, ${CANARY.verdict} is no pneumonia`);
    await ask(`approve P-77, ${CANARY.verdict}`);
    await ask('approve P-1', 'biller');
    receivers = [breaking];
    await ask('accept I11.0 on E-5001');
    await ask('propose everything on E-5001 and add Z79.4 on E-5001');
    await ask('show the ledger for E-5001');
    const unable: Store<SetUpUnit> = { within: () => Promise.reject(new Error(`no room for ${CANARY.sentence}`)) };
    thrown = await createAgent({ ...parts, store: unable })
      .ask({ conversation: 'other', actor: hospital.as('coder').actor, text: 'code E-5001' })
      .catch((why: unknown) => why);
  }

  /** Every table of the database that is not the server's own, with its rows as text. */
  async function tables(): Promise<ReadonlyMap<string, string>> {
    const names = await hospital.asOwner<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
    );
    const dumped = new Map<string, string>();
    for (const { schema, name } of names) {
      const rows = await hospital.asOwner(`select * from "${schema}"."${name}"`);
      dumped.set(`${schema}.${name}`, rows.flatMap((row) => Object.values(row).map(readable)).join('\n'));
    }
    return dumped;
  }

  test('it did all of this: answers with words of the chart, a turn that waits, effects done and unknown, an error thrown', async () => {
    const counts = Object.fromEntries(
      await Promise.all(
        ['checkpoints.checkpoints', 'checkpoints.waiting_turn', 'countersign.outbox', 'countersign.ledger_entry'].map(
          async (table) => [table, (await hospital.asOwner<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n] as const,
        ),
      ),
    );
    const states = await hospital.asOwner<{ state: string }>('select state from outbox order by owed_at');

    expect(found(answers)).toEqual(expect.arrayContaining([CANARY.sentence, CANARY.evidence, CANARY.verdict]));
    expect(model.asked.join(' ')).toContain(CANARY.sentence);
    expect(String(thrown)).toContain(CANARY.sentence);
    expect(states.map(({ state }) => state)).toEqual(['done', 'unknown']);
    expect(counts['checkpoints.checkpoints']).toBeGreaterThan(0);
    expect(counts['checkpoints.waiting_turn']).toBeGreaterThan(0);
    expect(counts['countersign.ledger_entry']).toBeGreaterThan(15);
  });

  test('the words stand where they are kept, so that this test can see them', async () => {
    const dumped = await tables();

    expect(found(dumped.get('countersign.document') ?? '')).toEqual(
      [CANARY.sentence, CANARY.evidence, CANARY.title, CANARY.author].map((word) => word.toLowerCase()),
    );
    expect(found(dumped.get('countersign.encounter') ?? '')).toEqual([CANARY.family, CANARY.reason].map((word) => word.toLowerCase()));
    expect(found(dumped.get('countersign.proposal') ?? '')).toContain(CANARY.verdict);
  });

  test('no other table has one: no checkpoint, no outbox row, no ledger entry, no conversation', async () => {
    const having = [...(await tables())].flatMap(([name, rows]) => found(rows).map((word) => [name, word] as const));
    const ofReasons = having.filter(([, word]) => word === CANARY.verdict);

    expect([...new Set(having.filter((one) => !ofReasons.includes(one)).map(([name]) => name))]).toEqual(CHART_TABLES);
    expect(ofReasons.map(([name]) => name)).toEqual(REASON_TABLES);
    expect(having.filter(([, word]) => word === CANARY.question)).toEqual([]);
  });

  test('no leaf of the ledger has one, not even of a reason', async () => {
    const leaves = await hospital.asOwner<{ leaf: string }>('select leaf from ledger_entry');

    expect(found(leaves.map(({ leaf }) => leaf).join(' '))).toEqual([]);
  });

  test('what was handed to the receiver has none', () => {
    const files = readdirSync(effects).map((name) => readFileSync(join(effects, name), 'utf8'));

    expect(files).toHaveLength(1);
    expect(files[0]).toContain('I50.23');
    expect(found(files.join(' '))).toEqual([]);
  });

  test('nothing of it was printed', () => {
    expect(found(printed)).toEqual([]);
  });
});

describe('a process of its own', { timeout: 120_000 }, () => {
  const settings = { COUNTERSIGN_DATA_DIR: mkdtempSync(join(tmpdir(), 'countersign-words-')), COUNTERSIGN_HTTP_PORT: 'off' };

  test('prints the words in an answer alone, and none beside it, whatever goes wrong', async () => {
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    const imported = await run(['import', folder], settings);
    const answered = await run(['ask', `what does the chart say about ${CANARY.sentence} on E-5001?`], settings);
    const call = { name: 'search_chart', arguments: { encounter: 'E-5001', query: CANARY.question, document: CANARY.title } };
    const others = [
      await run(['ask', `approve ${CANARY.question}`], settings),
      await run(['ask', 'code E-5001', '--as', 'nobody.here'], settings),
      await run(['mcp'], settings, `${CANARY.question}\n{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${JSON.stringify(call)}}\n`),
      await run(['import', join(folder, '01-note.txt'), CANARY.question], settings),
      await run(['trace', 'T-0'], settings),
    ];

    expect(imported.status).toBe(0);
    expect(found(answered.stdout)).toContain(CANARY.sentence);
    expect(found([imported.stdout, imported.stderr, answered.stderr].join(' '))).toEqual([]);
    expect(found(others.map(({ stderr }) => stderr.replace(/^.*Usage.*$/gm, '')).join(' '))).toEqual([]);
  });
});
