import { INVOKE_RESPONSE_KEY, type CloudAdapter } from 'botbuilder';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Answer } from './card-answer.ts';
import { checkActivity } from './check-activity.ts';
import type { CheckedSettings } from './check-settings.ts';
import type { CheckToken } from './check-token.ts';
import type { TeamsActivity } from './payloads.ts';

export const LONGEST_BODY = 1024 * 1024;

export interface Receiving {
  readonly settings: CheckedSettings;
  readonly checkToken: CheckToken;
  readonly adapter: CloudAdapter;
  readonly take: (activity: TeamsActivity) => Promise<Answer>;
  readonly noted: (thrown: unknown, during: string) => unknown;
}

/**
 * Takes what Teams sends, at `/messages`. The token is looked at before the body is read, and the body before `botbuilder` sees either. What is refused is
 * answered with a status alone.
 */
export function httpReceiver({ settings, checkToken, adapter, take, noted }: Receiving): Router {
  const parse = express.json({ limit: LONGEST_BODY, inflate: false });

  async function receive(request: Request, response: Response): Promise<void> {
    const token = await checkToken(request.headers.authorization);
    if (token === 'keyless') return ends(response.setHeader('Retry-After', '5'), 503);
    if (token === 'forged') return ends(response, 401);
    const refused = await new Promise<unknown>((read) => parse(request, response, read));
    if (refused !== undefined) return ends(response, statusOf(refused));
    const body: unknown = request.body;
    const activity = checkActivity(body, token, settings);
    if (activity === 'unreadable') return ends(response, 400);
    if (activity === 'not-ours') return ends(response, 403);
    const answer = await turnOf(request, body as Record<string, unknown>, activity);
    if (answer.body === undefined) return ends(response, answer.status);
    response.status(answer.status).json(answer.body);
  }

  /** One turn of `botbuilder`, which answers a response of ours: what it would say of an error of its own reaches nobody. */
  async function turnOf({ headers, method }: Request, body: Record<string, unknown>, activity: TeamsActivity): Promise<Answer> {
    let taken: Answer | undefined;
    let status = 500;
    const response = { socket: undefined, header() {}, send() {}, end() {}, status: (code: number) => (status = code) };
    await adapter.process({ headers: { ...headers }, method, body }, response, async ({ turnState }) => {
      taken = await take(activity);
      if (activity.type === 'invoke') turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value: taken });
    });
    if (taken === undefined) noted(new Error(`botbuilder answered ${status} and handed nothing on`), 'teams-http');
    return taken ?? { status };
  }

  return express.Router().post('/messages', async (request, response, _next: NextFunction) => {
    try {
      await receive(request, response);
    } catch (thrown) {
      noted(thrown, 'teams-http');
      if (!response.headersSent) ends(response, 500);
    }
  });
}

function statusOf(refused: unknown): number {
  return refused instanceof Error && 'status' in refused && typeof refused.status === 'number' ? refused.status : 400;
}

function ends(response: Response, status: number): void {
  response.status(status).end();
}
