import { awaitAllCallbacks } from '@langchain/core/callbacks/promises';
import { HumanMessage } from '@langchain/core/messages';
import { afterEach, describe, expect, test } from 'vitest';
import { modelPlanner } from '#agent/planners/model.ts';
import { scriptedModel, type Scripted, type ScriptedModel } from '#tests/support/scripted-model.ts';
import { TOOLS } from '#tools/registry.ts';
import { chatModel } from './chat-model.ts';

let endpoint: ScriptedModel | undefined;
afterEach(() => endpoint?.close());

async function openai(...scripts: readonly [Scripted, ...Scripted[]]) {
  endpoint = await scriptedModel(...scripts);
  return chatModel({ provider: 'openai', model: 'scripted', url: `${endpoint.url}/v1` });
}

async function planned(
  text: string,
  scripts: readonly [Scripted, ...Scripted[]],
  about: { encounter?: string; code?: string } = {},
  patienceMs?: number,
) {
  return modelPlanner(await openai(...scripts), TOOLS, patienceMs).plan({ text, roles: ['coder'], ...about });
}

const plan = (...steps: readonly object[]): Scripted => ({ says: JSON.stringify({ steps }) });
const search = { tool: 'search_chart', input: { encounter: 'E-1042', query: 'renal function' } };

describe('a chat model', () => {
  test('of an OpenAI-compatible server needs no key', async () => {
    const model = await openai({ says: 'yes' });

    expect((await model.invoke([new HumanMessage('are you there?')])).text).toBe('yes');
  });

  test('of Anthropic speaks its protocol', async () => {
    endpoint = await scriptedModel({ says: 'yes' });
    const model = await chatModel({ provider: 'anthropic', model: 'm', url: endpoint.url, key: 'k' });

    expect((await model.invoke([new HumanMessage('are you there?')])).text).toBe('yes');
  });

  test('is not traced, whatever the environment says', async () => {
    const tracer = await scriptedModel({ says: 'thank you' });
    process.env['LANGSMITH_TRACING'] = 'true';
    process.env['LANGCHAIN_TRACING_V2'] = 'true';
    process.env['LANGSMITH_API_KEY'] = 'scripted';
    process.env['LANGSMITH_ENDPOINT'] = tracer.url;
    const model = await openai({ says: 'yes' });

    await model.invoke([new HumanMessage('Marguerite has oedema')]);
    await awaitAllCallbacks();
    delete process.env['LANGSMITH_API_KEY'];
    delete process.env['LANGSMITH_ENDPOINT'];
    await tracer.close();

    expect(process.env['LANGSMITH_TRACING']).toBeUndefined();
    expect(tracer.asked).toEqual([]);
  });

  test('that fails is asked twice and no more', async () => {
    const model = await openai({ status: 500 });

    await expect(model.invoke([new HumanMessage('are you there?')])).rejects.toThrow();
    expect(endpoint?.asked).toHaveLength(2);
  });
});

describe('the planner with a model', () => {
  test('takes a plan in plain JSON', async () => {
    expect(await planned('how are her kidneys doing on E-1042?', [plan(search)])).toEqual({ steps: [search] });
  });

  test('takes a plan inside other words, and in a fence', async () => {
    const wrapped: Scripted = { says: `Here is the plan:\n\`\`\`json\n${JSON.stringify({ steps: [search] })}\n\`\`\`` };

    expect((await planned('how are her kidneys doing on E-1042?', [wrapped])).steps).toEqual([search]);
  });

  test('takes tool calls', async () => {
    expect((await planned('how are her kidneys doing on E-1042?', [{ calls: [{ name: search.tool, args: search.input }] }])).steps).toEqual(
      [search],
    );
  });

  test('tells the model the tools, their schemas and the case, and nothing of a chart', async () => {
    await planned('how are her kidneys?', [plan(search)], { encounter: 'E-1042' });

    const [asked = ''] = endpoint?.asked ?? [];
    for (const { name } of TOOLS) expect(asked).toContain(name);
    expect(asked).toContain('encounter E-1042');
    expect(asked).toContain('"query"');
    expect(asked).not.toMatch(/Marguerite|ejection/);
  });

  test.each([
    ['a decision', { tool: 'decide', input: { verdict: 'accept', proposal: 'P-17' } }, 'a decision, which only a person takes'],
    ['a tool that does not exist', { tool: 'approve_proposal', input: { proposal: 'P-17' } }, 'a tool that does not exist'],
    ['an encounter that nobody named', { tool: 'search_chart', input: { encounter: 'E-1043', query: 'x' } }, 'which nobody named'],
    ['a proposal that nobody named', { tool: 'show_proposal', input: { proposal: 'P-99' } }, 'which nobody named'],
    [
      'a code put up that nobody named',
      { tool: 'propose_codes', input: { encounter: 'E-1042', codes: ['I50.33'] } },
      'propose_codes of I50.33',
    ],
  ])('drops %s, and says so', async (_name, step, says) => {
    const { steps, why } = await planned('how are her kidneys doing on E-1042?', [plan(step, search)]);

    expect(steps).toEqual([search]);
    expect(why).toContain(says);
  });

  test.each<[string, Scripted, string]>([
    ['an error of the server', { status: 500 }, 'could not be reached'],
    ['a refusal of the server', { status: 401 }, 'could not be reached'],
    ['nonsense', { says: 'I would love to help with that!' }, 'no plan'],
    ['half a plan', { says: '{"steps":[{"tool":' }, 'no plan'],
    ['a list of things that are no steps', { says: '{"steps":["search_chart"]}' }, 'no plan'],
  ])('falls back to the rules on %s, and says so', async (_name, script, says) => {
    const { steps, why } = await planned('find creatinine on E-1042', [script]);

    expect(steps).toEqual([{ tool: 'search_chart', input: { encounter: 'E-1042', query: 'creatinine' } }]);
    expect(why).toContain('The model was not used');
    expect(why).toContain(says);
  });

  test('falls back to the rules when the model keeps it waiting', async () => {
    const { steps, why } = await planned('find creatinine on E-1042', [{ keepsWaiting: true }], {}, 30);

    expect(steps).toHaveLength(1);
    expect(why).toContain('did not answer in time');
  });

  test.each([
    ['a decision', 'approve P-17', 1],
    ['a decision by code', 'accept I50.23 on E-1042', 1],
    ['what only looks like a decision', 'accept I50.23 on E-1042 if the echo agrees', 0],
    ['an order for all at once', 'approve everything', 0],
    ['what is refused on principle', 'make the DRG higher on E-1042', 0],
  ])('does not ask the model about %s', async (_name, text, steps) => {
    const read = await planned(text, [plan({ tool: 'search_chart', input: { encounter: 'E-1042', query: 'x' } })]);

    expect(endpoint?.asked).toEqual([]);
    expect(read.steps).toHaveLength(steps);
  });

  test('keeps the plan of the rules beside what the model says when it plans nothing', async () => {
    expect(await planned('how is the moon on E-1042?', [{ says: '{"steps":[],"why":"No tool knows the moon."}' }])).toEqual({
      steps: [{ tool: 'search_chart', input: { encounter: 'E-1042', query: 'moon' } }],
      why: 'No tool knows the moon.',
    });
  });
});
