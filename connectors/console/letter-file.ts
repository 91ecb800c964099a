import type { Actor } from '#guardrails/actor.ts';
import type { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { LETTER_KINDS, type ConsoleParts, type LetterKind } from './console-parts.ts';
import { markup, type Html } from './html.ts';
import { toLetter } from './links.ts';
import type { FileGiven, Page } from './page.ts';
import { refusedPage } from './refused.ts';

const TYPES: Readonly<Record<LetterKind, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};
const NAMES: Readonly<Record<LetterKind, string>> = { docx: 'Word document', pdf: 'PDF' };

/** The letter of an appeal as a file. Whoever may not see the proposal gets no letter of it. */
export async function letterFile(site: ConsoleParts, id: string, kind: LetterKind, actor: Actor): Promise<Page | FileGiven> {
  const outcome = await site.call('show_proposal', { proposal: id }, actor);
  if (outcome.status === 'refused') return refusedPage(id, outcome);
  return { name: `${id}.${kind}`, type: TYPES[kind], content: await site.letter(id, kind, actor) };
}

/** Where the letter of this proposal is fetched, if it has one. */
export function letterLinks({ proposal: { id, kind }, altered }: ShownProposal): Html | undefined {
  if (kind !== 'appeal.submit' || altered) return undefined;
  return markup`<p>The letter: ${LETTER_KINDS.map((one) => markup`<a class="button" href="${toLetter(id, one)}">${NAMES[one]}</a> `)}</p>`;
}
