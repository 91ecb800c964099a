import type { Block } from '#core/answer/block.ts';
import { presentCard } from './present-card.ts';
import { lineText, more } from './line-text.ts';
import type { FoundCard, LookedUp } from './looked-up.ts';

/** Plainly, and with the edition and the day that the answer holds for. */
export function presentLookup(looked: LookedUp): Block[] {
  const { query, says, card, found } = looked;
  const title = card === undefined ? `"${query}"` : card.title === undefined ? card.code : `${card.code}  ${card.title}`;
  return [
    { kind: 'title', text: title },
    { kind: 'text', text: says },
    ...dayNote(looked),
    ...(card === undefined ? [] : presentCard(card, looked)),
    ...(found === undefined ? [] : presentFound(found)),
    { kind: 'facts', rows: [['Edition', editionText(looked)]] },
  ];
}

function dayNote({ dayFrom, day, today, edition }: LookedUp): Block[] {
  if (dayFrom === 'inferred') {
    return [
      { kind: 'note', tone: 'plain', text: `No year was said, so the day is ${day}: the latest such day that is not in the future.` },
    ];
  }
  if (dayFrom !== 'latest') return [];
  const text = `No edition is in force here today, ${today}. This is ${edition.id}, the latest there is, as it stood on its last day.`;
  return [{ kind: 'note', tone: 'warning', text }];
}

function editionText({ edition: { id, from, to, starter }, day }: LookedUp): string {
  const kind = starter ? ' (starter edition: everyday codes only, not the full official set)' : '';
  return `${id}${kind}, in force on ${day} (${from} to ${to})`;
}

function presentFound({ lines, more: left, beneath, moreBeneath, beside, moreBeside }: FoundCard): Block[] {
  if (lines.length === 0) return [];
  const [best] = lines;
  return [
    { kind: 'list', items: [...lines.map(lineText), ...more(left)] },
    ...titled(`Beneath ${best?.path ?? ''}`, [...beneath.map(lineText), ...more(moreBeneath)]),
    ...titled(`Beside ${best?.path ?? ''}`, [...beside.map(lineText), ...more(moreBeside)]),
  ];
}

function titled(text: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'title', text },
        { kind: 'list', items: [...items] },
      ];
}
