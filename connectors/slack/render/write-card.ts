import { buttonsOf, cardLine, morePassages, standing, type ShownCard } from '../../shown-card.ts';
import type { Draft } from './draft.ts';
import { bold, DIVIDER, line, link, plain, quoted, small, words, type SlackBlock } from './elements.ts';
import { OPEN } from './names.ts';

/** A proposal: what it is, who may decide it or did, the words that bear it out, and its buttons. */
export function writeCard(card: ShownCard, draft: Draft): void {
  if (draft.blocks.length > 0) draft.add(DIVIDER);
  draft.write(line(bold(card.title)), false);
  if (card.outcome !== undefined) draft.write(line(bold(`${card.mark} `), words(card.outcome)), true);
  draft.add(small(standing(card)));
  card.long.forEach(([key, value], at) => draft.write(line(bold(key), words(key === '' || value === '' ? value : `  ${value}`)), at > 0));
  card.warnings.forEach((warning, at) => draft.write(line(bold('Warning: '), words(warning)), at > 0));
  const more = morePassages(card);
  card.quotes.forEach(({ text, source, flags }, at) => {
    draft.write(quoted(text), false);
    for (const flag of flags) draft.write(line(bold('Warning: '), words(flag)), true);
    const last = at === card.quotes.length - 1;
    draft.add(small(last && more !== undefined ? `${source}\n${more}` : source));
  });
  const actions = actionsOf(card);
  if (actions !== undefined) draft.add(actions);
}

export function writeCardLine(card: ShownCard, close: boolean, draft: Draft): void {
  if (!close && draft.blocks.length > 0) draft.add(DIVIDER);
  const id = card.open === undefined ? bold(card.proposal) : link(card.proposal, card.open);
  draft.write(line(id, words(`  ${cardLine(card)}`)), close);
}

function actionsOf(card: ShownCard): SlackBlock | undefined {
  const buttons = buttonsOf(card).map(({ kind, text, label }) => ({
    type: 'button' as const,
    action_id: kind,
    text: plain(text),
    value: card.id,
    accessibility_label: label,
    ...(kind === 'accept' && { style: 'primary' as const }),
  }));
  const open = card.open === undefined ? [] : [linkButton(card.open, card.proposal)];
  const elements = [...buttons, ...open];
  return elements.length === 0 ? undefined : { type: 'actions', elements };
}

function linkButton(url: string, proposal: string) {
  return {
    type: 'button' as const,
    action_id: OPEN,
    text: plain('Open evidence'),
    url,
    accessibility_label: `Open the evidence of ${proposal}`,
  };
}
