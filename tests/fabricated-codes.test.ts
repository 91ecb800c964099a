import { MemorySaver } from '@langchain/langgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentParts } from '#agent/agent-parts.ts';
import { createAgent } from '#agent/create-agent.ts';
import { checkGrounding } from '#agent/grounding/check-grounding.ts';
import { modelPlanner } from '#agent/planners/model.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Agent, Reply } from '#agent/turn.ts';
import { importCharts } from '#app/import-charts.ts';
import { chatModel } from '#connectors/llm/chat-model.ts';
import { Chart } from '#core/chart/chart.ts';
import { LocalDate, readIcd10Cm } from '#core/codes.ts';
import { whyUnfit } from '#core/coder/set/fits-patient.ts';
import type { JsonValue } from '#guardrails/audit/canonical-json.ts';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';
import { TOOLS } from '#tools/registry.ts';
import { aChart } from './support/a-chart.ts';
import { chartFiles } from './support/chart-files.ts';
import { databases } from './support/databases.ts';
import { diceOf, drawn } from './support/dice.ts';
import { FABRICATED_KINDS, fabricatedCodes } from './support/fabricated-codes.ts';
import { fill, resultOf, type Hospital } from './support/hospital.ts';
import { rounds } from './support/rounds.ts';
import { scriptedModel, type Scripted } from './support/scripted-model.ts';
import { starterSource } from './support/starter.ts';

/** The bar asks for 5,000. */
const COUNT = rounds({ full: 5_000, quick: 1_000 });
/** PostgreSQL runs the same tools, so every tenth is enough to see that nothing else happens there. */
const EVERY = { embedded: 1, postgres: 10 } as const;
/** A model is a server, so each question to it takes longer. */
const COUNT_BY_MODEL = rounds({ full: 240, quick: 60 });
const HERE = 'E-3100';
/** A letter or two alone, or a mark, states nothing in a sentence. */
const READS_LIKE_A_CODE = /\p{L}.*\d/u;

const codes = starterSource().codes;
const fabricated = fabricatedCodes(codes, COUNT, 20_260_314);
const billable = codes.filter((row) => row.billable).map(({ code }) => code);
/** The patient of `HERE`, and a boy. */
const SHE = { sex: 'female', birthDate: LocalDate.parse('1951-02-03') } as const;
const HE = { sex: 'male', birthDate: LocalDate.parse('2019-06-01') } as const;
const DAY = LocalDate.parse('2026-03-12');
/** Real codes from all over the edition, as people type them; each must get through every door. */
const real = billable.filter((code, at) => at % 601 === 0 && whyUnfit(code, SHE, DAY) === undefined);
/** As many that are on no card yet. */
const others = billable.filter((code, at) => at % 601 === 300 && whyUnfit(code, SHE, DAY) === undefined);
/** Codes of the other sex, or of another age, for each of the two. */
const UNFIT = rounds({ full: 500, quick: 150 });
const unfitFor = (patient: typeof SHE | typeof HE) =>
  drawn(
    billable.filter((code) => whyUnfit(code, patient, DAY) !== undefined),
    UNFIT,
    diceOf(4_711),
  );
const typedLoosely = (code: string, at: number): string => [code, code.toLowerCase(), code.replace('.', ''), ` ${code} `][at % 4] ?? code;

/** A day for which no edition is there. */
const LATE = { encounter: 'E-3001', day: '2026-11-03' };
const NOTES = ['Discharge diagnoses:\n1. Community acquired pneumonia\n'];
const BOY = Chart.parse({ ...aChart('outpatient', ['Assessment:\nAcute otitis media.']), patient: { id: 'P-9', ...HE } });

test('5,000 different ones are made, of every kind, and the same each time', () => {
  expect(new Set(fabricated.map(({ typed }) => typed)).size).toBe(COUNT);
  expect(new Set(fabricated.map(({ kind }) => kind)).size).toBe(FABRICATED_KINDS.length);
  expect(fabricatedCodes(codes, 50, 7)).toEqual(fabricatedCodes(codes, 50, 7));
  expect(real.length).toBeGreaterThan(20);
});

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name', { timeout: 240_000 }, ({ name, open }) => {
  const asked = fabricated.filter((_one, at) => at % EVERY[name] === 0);
  let hospital: Hospital;
  let agent: Agent;
  let ids = 0;
  beforeAll(async () => {
    hospital = await fill(await open(), [], [BOY]);
    for (const stay of [{ encounter: HERE }, LATE]) {
      const folder = chartFiles({ ...stay, family: 'Fabian', notes: NOTES });
      await importCharts(hospital.store, hospital.tenant, folder, { actor: 'countersign', channel: 'system' });
    }
    agent = anAgent();
  });
  afterAll(() => hospital.close());

  /** The codes that stand on a card, in the order in which they were put there. */
  const onCards = async (): Promise<string[]> =>
    (await hospital.asOwner<{ subject: string }>('select subject from proposal order by number')).map(({ subject }) => subject);
  /** What comes to stand on cards while something is done. */
  async function cardsOf(run: () => Promise<unknown>): Promise<string[]> {
    const before = (await onCards()).length;
    await run();
    return (await onCards()).slice(before);
  }
  function anAgent(parts: Partial<AgentParts> = {}): Agent {
    const { store, editions } = hospital.as('coder');
    return createAgent({
      ...{ store, editions, tools: TOOLS, planner: rulesPlanner(), checkpointer: new MemorySaver() },
      waiting: {
        add: () => Promise.resolve(),
        remove: () => Promise.resolve(),
        threadsOf: () => Promise.resolve([]),
        trim: () => Promise.resolve(),
        untold: () => Promise.resolve([]),
        leftOver: () => Promise.resolve([]),
        alone: (_tenant, _thread, work) => work(),
      },
      deliver: () => Promise.resolve(),
      newId: () => `turn-${(ids += 1)}`,
      ...parts,
    });
  }
  const ask = (text: string, of: Agent = agent): Promise<Reply> =>
    of.ask({ conversation: `c-${(ids += 1)}`, actor: hospital.as('coder').actor, text });
  async function withModel<T>(scripts: readonly Scripted[], use: (model: Awaited<ReturnType<typeof chatModel>>) => Promise<T>): Promise<T> {
    const [first, ...more] = scripts;
    if (first === undefined) throw new Error('a model needs something to say');
    const endpoint = await scriptedModel(first, ...more);
    try {
      return await use(await chatModel({ provider: 'openai', model: 'scripted', url: `${endpoint.url}/v1` }));
    } finally {
      await endpoint.close();
    }
  }
  const verdictOf = async (typed: string, encounter = HERE): Promise<string> => {
    const outcome = await hospital.ask('coder', 'explain_code', { encounter, code: typed });
    if (outcome.status === 'refused') return outcome.failure;
    return (outcome.result as { explanation: { verdict: string } }).explanation.verdict;
  };

  test('propose_codes puts none of them on a card, and every real one', async () => {
    const propose = (typed: readonly string[]) => hospital.ask('coder', 'propose_codes', { encounter: HERE, codes: typed });
    const [shapely, shapeless] = [true, false].map((wanted) => asked.filter(({ typed }) => (readIcd10Cm(typed) !== undefined) === wanted));
    let [refused, different] = [0, (shapeless ?? []).length];

    const wrong = await cardsOf(async () => {
      for (const { typed } of shapeless ?? []) if ((await propose([typed])).status === 'refused') refused += 1;
      for (let at = 0; at < (shapely ?? []).length; at += 50) {
        const list = (shapely ?? []).slice(at, at + 50).map(({ typed }) => typed);
        different += new Set(list.map(readIcd10Cm)).size;
        refused += resultOf(await propose(list), ProposedCodes).refused.length;
      }
    });
    const right = await cardsOf(async () => {
      for (const [at, code] of real.entries()) await propose([typedLoosely(code, at)]);
    });

    expect(wrong).toEqual([]);
    expect(refused).toBe(different);
    expect(right).toEqual(real);
  });

  test('propose_codes puts no code of the other sex or of another age on a card, and says so', async () => {
    const said: string[] = [];
    let wanted = 0;
    const wrong = await cardsOf(async () => {
      for (const [encounter, patient] of [
        [HERE, SHE],
        [BOY.encounter.id, HE],
      ] as const) {
        const unfit = unfitFor(patient).filter((_code, at) => at % EVERY[name] === 0);
        wanted += unfit.length;
        for (let at = 0; at < unfit.length; at += 50) {
          const { refused } = resultOf(
            await hospital.ask('coder', 'propose_codes', { encounter, codes: unfit.slice(at, at + 50) }),
            ProposedCodes,
          );
          said.push(...refused.map(({ why }) => why));
        }
      }
    });

    expect(wrong).toEqual([]);
    expect(said).toHaveLength(wanted);
    expect(wanted).toBeGreaterThan(UNFIT / EVERY[name]);
    for (const why of said) expect(why).toMatch(/Medicare Code Editor, (?:sex|age) conflict/);
  });

  test('explain_code calls none of them a code that could be reported, and every real one', async () => {
    const valid: string[] = [];
    for (const { typed } of asked) {
      if (!['bad-input', 'not-in-edition', 'not-billable'].includes(await verdictOf(typed))) valid.push(typed);
    }
    const verdicts = new Set<string>();
    for (const [at, code] of ['J18.9', ...real].entries()) verdicts.add(await verdictOf(typedLoosely(code, at)));

    expect(valid).toEqual([]);
    expect([...verdicts].toSorted()).toEqual(['not-supported', 'suggested']);
  });

  test('a person who writes "add" with one of them is refused, and with a real one is not', async () => {
    const wrong = await cardsOf(async () => {
      for (const [at, { typed }] of asked.entries()) {
        const text = `add ${typed} on ${HERE}`;
        const { steps } = await agent.plan(text, { roles: ['coder'] });
        const asTyped = steps.every(
          ({ tool, input }) => tool === 'propose_codes' && JSON.stringify(input['codes']) === JSON.stringify([readIcd10Cm(typed)]),
        );
        // What is put up as it was typed was refused above, so a part of it is enough here; a plan without a step runs nothing.
        if (steps.length > 0 && (!asTyped || at % 5 === 0)) await ask(text);
      }
    });
    const right = await cardsOf(async () => {
      for (const code of others) await ask(`add ${code} on ${HERE}`);
    });

    expect(wrong).toEqual([]);
    expect(right).toEqual(others);
  });

  test('no code is right on a day for which no edition is in force', async () => {
    const wrong = await cardsOf(async () => {
      for (const code of real) await hospital.ask('coder', 'propose_codes', { encounter: LATE.encounter, codes: [code] });
    });

    expect(wrong).toEqual([]);
    for (const code of real) expect(await verdictOf(code, LATE.encounter)).toBe('no-edition');
  });

  test('no wording of a model states one of them over the answer of a turn, asked about or not', async () => {
    const listed = await ask(`code ${HERE}`);
    const evidenceOf = ({ blocks, outcomes }: Reply) => ({
      blocks,
      results: outcomes.flatMap((outcome): JsonValue[] => ('result' in outcome ? [outcome.result] : [])),
    });
    const stated: string[] = [];
    for (const { typed } of fabricated) {
      if (!READS_LIKE_A_CODE.test(typed)) continue;
      if (checkGrounding(`${typed} is suggested.`, evidenceOf(listed)).unfounded.length === 0) stated.push(typed);
    }

    expect(stated).toEqual([]);
    expect(checkGrounding('J18.9 is suggested.', evidenceOf(listed)).unfounded).toEqual([]);
  });

  test('what a model says of one that was asked about is withheld, and what it says of a suggested one is shown', async () => {
    const about = fabricated
      .filter(({ typed }) => READS_LIKE_A_CODE.test(typed))
      .slice(0, COUNT_BY_MODEL)
      .map(({ typed }) => typed);
    const says = (code: string): string => `${code.trim()} is a valid code and is suggested for this visit.`;
    const shown = await withModel(
      [...about, 'J18.9'].map((code) => ({ says: says(code) })),
      async (composer) => {
        const worded = anAgent({ composer });
        const all: string[] = [];
        for (const code of [...about, 'J18.9']) {
          const { blocks } = await ask(`code ${HERE} and why ${code} on ${HERE}?`, worded);
          if (blocks.some((block) => block.kind === 'text' && block.text.includes('valid code'))) all.push(code);
        }
        return all;
      },
    );

    expect(shown).toEqual(['J18.9']);
  });

  test('a model that plans to propose one of them puts none on a card, named by the person or not', async () => {
    const about = fabricated.slice(-COUNT_BY_MODEL).map(({ typed }) => typed);
    const proposing = (code: string): Scripted => ({ calls: [{ name: 'propose_codes', args: { encounter: HERE, codes: [code] } }] });
    const cards = await cardsOf(() =>
      withModel([...about, 'I10'].map(proposing), async (model) => {
        const planned = anAgent({ planner: modelPlanner(model, TOOLS) });
        for (const [at, code] of about.entries()) await ask(`what about ${at % 2 === 0 ? code : 'it'} on ${HERE}`, planned);
        await ask(`what about I10 on ${HERE}`, planned);
      }),
    );

    expect(cards).toEqual(['I10']);
  });
});
