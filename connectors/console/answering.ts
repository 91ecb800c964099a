import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '#guardrails/actor.ts';
import { sessionOf } from '#guardrails/sign-in/session.ts';
import type { ConsoleParts } from './console-parts.ts';
import type { Cookies } from './cookies.ts';
import { isOwnForm } from './guards.ts';
import { ownPath } from './links.ts';
import { pageText, sentencePage, type FileGiven, type Page, type Reader } from './page.ts';

export interface Signed extends Reader {
  readonly actor: Actor;
}

/** A page, the path of another, or a file. */
export type Answered = Page | FileGiven | { readonly to: string };
type Answering = (request: Request, signed: Signed, response: Response) => Promise<Answered>;

export interface Site extends ConsoleParts {
  readonly session: Cookies;
  readonly asking: Cookies;
}

/** A page for whoever is signed in; anybody else is asked who they are, and comes back. */
export function reading(site: Site, answer: Answering): RequestHandler {
  return broken(site, async (request, response) => {
    const signed = await signedIn(site, request);
    if (signed === undefined) return response.redirect(303, `/sign-in?to=${encodeURIComponent(ownPath(request.originalUrl))}`);
    return send(site, response, await answer(request, signed, response), signed);
  });
}

/** What a form of ours asks for. From anywhere else, or with a session that is over, nothing is done. */
export function submitted(site: Site, answer: Answering): RequestHandler {
  return broken(site, async (request, response) => {
    const signed = await signedIn(site, request);
    if (signed === undefined) return response.redirect(303, `/sign-in?to=${encodeURIComponent(ownPath(request.originalUrl))}`);
    if (!isOwnForm(request, signed.form)) return send(site, response, sentencePage(403, 'Not taken', NOT_OURS), signed);
    return send(site, response, await answer(request, signed, response), signed);
  });
}

const NOT_OURS = 'That form did not come from a page of yours, so nothing was decided. Open the proposal and decide it there.';

async function signedIn({ store, tenant, session }: Site, request: Request): Promise<Signed | undefined> {
  const token = session.read(request);
  const found = token === undefined ? undefined : await store.within(tenant, (unit) => sessionOf(unit, token));
  return found && { ...found, actor: { tenant, principal: found.person, channel: 'console' } };
}

export function send({ notice }: Site, response: Response, answered: Answered, reader?: Reader): void {
  if ('to' in answered) response.redirect(303, answered.to);
  else if ('content' in answered) response.attachment(answered.name).type(answered.type).send(Buffer.from(answered.content));
  else
    response
      .status(answered.status ?? 200)
      .type('html')
      .send(pageText(answered, reader, notice));
}

/** What breaks is written down, and answered by what may be said of it. */
export function broken(site: Site, handle: (request: Request, response: Response) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    try {
      await handle(request, response);
    } catch (thrown) {
      const { http, says } = site.noted(thrown, 'console');
      if (!response.headersSent) send(site, response, sentencePage(http, 'Not done', says));
    }
  };
}
