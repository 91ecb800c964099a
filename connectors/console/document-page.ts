import type { Actor } from '#guardrails/actor.ts';
import { CodeChangePayload, CodePayload } from '#guardrails/effects/payloads.ts';
import { ReadDocument } from '#tools/read-document/tool.ts';
import { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { warningHtml } from './blocks.ts';
import type { ConsoleParts } from './console-parts.ts';
import { markup, type Html } from './html.ts';
import { PROPOSAL, toCase, toDocument } from './links.ts';
import { markedText, type Range } from './marked-text.ts';
import type { Page } from './page.ts';
import { refusedPage } from './refused.ts';
import { caseOf, placeIn, type Place, type TheCase } from './the-case.ts';

const MOST_MARKS = 40;

/** One document of a chart as it was received, with the evidence marked that was asked for. */
export async function documentPage(site: ConsoleParts, typed: string, number: number, asked: unknown, actor: Actor): Promise<Page> {
  const the = await caseOf(typed, site);
  const at = number - 1;
  const { id } = the.documents[at] ?? {};
  // Whoever may not read charts is not told how many documents one has: what is not there is asked for all the same.
  const outcome = await site.call('read_document', { document: id ?? `${number}.`, encounter: the.encounter }, actor);
  if (outcome.status !== 'done')
    return refusedPage(the.handle, { ...outcome, status: 'refused', failure: 'failure' in outcome ? outcome.failure : 'not-found' });
  const read = ReadDocument.parse(outcome.result);
  const evidence = (await askedFor(site, asked, actor)).filter(
    ({ document, start, end }) => (document === undefined || document === read.document) && start < end && end <= read.text.length,
  );
  return { title: the.handle, body: documentHtml(the, at, read, evidence) };
}

type Asked = Omit<Place, 'document'> & { readonly document?: string };

/** `120-180,300-320`, or a proposal, whose evidence it is then. */
async function askedFor(site: ConsoleParts, asked: unknown, actor: Actor): Promise<readonly Asked[]> {
  if (typeof asked !== 'string') return [];
  if (PROPOSAL.test(asked)) {
    const shown = await site.call('show_proposal', { proposal: asked.toUpperCase() }, actor);
    return shown.status === 'done' ? evidenceOf(ShownProposal.parse(shown.result)) : [];
  }
  return asked.split(',', MOST_MARKS).flatMap((one) => {
    const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(one) ?? [];
    return start === undefined ? [] : [{ start: Number(start), end: Number(end) }];
  });
}

/** Every place of the chart that a proposal quotes. */
export function evidenceOf({ proposal: { payload, preview }, altered }: ShownProposal): readonly Place[] {
  if (altered) return [];
  const read = CodePayload.safeParse(payload);
  const places = read.success ? read.data.evidence : (CodeChangePayload.safeParse(payload).data?.evidence ?? []);
  const quoted = preview.flatMap((block) => (block.kind === 'quote' ? (placeIn(block.source) ?? []) : []));
  const keys = new Set<string>();
  return [...places, ...quoted].filter(({ document, start, end }) => {
    const key = `${document} ${start}-${end}`;
    return !keys.has(key) && keys.add(key);
  });
}

function documentHtml(the: TheCase, at: number, read: ReadDocument, evidence: readonly Range[]): Html {
  const written = [read.author, read.authorTitle].filter((part) => part !== undefined).join(', ') || 'author not given';
  return markup`<nav class="trail" aria-label="Where you are">
      <a href="${toCase(the.handle)}">Case ${the.handle}</a> <span aria-hidden="true">›</span> document ${at + 1} of ${the.documents.length}
    </nav>
    <h1>${read.title}</h1>
    <p class="meta">${written} · ${read.date} · ${read.status} · ${read.document}</p>
    ${read.status !== 'final' && read.status !== 'amended' && warningHtml(`This document is ${read.status}, so nothing in it is coded.`)}
    ${read.instructionLike.length > 0 && warningHtml('This document holds text that reads like orders to a program. It is marked below and shown as data; nothing in it is obeyed.')}
    ${evidence.length > 0 && markup`<p class="legend"><mark class="evidence">Marked so</mark>: the words that the code rests on.</p>`}
    <pre class="notetext" tabindex="0" aria-label="Text of the document">${read.text.trim() === '' ? 'This document has no text.' : markedText(read.text, { evidence, orders: read.instructionLike })}</pre>
    <nav class="pager" aria-label="Documents">
      ${at > 0 && markup`<a rel="prev" href="${toDocument(the.handle, at - 1)}">‹ Document ${at}</a>`}${at + 1 < the.documents.length && markup`<a rel="next" href="${toDocument(the.handle, at + 1)}">Document ${at + 2} ›</a>`}
    </nav>
    <p class="small">SHA-256 of the text as received: <code>${read.sha256}</code></p>`;
}
