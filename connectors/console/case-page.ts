import type { Actor } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { standingInWords } from '#tools/coding/code-standing.ts';
import { quoteOf } from '#tools/evidence/cited-span.ts';
import { warningsOf } from '#tools/propose-codes/draft-code.ts';
import { SuggestedCodes } from '#tools/suggest-codes/tool.ts';
import { tierInWords } from '#tools/suggest-codes/present-suggestion.ts';
import { blocksHtml, quoteHtml, warningHtml } from './blocks.ts';
import type { ConsoleParts } from './console-parts.ts';
import { acceptHtml, decidingOf } from './decision-form.ts';
import { markup, type Html } from './html.ts';
import { toDocument, toProposal, toWhy } from './links.ts';
import { ListedWork } from './listed-work.ts';
import type { Page, Reader } from './page.ts';
import { refusedPage } from './refused.ts';
import { caseOf, placesIn, type TheCase } from './the-case.ts';

type Suggested = SuggestedCodes['suggestions'][number];

const MOST_QUOTES = 3;
const MOST_BUTTONS = 40;

/** A case: what waits for a decision, and the codes that its words support, each with its passages. */
export async function casePage(site: ConsoleParts, typed: string, reader: Reader & { readonly actor: Actor }): Promise<Page> {
  const { actor } = reader;
  const the = await caseOf(typed, site);
  const outcome = await site.call('suggest_codes', { encounter: the.encounter }, actor);
  const work = await site.call('list_work', { encounter: the.encounter }, actor);
  const waiting = work.status === 'done' ? ListedWork.parse(work.result) : undefined;
  if (outcome.status === 'refused' && waiting === undefined) return refusedPage(the.handle, outcome);
  const found = outcome.status === 'refused' ? undefined : SuggestedCodes.parse(outcome.result);
  const buttons = await buttonsOf(site, waiting, reader);
  return {
    title: the.handle,
    body: markup`<nav class="trail" aria-label="Where you are"><a href="/queue">Queue</a></nav>
      <h1>Case ${the.handle}</h1>
      <p class="meta">
        ${found === undefined ? 'What waits on it' : `${the.encounter} · ${found.setting} · ${the.documents.length} documents`}
      </p>
      ${found && !found.ready && warningHtml(`This chart is not ready to be coded for good: ${found.missing.join(' ')}`)}
      ${waiting && waitingHtml(waiting, found, buttons)}
      ${found === undefined ? blocksHtml(outcome.blocks) : suggestionsHtml(the, found, buttons)}
      ${
        found &&
        markup`${passedOver(found)}${documentsHtml(the)}
          <p class="small">Edition ${found.basis.edition}, in force on ${found.basis.codingDate}. Coder ${found.basis.coder}.</p>`
      }`,
  };
}

/** Accept, bound to what is shown, for each proposal that the reader may accept now. */
async function buttonsOf(
  { store, tenant }: ConsoleParts,
  work: ListedWork | undefined,
  { actor, form }: Reader & { readonly actor: Actor },
): Promise<ReadonlyMap<string, Html>> {
  const ids = (work?.waiting ?? []).slice(0, MOST_BUTTONS).map(({ proposal }) => proposal);
  return store.within(tenant, async (unit) => {
    const buttons = new Map<string, Html>();
    for (const id of ids) {
      const proposal = await unit.proposals.find(id);
      if (proposal === undefined || !(await decidingOf(proposal, unit, actor)).accept) continue;
      // Only a code is shown whole here: its passages stand beside the button.
      if (proposal.kind === 'code.accept') buttons.set(id, buttonHtml(proposal, form));
    }
    return buttons;
  });
}

/** With every warning of its card: nobody is asked to accept what they were not told. */
function buttonHtml({ id, digest, subject, preview }: Proposal, form: string): Html {
  return markup`${warningsOf({ preview }).map(warningHtml)}${acceptHtml({ id, digest, what: subject, form })}`;
}

function waitingHtml(
  { waiting, waitingForOthers }: ListedWork,
  found: SuggestedCodes | undefined,
  buttons: ReadonlyMap<string, Html>,
): Html {
  const beside = new Set(found?.suggestions.map(({ code }) => code));
  const apart = waiting.filter(({ subject, proposal }) => !beside.has(subject) || !buttons.has(proposal));
  const mine =
    waiting.length === 0
      ? 'Nothing on this case waits for you'
      : `${waiting.length} ${waiting.length === 1 ? 'proposal waits' : 'proposals wait'} for you`;
  return markup`<p class="count">${mine}${waitingForOthers > 0 && `; ${waitingForOthers} for somebody else`}.</p>
    ${
      apart.length > 0 &&
      markup`<ul class="rows">
        ${apart.map(
          ({ proposal, kind, subject }) =>
            markup`<li>
              <a href="${toProposal(proposal)}"><strong>${proposal}</strong> ${kind} ${subject}</a>
            </li>`,
        )}
      </ul>`
    }`;
}

function suggestionsHtml(the: TheCase, { suggestions }: SuggestedCodes, buttons: ReadonlyMap<string, Html>): Html {
  if (suggestions.length === 0)
    return markup`<h2>Suggested codes</h2>
      <p>No code is supported by the words of this chart.</p>`;
  const first = suggestions.filter(({ rank }) => rank === 'principal');
  const others = (tier: Suggested['tier']) => suggestions.filter((one) => one.rank === 'other' && one.tier === tier);
  const group = (name: string, of: readonly Suggested[]): Html =>
    markup`${
      of.length > 0 &&
      markup`<h2>${name} <span class="small">(${of.length})</span></h2>
        ${of.map((one) => suggestionHtml(the, one, buttons))}`
    }`;
  return markup`${group('First-listed', first)}${group('Well supported', others('straightforward'))}${group('Needs a look', others('look'))}${group('For somebody senior', others('senior'))}`;
}

function suggestionHtml(the: TheCase, one: Suggested, buttons: ReadonlyMap<string, Html>): Html {
  const { code, title, assertion, confidence, tier, needs, evidence, against, open, flags, standing, edits = [], admission } = one;
  const quote = (span: Suggested['evidence'][number], flagged: readonly string[] = []): Html => {
    const block = quoteOf(span, flagged);
    return block.kind === 'quote' ? quoteHtml(block, placesIn(the)) : markup``;
  };
  const button = standing?.state === 'waiting' ? buttons.get(standing.proposal) : undefined;
  const more = evidence.length - MOST_QUOTES;
  return markup`<article class="card code" aria-label="${code}">
    <header>
      <h3><span class="codename">${code}</span> ${title}</h3>
      <p class="tier ${tier}">
        ${tierInWords(tier, needs)} · confidence ${confidence.toFixed(2)}${assertion !== 'present' && ` · ${assertion}`}
      </p>
    </header>
    ${evidence.slice(0, MOST_QUOTES).map((span) => quote(span))}${more > 0 && markup`<p class="small">${more} more ${more === 1 ? 'passage' : 'passages'} under "Why this code".</p>`}
    ${against.map((span) => quote(span, ['The chart denies it here.']))}
    ${[...flags, ...edits.map((edit) => `Medicare Code Editor: ${edit}`)].map(warningHtml)}
    ${open.length > 0 && markup`<p class="small">More specific with ${open.join(', ')}.</p>`}
    ${admission !== undefined && admission.indicator !== 'Y' && admission.indicator !== '1' && markup`<p class="small">Present on admission: ${admission.indicator}. ${admission.says}</p>`}
    ${standing && markup`<p class="standing">It ${standing.state === 'waiting' ? '' : 'was '}${standingInWords(standing)}.</p>`}
    <footer>
      ${button}${standing && markup`<a class="button" href="${toProposal(standing.proposal)}">${standing.state === 'waiting' ? 'Open' : 'See'} ${standing.proposal}</a>`}<a
        href="${toWhy(the.handle, code)}"
        >Why this code</a
      >
    </footer>
  </article>`;
}

function passedOver({ notCoded, notRead }: SuggestedCodes): Html {
  if (notCoded.length + notRead.length === 0) return markup``;
  return markup`<details>
    <summary>Seen and not coded (${notCoded.length + notRead.length})</summary>
    <ul class="lines">
      ${notCoded.map(({ span, code, why }) => markup`<li>"${span.text}"${code !== undefined && ` ${code}`}: ${why}</li>`)}${notRead.map(({ document, why }) => markup`<li>${document}: ${why}</li>`)}
    </ul>
  </details>`;
}

function documentsHtml(the: TheCase): Html {
  return markup`<h2>Documents</h2>
    <ol class="rows">
      ${the.documents.map(
        ({ title, date, author }, at) =>
          markup`<li>
            <a href="${toDocument(the.handle, at)}"
              ><strong>${title}</strong> <span class="meta">${[author, date].filter((one) => one !== undefined).join(' · ')}</span></a
            >
          </li>`,
      )}
    </ol>`;
}
