import nock from 'nock';

const ORIGIN = 'https://model.test';

/** Address of the scripted endpoint, which speaks the OpenAI chat protocol. */
export const MODEL_URL = `${ORIGIN}/v1`;

/** What the endpoint answers: words, tool calls, a status, or nothing for a long time. */
export type Scripted =
  | { readonly says: string }
  | { readonly calls: readonly { readonly name: string; readonly args: object }[] }
  | { readonly status: number }
  | { readonly keepsWaiting: true };

export interface ScriptedModel {
  /** The bodies of the requests that came, in order, as text. */
  readonly asked: readonly string[];
  readonly close: () => void;
}

/** Answers with each script in turn, then with the last for ever. No other request leaves the machine while it is open. */
export function scriptedModel(...scripts: readonly [Scripted, ...Scripted[]]): ScriptedModel {
  const asked: string[] = [];
  nock.disableNetConnect();
  nock(ORIGIN)
    .persist()
    .post('/v1/chat/completions')
    .delay(scripts.some((script) => 'keepsWaiting' in script) ? 60_000 : 0)
    .reply((_path: string, body: unknown) => {
      const script = scripts[Math.min(asked.length, scripts.length - 1)] ?? scripts[0];
      asked.push(typeof body === 'string' ? body : JSON.stringify(body));
      return 'status' in script ? [script.status, { error: { message: 'scripted' } }] : [200, completion(script)];
    });
  return {
    asked,
    close: () => {
      nock.abortPendingRequests();
      nock.cleanAll();
      nock.enableNetConnect();
    },
  };
}

function completion(script: Scripted): object {
  const calls = 'calls' in script ? script.calls : [];
  const message = {
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
    choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
