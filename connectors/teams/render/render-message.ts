import type { ChatView } from '#agent/chat/view.ts';
import { fitPieces, leftInWords, type Fitted } from '../../fit-pieces.ts';
import { piecesOf, type Piece } from '../../pieces-of-view.ts';
import { clip, fallbackText, webAddress } from '../../shown-text.ts';
import { execute, linked, pressable, richText, runs, SMALL, type Element } from './elements.ts';
import { layPieces } from './lay-piece.ts';
import { VERBS } from './names.ts';
import { takesOf } from './room.ts';

/** An adaptive card, and what notifications say of it. */
export interface TeamsMessage {
  readonly summary: string;
  readonly card: Element;
}

const MOST_LINKS = 5;
const MOST_LABEL = 75;
const MOST_PROMPTS = 4;
const MOST_REFRESHED = 60;

/** `refreshFor`: Teams ids of those whose clients fetch the card anew when they look at it. Anybody can by its menu. */
export function renderMessage(view: ChatView, refreshFor: readonly string[] = []): TeamsMessage {
  const summary = fallbackOf(view);
  const lay = (fitted: Fitted): Element => ({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    msteams: { width: 'Full' },
    ...refreshOf(view, refreshFor),
    body: bodyOf(view, fitted, summary),
  });
  const fit = (pieces: readonly Piece[]): Fitted => fitPieces(pieces, (fitted) => takesOf(lay(fitted)));
  const pieces = piecesOf(view);
  const fitted = fit(pieces);
  return { summary, card: lay(isAll(fitted) ? fitted : fit(pieces.map(withoutForms))) };
}

function isAll({ shown, left }: Fitted): boolean {
  return left.pieces + left.cards === 0 && shown.every((piece) => piece.kind !== 'card' || piece.as === 'whole');
}

/** Rather more cards than forms on them: without one, the button asks when it is pressed. */
function withoutForms(piece: Piece): Piece {
  return piece.kind === 'card' ? { ...piece, card: { ...piece.card, forms: [] } } : piece;
}

function bodyOf(view: ChatView, fitted: Fitted, summary: string): Element[] {
  const body = [...layPieces(fitted.shown), ...footOf(view, fitted)];
  return body.length > 0 ? body : [richText(runs(summary))];
}

/** Cards that can still be decided are worth looking at again. */
function refreshOf({ parts }: ChatView, userIds: readonly string[]): object {
  const open = parts.find((part) => part.kind === 'card' && part.buttons.length > 0);
  if (open?.kind !== 'card') return {};
  return {
    refresh: {
      action: execute(VERBS.refresh, 'Refresh', 'Show how it stands now', { card: open.id }),
      userIds: userIds.slice(0, MOST_REFRESHED),
    },
  };
}

function footOf(view: ChatView, { left, shown }: Fitted): Element[] {
  const links = linksOf(view);
  const [first] = links;
  const more = leftInWords(left);
  const says = first === undefined ? runs(`${more}, not shown here`) : [...runs(`${more}: `), ...linked('open the case', first.url)];
  const prompts = (view.prompts ?? []).filter((one) => one.trim() !== '').slice(0, MOST_PROMPTS);
  return [
    ...(more === undefined ? [] : [richText(says, shown.at(-1)?.kind === 'card' ? { spacing: 'Small' } : {})]),
    ...(links.length === 0
      ? []
      : [
          richText(
            links.flatMap(({ label, url }, at) => [...runs(at === 0 ? '' : '   '), ...linked(label, url)]),
            { spacing: 'Medium' },
          ),
        ]),
    ...(prompts.length === 0 ? [] : [richText(runs(`You can ask: ${prompts.map((one) => `“${clip(one, 150)}”`).join('  ')}`, SMALL))]),
    ...(view.rate === undefined ? [] : [rating(view.rate)]),
  ];
}

function rating(message: string): Element {
  const says = (good: boolean) => (good ? 'Helpful' : 'Not helpful');
  const press = (good: boolean) =>
    execute(good ? VERBS.rateGood : VERBS.rateBad, says(good), `This answer was ${says(good).toLowerCase()}`, { message });
  return richText([
    ...pressable(says(true), press(true), { size: 'Small' }),
    ...runs('   ·   ', SMALL),
    ...pressable(says(false), press(false), { size: 'Small' }),
  ]);
}

function linksOf({ links }: ChatView): { readonly label: string; readonly url: string }[] {
  return links
    .flatMap(({ label, url }) => {
      const address = webAddress(url);
      return address === undefined ? [] : [{ label: label.trim() === '' ? 'Open' : clip(label, MOST_LABEL), url: address }];
    })
    .slice(0, MOST_LINKS);
}

/** What Teams reads as a name in a message is written with another sign. */
function fallbackOf({ fallback }: ChatView): string {
  return fallbackText(fallback)
    .replaceAll(/<(?=\/?at\b)/gi, '‹')
    .replaceAll(/\{(?=\{)/g, '｛');
}
