import { readFileSync } from 'node:fs';
import { Router, type RequestHandler } from 'express';
import { Failure } from '#core/errors.ts';
import { reading, submitted, type Site } from './answering.ts';
import { casePage } from './case-page.ts';
import { LETTER_KINDS, type ConsoleParts } from './console-parts.ts';
import { cookie } from './cookies.ts';
import { decidePressed } from './decide.ts';
import { documentPage } from './document-page.ts';
import { brokenForm, headers, ownHost, ownMethods, readForm } from './guards.ts';
import { letterFile } from './letter-file.ts';
import { CODE, HANDLE, PROPOSAL, toProposal } from './links.ts';
import { sentencePage } from './page.ts';
import { proposalPage } from './proposal-page.ts';
import { queuePage } from './queue-page.ts';
import { signInPages } from './signing-in.ts';
import { whyPage } from './why-page.ts';

/**
 * The pages behind the links. They answer every path that they are asked for, so they MUST be mounted last, at the root of the public
 * address.
 */
export function openConsole(parts: ConsoleParts): Router {
  const { publicUrl } = parts;
  const secure = publicUrl?.startsWith('https:') === true;
  const site: Site = { ...parts, session: cookie('session', secure), asking: cookie('asking', secure) };
  const router = Router();
  router.use(headers(publicUrl), ownHost(publicUrl), ownMethods);
  assets(router);
  router.use(readForm);
  signInPages(router, site);
  pages(router, site);
  router.use(brokenForm);
  return router;
}

function assets(router: Router): void {
  for (const [path, type] of [
    ['console.css', 'css'],
    ['mark.svg', 'svg'],
  ] as const) {
    const content = readFileSync(new URL(path, import.meta.url));
    const give: RequestHandler = (_request, response) => void response.set('Cache-Control', 'no-cache').type(type).send(content);
    router.get(`/assets/${path}`, give);
  }
}

function pages(router: Router, site: Site): void {
  const swept = async (): Promise<void> => site.sweep();

  router.get('/', (_request, response) => response.redirect(303, '/queue'));
  router.get(
    '/queue',
    reading(site, async (_request, { actor }) => {
      await swept();
      return queuePage(site, actor);
    }),
  );
  router.get(
    '/k/:handle',
    reading(site, async ({ params }, signed) => {
      await swept();
      return casePage(site, named(HANDLE, params['handle']), signed);
    }),
  );
  router.get(
    '/k/:handle/:number',
    reading(site, ({ params, query }, { actor }) =>
      documentPage(site, named(HANDLE, params['handle']), Number(named(/^[1-9]\d{0,3}$/, params['number'])), query['s'], actor),
    ),
  );
  router.get(
    '/why/:handle/:code',
    reading(site, ({ params }, { actor }) => whyPage(site, named(HANDLE, params['handle']), named(CODE, params['code']), actor)),
  );
  router.get(
    '/p/:proposal',
    reading(site, async ({ params }, signed) => {
      await swept();
      return proposalPage(site, named(PROPOSAL, params['proposal']).toUpperCase(), signed);
    }),
  );
  letters(router, site);
  router.post(
    '/p/:proposal',
    submitted(site, async ({ params, body }, signed) => {
      const id = named(PROPOSAL, params['proposal']).toUpperCase();
      const decided = await decidePressed(site, id, body, signed.actor);
      // What came of it is read anew from its row, and a page that is loaded again decides nothing.
      if (decided.refused === undefined) return { to: toProposal(id) };
      const { blocks, fresh } = decided;
      return proposalPage(site, id, signed, { status: new Failure(decided.refused, '').http, blocks, fresh });
    }),
  );
  router.use(reading(site, () => Promise.resolve(sentencePage(404, 'Nothing is here', 'There is no page under this address.'))));
}

function letters(router: Router, site: Site): void {
  for (const kind of LETTER_KINDS)
    router.get(
      `/p/:proposal/letter.${kind}`,
      reading(site, async ({ params }, { actor }) => {
        await site.sweep();
        return letterFile(site, named(PROPOSAL, params['proposal']).toUpperCase(), kind, actor);
      }),
    );
}

/** Throws Failure `not-found` for what has not the shape of a name of ours: nothing is looked up for it. */
function named(shape: RegExp, typed: unknown): string {
  if (typeof typed === 'string' && shape.test(typed)) return typed;
  throw new Failure('not-found', 'There is no page under this address.');
}
