import { Failure } from '#core/errors.ts';
import type { Outcome } from '#tools/invoke.ts';
import { blocksHtml } from './blocks.ts';
import { markup } from './html.ts';
import type { Page } from './page.ts';

type Refused = Extract<Outcome, { readonly status: 'refused' }>;

/** What a tool says when it does not answer. */
export function refusedPage(title: string, { failure, blocks }: Refused): Page {
  const body = markup`<section class="narrow">
    <h1>${title}</h1>
    ${blocksHtml(blocks)}
    <p><a href="/queue">To what waits for you</a></p>
  </section>`;
  return { status: new Failure(failure, '').http, title, body };
}
