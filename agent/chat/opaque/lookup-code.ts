import type { Block } from '#core/answer/block.ts';
import { lineText, more } from '#tools/lookup-code/line-text.ts';
import { LookedUp, type FoundCard } from '#tools/lookup-code/looked-up.ts';
import { presentCard } from '#tools/lookup-code/present-card.ts';
import { lookupCode } from '#tools/lookup-code/tool.ts';
import { facts, opaquely, text, title, titled } from './presenter.ts';
import { counted } from './safe-parts.ts';

/**
 * All that the edition says: it is of no patient. What was typed, and the day that it was asked for, may be of one, and are not said
 * again.
 */
export const opaqueLookup = opaquely(lookupCode, LookedUp, async (looked): Promise<readonly Block[]> => {
  const { card, found, edition } = looked;
  const kind = edition.starter ? ' (starter edition: everyday codes only, not the full official set)' : '';
  return [
    ...(card === undefined ? [] : codeBlocks(card, looked)),
    ...(found === undefined ? [] : foundBlocks(found)),
    ...facts([['Edition', `${edition.id}${kind} (${edition.from} to ${edition.to})`]]),
  ];
});

const STANDING = {
  billable: 'is billable',
  header: 'is a header and cannot be reported',
  range: 'is a range of codes',
  absent: 'is not a code of this edition',
} as const;

function codeBlocks(card: NonNullable<LookedUp['card']>, looked: LookedUp): readonly Block[] {
  const { code, title: official, standing } = card;
  return [
    title(official === undefined ? code : `${code}  ${official}`),
    text(`${code} ${STANDING[standing]}.`),
    ...presentCard(card, looked),
  ];
}

function foundBlocks({ lines, more: left, beneath, moreBeneath, beside, moreBeside }: FoundCard): readonly Block[] {
  if (lines.length === 0) return [title('Looked up'), text('Nothing was found for these words. Try fewer or others.')];
  const best = lines[0]?.path ?? '';
  return [
    title('Looked up'),
    text(`${counted(lines.length + left, 'entry has', 'entries have')} these words, the closest first.`),
    { kind: 'list', items: [...lines.map(lineText), ...more(left)] },
    ...titled(`Beneath ${best}`, [...beneath.map(lineText), ...more(moreBeneath)]),
    ...titled(`Beside ${best}`, [...beside.map(lineText), ...more(moreBeside)]),
  ];
}
