import { PassThrough } from 'node:stream';
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';
import type { Call } from '#connectors/mcp/mcp-server.ts';
import { serveStdio } from '#connectors/mcp/serve-stdio.ts';
import { defineTool, type Tool } from '#tools/define-tool.ts';
import type { Outcome } from '#tools/invoke.ts';

export type Era = '2026-07-28' | '2025-11-25';
export const ERAS: readonly Era[] = ['2026-07-28', '2025-11-25'];
export const TOKEN = 'a-token-for-tests';

/** Says the word back; the smallest tool that reads. */
export const sayWord = defineTool({
  name: 'say_word',
  summary: 'Say a word back.',
  risk: 'read',
  input: z.object({ word: z.string().describe('Any word') }),
  output: z.object({ word: z.string() }),
  run: ({ word }) => Promise.resolve({ word }),
  present: ({ word }) => [{ kind: 'text', text: word }],
});

/** Holds a word for a person; the smallest tool that would change something. */
export const keepWord = defineTool({
  name: 'keep_word',
  summary: 'Put a word up for a decision.',
  risk: 'coding',
  input: z.object({ word: z.string() }),
  output: z.object({ proposals: z.array(z.string()) }),
  draft: () => Promise.resolve({ drafts: [], refused: [] }),
  report: () => ({ proposals: [] }),
  present: () => [],
});

export const WORD_TOOLS: readonly Tool[] = [sayWord, keepWord];

/** What `say_word` answers. */
export function said(word: string): Outcome {
  return { status: 'done', tool: 'say_word', result: { word }, blocks: [{ kind: 'text', text: word }] };
}

export const sayBack: Call = (_tool, input) => Promise.resolve(said(z.object({ word: z.string() }).parse(input).word));

export async function clientOver(transport: Transport, era: Era): Promise<Client> {
  const mode = era === '2026-07-28' ? { pin: era } : 'legacy';
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  return client;
}

export function httpClient(address: string, era: Era, token = TOKEN): Promise<Client> {
  return clientOver(
    new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
    era,
  );
}

/** A stdio server in this process, its two ends, and what it has written so far. */
export function stdioServer(tools: readonly Tool[], call: Call) {
  const input = new PassThrough();
  const output = new PassThrough();
  const written: string[] = [];
  output.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')));
  const ended = serveStdio(tools, call, '1.2.3', { input, output });
  return {
    input,
    output,
    ended,
    written: () => written.join(''),
    client: (era: Era) => clientOver(new StdioServerTransport(output, input), era),
  };
}
