import type { ChatView } from '#agent/chat/view.ts';
import { fitPieces, leftInWords, type Fitted } from '../../fit-pieces.ts';
import { piecesOf } from '../../pieces-of-view.ts';
import { clip, fallbackText, webAddress } from '../../shown-text.ts';
import { draft, type Draft } from './draft.ts';
import { line, link, plain, small, words, type SlackBlock } from './elements.ts';
import { RATE, ratingValue } from './names.ts';
import { takesOf } from './room.ts';
import { writePieces } from './write-piece.ts';

/** `text` is what notifications and screen readers are given; Slack reads it as markup, so it is escaped. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

const MOST_BLOCKS = { message: 50, home: 100 } as const;
const MOST_LINKS = 5;
const MOST_LABEL = 75;
const MOST_PROMPTS = 4;

export function renderMessage(view: ChatView): SlackMessage {
  return { text: fallbackOf(view), blocks: blocksOf(view, 'message') };
}

export function blocksOf(view: ChatView, surface: keyof typeof MOST_BLOCKS): SlackBlock[] {
  const lay = (fitted: Fitted): SlackBlock[] => {
    const written = draft();
    writePieces(fitted.shown, surface === 'message', written);
    writeFoot(view, fitted, surface, written);
    return written.blocks;
  };
  const blocks = lay(fitPieces(piecesOf(view), (fitted) => takesOf(lay(fitted), MOST_BLOCKS[surface])));
  return blocks.length > 0 ? blocks : [{ type: 'section', text: plain(fallbackText(view.fallback)) }];
}

function writeFoot(view: ChatView, { left, shown }: Fitted, surface: keyof typeof MOST_BLOCKS, draft: Draft): void {
  const links = linksOf(view);
  const [first] = links;
  const more = leftInWords(left);
  if (more !== undefined) {
    const says = first === undefined ? words(`${more}, not shown here`) : [...words(`${more}: `), ...link('open the case', first.url)];
    draft.write(line(says), shown.at(-1)?.kind === 'card');
  }
  if (links.length > 0)
    draft.write(line(...links.map(({ label, url }, at) => [...words(at === 0 ? '' : '   '), ...link(label, url)])), false);
  const prompts = (view.prompts ?? []).filter((one) => one.trim() !== '').slice(0, MOST_PROMPTS);
  if (prompts.length > 0) draft.add(small(`You can ask: ${prompts.map((one) => `“${clip(one, 150)}”`).join('  ')}`));
  if (view.rate !== undefined && surface === 'message') draft.add(feedback(view.rate));
}

function linksOf({ links }: ChatView): { readonly label: string; readonly url: string }[] {
  return links
    .flatMap(({ label, url }) => {
      const address = webAddress(url);
      return address === undefined ? [] : [{ label: label.trim() === '' ? 'Open' : clip(label, MOST_LABEL), url: address }];
    })
    .slice(0, MOST_LINKS);
}

function feedback(message: string): SlackBlock {
  const button = (good: boolean) => {
    const says = good ? 'Helpful' : 'Not helpful';
    return { text: plain(says), value: ratingValue(message, good), accessibility_label: `This answer was ${says.toLowerCase()}` };
  };
  return {
    type: 'context_actions',
    elements: [{ type: 'feedback_buttons', action_id: RATE, positive_button: button(true), negative_button: button(false) }],
  };
}

/** Entities are escaped, and what is read as a call to everybody is written with another sign. */
function fallbackOf({ fallback }: ChatView): string {
  return fallbackText(fallback)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=here|channel|everyone|group)/gi, '＠');
}
