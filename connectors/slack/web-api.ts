import { webApi } from '@slack/bolt';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { fetch, type Agent, type RequestInit, type Response } from 'undici';
import type { Method } from './methods.ts';
import { QUIET } from './quiet-logger.ts';
import { troubleOf } from './trouble.ts';

export const SLACK_API = 'https://slack.com/api/';
const LONGEST_CALL_MS = 10_000;
/** What is read may be large; what is written is a letter. */
const LONGEST_TRANSFER_MS = { GET: 60_000, POST: LONGEST_CALL_MS } as const;
/** Where files lie. */
const FILES_HOST = 'files.slack.com';

export interface WebApi {
  /** Throws ChatTrouble. It tries once: whoever asked knows what is kept and tries again. */
  call(method: Method, args: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /**
   * A transfer to or from where Slack keeps files, with the token only where it is wanted. Throws ChatTrouble `refused` for an address that is
   * nobody's but Slack's. A redirect is not followed.
   */
  transfer(url: string, request: { readonly method: 'GET' | 'POST'; readonly body?: Uint8Array }): Promise<Response>;
  close(): Promise<void>;
}

/** Options of a client that retries nothing, prints nothing and goes through no proxy. */
export function clientOptions(apiUrl: string, agent: Agent): webApi.WebClientOptions {
  const straight = (url: string | URL | Request, init?: unknown): Promise<Response> =>
    fetch(url instanceof Request ? url.url : url, { ...(init as RequestInit), dispatcher: agent });
  return {
    slackApiUrl: apiUrl,
    logger: QUIET,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: LONGEST_CALL_MS,
    allowAbsoluteUrls: false,
    fetch: straight,
  };
}

export function webApiOf(botToken: string, apiUrl: string, agent: Agent): WebApi {
  const client = new webApi.WebClient(botToken, clientOptions(apiUrl, agent));
  return {
    async call(method, args) {
      try {
        return { ...(await client.apiCall(method, args)) };
      } catch (thrown) {
        throw troubleOf(thrown);
      }
    },
    async transfer(url, { method, body }) {
      try {
        return await fetch(slacksOwn(url, apiUrl), {
          method,
          dispatcher: agent,
          redirect: 'manual',
          signal: AbortSignal.timeout(LONGEST_TRANSFER_MS[method]),
          // An address to upload to is its own permission; only what is read wants the token.
          ...(method === 'GET' && { headers: { authorization: `Bearer ${botToken}` } }),
          ...(body !== undefined && { body }),
        });
      } catch (thrown) {
        throw troubleOf(thrown);
      }
    },
    close: () => agent.close(),
  };
}

function slacksOwn(url: string, apiUrl: string): URL {
  const given = URL.parse(url);
  const api = new URL(apiUrl);
  const isSlacks = given?.protocol === 'https:' && given.hostname === FILES_HOST && given.port === '';
  if (given !== null && (isSlacks || (apiUrl !== SLACK_API && given.origin === api.origin))) return given;
  throw new ChatTrouble('refused', 'an address outside Slack');
}
