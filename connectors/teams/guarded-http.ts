import { fetch, type Agent } from 'undici';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { isService } from './addresses.ts';
import type { ServiceToken } from './service-token.ts';
import { codeIn, noAnswer, troubleOf } from './trouble.ts';

export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface GuardedHttp {
  readonly token: ServiceToken;
  readonly agent: Agent;
  /** Where our token may go. */
  readonly origins: readonly string[];
}

const LONGEST_MS = 10_000;
const KEPT_HEADERS = ['accept', 'content-type', 'user-agent'];

/**
 * One call of the Bot Connector. It is the only place that puts our token on a request, and does so after the address was looked at. It tries once and
 * follows no redirect. Throws ChatTrouble.
 */
export async function callService(
  { url, method, headers, body }: Outgoing,
  { token, agent, origins }: GuardedHttp,
): Promise<{ readonly status: number; readonly body: string }> {
  if (!isService(url, origins)) throw new ChatTrouble('refused', 'an address outside Teams');
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name.toLowerCase())));
  const authorization = `Bearer ${await token.get()}`;
  const answer = await fetch(url, {
    method,
    headers: { ...kept, authorization },
    ...(body !== undefined && { body }),
    redirect: 'manual',
    dispatcher: agent,
    signal: AbortSignal.timeout(LONGEST_MS),
  })
    .then(async (response) => ({ response, text: await response.text() }))
    .catch(() => {
      throw noAnswer();
    });
  const { status, headers: answered, ok } = answer.response;
  if (ok) return { status, body: answer.text };
  if (status === 401) token.forget();
  throw troubleOf(status, codeIn(answer.text), answered.get('retry-after'));
}
