import { outcomeOf } from '#agent/chat/card-outcome.ts';
import type { Block } from '#core/answer/block.ts';
import type { Actor } from '#guardrails/actor.ts';
import { ReadDocument } from '#tools/read-document/tool.ts';
import { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { blocksHtml, factsHtml, warningHtml } from './blocks.ts';
import type { ConsoleParts } from './console-parts.ts';
import { decidingOf, decisionHtml } from './decision-form.ts';
import { evidenceOf } from './document-page.ts';
import { markup, type Html } from './html.ts';
import { letterLinks } from './letter-file.ts';
import { toCase, toProposal } from './links.ts';
import { around, markedText, type Range } from './marked-text.ts';
import type { Page, Reader } from './page.ts';
import { refusedPage } from './refused.ts';
import { caseNamed, pathOf, placesIn, type TheCase } from './the-case.ts';

export interface Said {
  readonly status: number;
  readonly blocks: readonly Block[];
  readonly fresh: readonly string[];
}

/** Rows that are kept for those who check, and that nobody decides by. */
const RECORD = new Set(['Digest', 'Policy', 'Decided under', 'Edition', 'Coder', 'Trace']);
const MOST_DOCUMENTS = 4;
const MOST_QUOTES = 3;
const REACH = 220;

/** One proposal as it stands in its row and in the ledger, with the passages that it rests on, and a form while it waits. */
export async function proposalPage(
  site: ConsoleParts,
  typed: string,
  reader: Reader & { readonly actor: Actor },
  said?: Said,
): Promise<Page> {
  const { actor } = reader;
  const outcome = await site.call('show_proposal', { proposal: typed }, actor);
  if (outcome.status === 'refused') return refusedPage(typed, outcome);
  const shown = ShownProposal.parse(outcome.result);
  const { id, encounter } = shown.proposal;
  const the = encounter === undefined ? undefined : await caseNamed(encounter, site);
  const deciding = await site.store.within(site.tenant, async (unit) => {
    const found = await unit.proposals.find(id);
    return found === undefined || shown.altered ? undefined : decidingOf(found, unit, actor);
  });
  const evidence = the === undefined ? [] : await passagesOf(site, shown, the, actor);
  const about = { id, digest: shown.proposal.digest, what: shown.proposal.subject, form: reader.form };
  return {
    title: id,
    ...(said && { status: said.status }),
    body: markup`${said && saidHtml(said)}${the && markup`<nav class="trail" aria-label="Where you are"><a href="/queue">Queue</a> <span aria-hidden="true">›</span> <a href="${toCase(the.handle)}">Case ${the.handle}</a></nav>`}
      <h1>${id} <span class="state ${shown.proposal.state}">${stateOf(shown)}</span></h1>
      ${outcomeHtml(shown)}${letterLinks(shown)}
      <div class="columns">
        <div>${cardHtml(outcome.blocks, the)}${deciding && decisionHtml(about, deciding)}${storyHtml(outcome.blocks)}${recordHtml(outcome.blocks)}</div>
        <div class="beside">${evidence}</div>
      </div>`,
  };
}

function saidHtml({ blocks, fresh }: Said): Html {
  return markup`<section class="said" role="alert">
    ${blocksHtml(blocks)}${fresh.length > 0 && markup`<p>To decide now: ${fresh.map((one) => markup`<a class="button" href="${toProposal(one)}">${one}</a> `)}</p>`}
  </section>`;
}

function stateOf({ proposal: { state, escalatedBy }, altered, signatures }: ShownProposal): string {
  if (altered) return 'altered';
  if (state !== 'pending') return state;
  if (signatures.given.length > 0) return `signed, ${signatures.given.length} of ${signatures.wanted}`;
  return escalatedBy === undefined ? 'waits for a decision' : 'escalated';
}

function outcomeHtml(shown: ShownProposal): Html {
  const outcome = shown.altered ? undefined : outcomeOf(shown, 'full');
  const { replacedBy, state } = shown.proposal;
  return markup`${outcome !== undefined && markup`<p class="outcome ${state}" role="status">${outcome}</p>`}${replacedBy !== undefined && markup`<p><a class="button" href="${toProposal(replacedBy)}">Open ${replacedBy}</a></p>`}`;
}

/** The card as it was proposed, beneath the title and the story that show_proposal puts above it; what is flagged stands above what is not. */
function cardHtml(blocks: readonly Block[], the: TheCase | undefined): Html {
  const placeOf = the && placesIn(the);
  const quotes = blocks.filter((block) => block.kind === 'quote').toSorted((a, b) => (b.flags?.length ?? 0) - (a.flags?.length ?? 0));
  const more = quotes.slice(MOST_QUOTES);
  const story = storyOf(blocks);
  const rest = blocks
    .slice(1)
    .filter((block) => block !== story)
    .flatMap((block): Block | readonly Block[] => {
      if (block.kind !== 'facts') return block.kind === 'quote' ? [] : block;
      const rows = block.rows.filter(([name]) => !RECORD.has(name));
      return rows.length === 0 ? [] : { ...block, rows };
    });
  return markup`<section class="card">
    ${blocksHtml(rest, placeOf)}${blocksHtml(quotes.slice(0, MOST_QUOTES), placeOf)}
    ${more.length > 0 && moreHtml(more.length, blocksHtml(more, placeOf))}
  </section>`;
}

function moreHtml(count: number, quotes: readonly Html[]): Html {
  return markup`<details>
    <summary>${count} more ${count === 1 ? 'passage' : 'passages'}</summary>
    ${quotes}
  </details>`;
}

function storyOf(blocks: readonly Block[]): Block | undefined {
  return blocks.find(({ kind }) => kind === 'facts');
}

/** Its story: who asked, who decides, what became of it. */
function storyHtml(blocks: readonly Block[]): Html {
  const story = storyOf(blocks);
  const rows = story?.kind === 'facts' ? story.rows.filter(([name]) => !RECORD.has(name)) : [];
  return markup`${rows.length > 0 && markup`<section class="card">${factsHtml(rows)}</section>`}`;
}

function recordHtml(blocks: readonly Block[]): Html {
  const rows = blocks.flatMap((block) => (block.kind === 'facts' ? block.rows.filter(([name]) => RECORD.has(name)) : []));
  return markup`${
    rows.length > 0 &&
    markup`<details class="record">
      <summary>For the record</summary>
      ${factsHtml(rows)}
    </details>`
  }`;
}

/** What stands around each passage in its note, for whoever may read charts. */
async function passagesOf(site: ConsoleParts, shown: ShownProposal, the: TheCase, actor: Actor): Promise<readonly Html[]> {
  const places = evidenceOf(shown);
  const documents = [...new Set(places.map(({ document }) => document))];
  const parts: Html[] = [];
  for (const document of documents.slice(0, MOST_DOCUMENTS)) {
    const outcome = await site.call('read_document', { document, encounter: the.encounter }, actor);
    if (outcome.status !== 'done') return [warningHtml('The notes are shown to those who may read charts.')];
    parts.push(
      passageHtml(
        ReadDocument.parse(outcome.result),
        places.filter((one) => one.document === document),
        the,
      ),
    );
  }
  const more = documents.length - parts.length;
  if (more > 0) parts.push(markup`<p class="small">${more} more documents: their passages are quoted on the card.</p>`);
  return parts.length === 0 ? [] : [markup`<h2>In the chart</h2>`, ...parts];
}

function passageHtml(read: ReadDocument, evidence: readonly Range[], the: TheCase): Html {
  const inside = evidence.filter(({ start, end }) => start < end && end <= read.text.length);
  const [first] = inside;
  if (first === undefined) return markup``;
  const { start, end } = around(read.text, inside, REACH);
  const path = pathOf(the, { document: read.document, ...first });
  return markup`<figure class="passage">
    <figcaption>
      <strong>${read.title}</strong> <span class="meta">${[read.author, read.date].filter((one) => one !== undefined).join(' · ')}</span>
    </figcaption>
    <pre class="notetext" tabindex="0" aria-label="${read.title}">${start > 0 && '… '}${markedText(read.text, { evidence: inside, orders: read.instructionLike }, start, end)}${end < read.text.length && ' …'}</pre>
    ${path !== undefined && markup`<p><a href="${path}">Open the whole document</a></p>`}
  </figure>`;
}
