import type { Actor } from '#guardrails/actor.ts';
import { blocksHtml } from './blocks.ts';
import type { ConsoleParts } from './console-parts.ts';
import { markup } from './html.ts';
import { toCase } from './links.ts';
import type { Page } from './page.ts';
import { refusedPage } from './refused.ts';
import { caseOf, placesIn } from './the-case.ts';

/** Why a code is, or is not, suggested on a case, with a link to every passage. */
export async function whyPage(site: ConsoleParts, typed: string, code: string, actor: Actor): Promise<Page> {
  const the = await caseOf(typed, site);
  const outcome = await site.call('explain_code', { encounter: the.encounter, code }, actor);
  if (outcome.status === 'refused') return refusedPage(the.handle, outcome);
  const [title, ...blocks] = outcome.blocks;
  return {
    title: the.handle,
    body: markup`<nav class="trail" aria-label="Where you are"><a href="${toCase(the.handle)}">Case ${the.handle}</a></nav>
      <h1>${title?.kind === 'title' ? title.text : code}</h1>
      <div class="reading">${blocksHtml(blocks, placesIn(the))}</div>`,
  };
}
