import type { Request, Router } from 'express';
import { endSession, openSession } from '#guardrails/sign-in/session.ts';
import { drawSecret } from '#guardrails/sign-in/secrets.ts';
import { askForCode, standingOf, takeSignIn } from '#guardrails/sign-in/sign-in.ts';
import { broken, send, submitted, type Site } from './answering.ts';
import { browserName } from './browser-name.ts';
import { markup, type Html } from './html.ts';
import { ownPath } from './links.ts';
import { sentencePage, type Page } from './page.ts';

const SESSION_SECONDS = 8 * 3_600;
const ASKING_SECONDS = 3_600;
const LOOK_SECONDS = 3;
const ASKING = /^([\w-]{43})(?:\.([0-9A-Z]{4}-[0-9A-Z]{4}))?$/;

/** `secret.code`: what this browser alone has, and what it shows. */
function asked(site: Site, request: Request): { readonly secret: string; readonly code?: string | undefined } | undefined {
  const [, secret, code] = ASKING.exec(site.asking.read(request) ?? '') ?? [];
  return secret === undefined ? undefined : { secret, code };
}

/** Signing in by a code that a person confirms where they are known already: there is no password here. */
export function signInPages(router: Router, site: Site): void {
  const { store, tenant, session, asking } = site;

  router.get(
    '/sign-in',
    broken(site, async (request, response) => {
      const { secret = drawSecret(), code: shown } = asked(site, request) ?? {};
      const seenAs = browserName(request.headers['user-agent']);
      const code = await store.within(tenant, async (unit) => {
        const holds = shown !== undefined && (await standingOf(unit, { secret, code: shown })).is !== 'gone';
        return holds ? shown : askForCode(unit, { secret, seenAs });
      });
      asking.set(response, `${secret}.${code}`, ASKING_SECONDS);
      response.redirect(303, `/sign-in/code?to=${encodeURIComponent(ownPath(request.query['to']))}`);
    }),
  );

  router.get(
    '/sign-in/code',
    broken(site, async (request, response) => {
      const to = ownPath(request.query['to']);
      const { secret, code } = asked(site, request) ?? {};
      if (secret === undefined || code === undefined) return send(site, response, sentencePage(400, 'Sign in', NO_COOKIE));
      const token = await store.within(tenant, async (unit) => {
        const stands = await takeSignIn(unit, { secret, code });
        if (stands.is !== 'confirmed') return stands;
        const before = session.read(request);
        if (before !== undefined) await endSession(unit, before);
        return { token: await openSession(unit, stands.person) };
      });
      if (!('token' in token)) return send(site, response, token.is === 'open' ? codePage(code, token.number, to) : gonePage(to));
      asking.clear(response);
      session.set(response, token.token, SESSION_SECONDS);
      return response.redirect(303, to);
    }),
  );

  router.post(
    '/sign-out',
    submitted(site, async (request, _signed, response) => {
      const token = session.read(request);
      if (token !== undefined) await store.within(tenant, (unit) => endSession(unit, token));
      session.clear(response);
      return { to: '/signed-out' };
    }),
  );

  router.get(
    '/signed-out',
    broken(site, (_request, response) => Promise.resolve(send(site, response, SIGNED_OUT))),
  );
}

const NO_COOKIE =
  'Your browser kept nothing of this page, so it cannot be signed in. Allow cookies for this address, and open your link again.';

const SIGNED_OUT: Page = {
  title: 'Signed out',
  body: markup`<section class="narrow">
    <h1>Signed out</h1>
    <p>Nothing can be read or decided in this browser until you sign in again.</p>
    <p><a class="button" href="/sign-in">Sign in</a></p>
  </section>`,
};

function codePage(code: string, number: string, to: string): Page {
  return {
    title: 'Sign in',
    again: { after: LOOK_SECONDS, at: `/sign-in/code?to=${encodeURIComponent(to)}` },
    body: markup`<section class="narrow signing">
      <h1>Sign in</h1>
      <p>Say this to Countersign, from your own account:</p>
      <p class="say"><code>sign in ${code} ${number}</code></p>
      <dl class="code">
        <div>
          <dt>Code</dt>
          <dd>${code}</dd>
        </div>
        <div>
          <dt>Number</dt>
          <dd>${number}</dd>
        </div>
      </dl>
      ${WAYS}
      <p class="small">
        This page goes on by itself, within a few seconds. The code holds for ten minutes, once. Never say a code that somebody sent you: it
        would sign them in as you.
      </p>
    </section>`,
  };
}

const WAYS: Html = markup`<ul class="ways">
  <li>in <strong>Slack</strong> or <strong>Teams</strong>, in a direct message to Countersign;</li>
  <li>or at a terminal: <code>countersign sign-in</code> with the code and the number.</li>
</ul>`;

function gonePage(to: string): Page {
  return {
    title: 'Sign in',
    body: markup`<section class="narrow">
      <h1>That code has run out</h1>
      <p>It holds for ten minutes, and once. Nobody was signed in by it.</p>
      <p><a class="button" href="/sign-in?to=${encodeURIComponent(to)}">Show another code</a></p>
    </section>`,
  };
}
