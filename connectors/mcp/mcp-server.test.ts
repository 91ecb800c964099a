import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { TOOLS } from '#tools/registry.ts';
import { said, sayBack, WORD_TOOLS } from '../../tests/support/mcp-clients.ts';
import { mcpServer, type Call } from './mcp-server.ts';
import { toolSurface } from './tool-surface.ts';

const open: Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

async function clientOf(call: Call, tools = WORD_TOOLS): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await mcpServer(toolSurface(tools), call, '1.2.3').connect(far);
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(near);
  open.push(client);
  return client;
}

test('lists every tool of the registry in its order, with a title, both schemas and annotations', async () => {
  const client = await clientOf(sayBack, TOOLS);

  const { tools } = await client.listTools();

  expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  for (const tool of tools) {
    expect(tool.title).toMatch(/^[A-Z][a-z ]+$/);
    expect(tool.inputSchema).toMatchObject({ type: 'object' });
    expect(tool.outputSchema).toMatchObject({ type: 'object' });
  }
});

test('says of a tool that reads that it reads, and of a tool that is held that it does not', async () => {
  const client = await clientOf(sayBack);

  const { tools } = await client.listTools();

  expect(tools.map(({ name, annotations }) => [name, annotations])).toEqual([
    ['say_word', { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
    ['keep_word', { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
  ]);
});

test('offers no tool that decides, and no input by which a client could confirm', () => {
  for (const { name, inputSchema } of toolSurface(TOOLS)) {
    expect(name).not.toMatch(/approve|reject|decide|confirm|countersign|accept/);
    expect(Object.keys(inputSchema['properties'] ?? {}).join(' ')).not.toMatch(/confirm|approv|decision|force/i);
  }
});

test('tells the client what it is in plain statements, and gives no order', async () => {
  const client = await clientOf(sayBack);

  expect(client.getServerVersion()).toMatchObject({ name: 'countersign', version: '1.2.3' });
  expect(client.getInstructions()).toContain('a person decides');
  expect(client.getInstructions()).not.toMatch(/\b(you|must|always|never|please|should|do not|don't)\b/i);
});

test('answers a call with the plain text of the answer and the same result as structured content', async () => {
  const client = await clientOf(sayBack);

  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'oedema' } });

  expect(answer).toMatchObject({ content: [{ type: 'text', text: 'oedema\n' }], structuredContent: { word: 'oedema' } });
  expect(answer.isError).toBeUndefined();
});

test('answers a held call with its proposals, in the shape that the output schema gives', async () => {
  const client = await clientOf((tool) =>
    Promise.resolve({
      status: 'held',
      tool,
      proposals: ['P-1'],
      result: { proposals: ['P-1'] },
      blocks: [{ kind: 'proposal', id: 'P-1', state: 'pending', says: 'code.accept I50.23' }],
    }),
  );
  await client.listTools();

  const answer = await client.callTool({ name: 'keep_word', arguments: { word: 'x' } });

  expect(answer).toMatchObject({ content: [{ text: '[P-1] pending: code.accept I50.23\n' }], structuredContent: { proposals: ['P-1'] } });
});

test('answers a refused call as an error with its sentence, and with no structured content', async () => {
  const client = await clientOf((tool) =>
    Promise.resolve({
      status: 'refused',
      tool,
      failure: 'not-found',
      blocks: [{ kind: 'note', tone: 'warning', text: 'There is no E-9.' }],
    }),
  );
  await client.listTools();

  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'x' } });

  expect(answer).toMatchObject({ isError: true, content: [{ type: 'text', text: '! There is no E-9.\n' }] });
  expect(answer.structuredContent).toBeUndefined();
});

test.each([
  ['a failure', new Failure('unavailable', 'The owner has stopped.'), 'The owner has stopped.'],
  ['a fault', new TypeError('patient Jane Doe is not a function'), 'Something broke inside Countersign. Nothing was changed.'],
])('shows of %s that is thrown what may be said of it, and no stack', async (_name, thrown, says) => {
  const client = await clientOf(() => Promise.reject(thrown));

  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'x' } });

  expect(answer).toMatchObject({ isError: true, content: [{ type: 'text', text: says }] });
});

test('leaves the check of the input to the one door, which gets it as it was sent', async () => {
  const seen: unknown[] = [];
  const client = await clientOf((_tool, input) => {
    seen.push(input);
    return Promise.resolve(said('x'));
  });

  await client.callTool({ name: 'say_word', arguments: { word: 7, confirm: true } });

  expect(seen).toEqual([{ word: 7, confirm: true }]);
});

test('gives the one door an empty input when a client sends none', async () => {
  const seen: unknown[] = [];
  const client = await clientOf((_tool, input) => {
    seen.push(input);
    return Promise.resolve(said('x'));
  });

  await client.callTool({ name: 'say_word' });

  expect(seen).toEqual([{}]);
});

test('refuses a tool that is not there by the protocol, and calls nothing', async () => {
  let calls = 0;
  const client = await clientOf(() => {
    calls += 1;
    return Promise.resolve(said('x'));
  });

  await expect(client.callTool({ name: 'approve', arguments: { proposal: 'P-1' } })).rejects.toMatchObject({ code: -32_602 });
  expect(calls).toBe(0);
});
