import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

/** What the endpoint answers: words, tool calls, a status, or nothing at all. */
export type Scripted =
  | { readonly says: string }
  | { readonly calls: readonly { readonly name: string; readonly args: object }[] }
  | { readonly status: number }
  | { readonly keepsWaiting: true };

export interface ScriptedModel {
  /** Where it listens, on this machine. It speaks OpenAI's chat protocol and Anthropic's messages. */
  readonly url: string;
  /** The bodies of the requests that came, in order, as text. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** A real server that answers with each script in turn, then with the last for ever. */
export async function scriptedModel(...scripts: readonly [Scripted, ...Scripted[]]): Promise<ScriptedModel> {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const script = scripts[Math.min(asked.length, scripts.length - 1)] ?? scripts[0];
    asked.push(await text(request));
    if ('keepsWaiting' in script) return;
    const [status, body] =
      'status' in script
        ? [script.status, { error: { message: 'scripted' } }]
        : [200, request.url === '/v1/messages' ? message(script) : completion(script)];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

type Spoken = Exclude<Scripted, { status: number } | { keepsWaiting: true }>;

function completion(script: Spoken): object {
  const calls = 'calls' in script ? script.calls : [];
  const spoken = {
    role: 'assistant',
    content: 'says' in script ? script.says : '',
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ name, args }, index) => ({
        id: `call-${index}`,
        type: 'function',
        function: { name, arguments: JSON.stringify(args) },
      })),
    }),
  };
  return {
    id: 'scripted',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, message: spoken, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function message(script: Spoken): object {
  return {
    id: 'scripted',
    type: 'message',
    role: 'assistant',
    model: 'scripted',
    content: 'says' in script ? [{ type: 'text', text: script.says }] : [],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 1 },
  };
}
