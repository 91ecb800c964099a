import { inMinutes } from '#core/moment.ts';
import { dollars } from '#core/money.ts';
import type { Actor } from '#guardrails/actor.ts';
import { blocksHtml } from './blocks.ts';
import type { ConsoleParts } from './console-parts.ts';
import { markup, type Html } from './html.ts';
import { toCase, toProposal } from './links.ts';
import { ListedWork } from './listed-work.ts';
import type { Page } from './page.ts';
import { refusedPage } from './refused.ts';

type Handles = ReadonlyMap<string, string>;

/** What waits for whoever reads it, what ends first at the top, and the charts that are there. */
export async function queuePage(site: ConsoleParts, actor: Actor): Promise<Page> {
  const outcome = await site.call('list_work', {}, actor);
  if (outcome.status === 'refused') return refusedPage('Queue', outcome);
  const work = ListedWork.parse(outcome.result);
  const handles = await handlesOf(site, work);
  const above = await site.above(actor);
  const { waiting, waitingForOthers, charts } = work;
  const title =
    waiting.length === 0
      ? 'Nothing waits for you'
      : `${waiting.length} ${waiting.length === 1 ? 'proposal waits' : 'proposals wait'} for you`;
  return {
    title: 'Queue',
    body: markup`${blocksHtml(above)}
      <h1>${title}</h1>
      ${waitingForOthers > 0 && markup`<p class="meta">${waitingForOthers} more ${waitingForOthers === 1 ? 'waits' : 'wait'} for somebody else.</p>`}
      ${
        waiting.length > 0 &&
        markup`<ul class="rows">
          ${waiting.map((one) => waitingHtml(one, handles))}
        </ul>`
      }
      ${
        charts !== undefined &&
        charts.length > 0 &&
        markup`<h2>Charts</h2>
          <ul class="rows">
            ${charts.map((one) => chartHtml(one, handles))}
          </ul>`
      }`,
  };
}

async function handlesOf({ store, tenant }: ConsoleParts, { waiting, charts = [] }: ListedWork): Promise<Handles> {
  const encounters = new Set([...waiting, ...charts].flatMap(({ encounter }) => encounter ?? []));
  return store.within(tenant, async ({ handles }) => {
    const found = new Map<string, string>();
    for (const encounter of encounters) found.set(encounter, await handles.of(encounter));
    return found;
  });
}

function waitingHtml(
  { proposal, kind, subject, encounter, amountCents, escalatedBy, signatures, expiresAt }: ListedWork['waiting'][number],
  handles: Handles,
): Html {
  const handle = encounter === undefined ? undefined : handles.get(encounter);
  const told = [
    ...(handle === undefined ? [] : [`case ${handle}`]),
    ...(amountCents === undefined ? [] : [dollars(amountCents)]),
    ...(escalatedBy === undefined ? [] : ['escalated']),
    ...(signatures === undefined ? [] : [`signed ${signatures.given.length} of ${signatures.wanted}`]),
    `until ${inMinutes(expiresAt)}`,
  ];
  return markup`<li>
    <a href="${toProposal(proposal)}"
      ><span><strong>${proposal}</strong> <span class="codename">${subject}</span> <span class="kind">${kind}</span></span>
      <span class="meta">${told.join(' · ')}</span></a
    >
  </li>`;
}

function chartHtml({ encounter, setting, documents, proposals, ready }: NonNullable<ListedWork['charts']>[number], handles: Handles): Html {
  const handle = handles.get(encounter);
  if (handle === undefined) return markup``;
  const waits = proposals === 0 ? '' : ` · ${proposals} ${proposals === 1 ? 'proposal waits' : 'proposals wait'}`;
  return markup`<li>
    <a href="${toCase(handle)}"
      ><span><strong>${handle}</strong> ${encounter}</span>
      <span class="meta">${setting} · ${documents} documents${waits}${!ready && ' · not ready'}</span></a
    >
  </li>`;
}
