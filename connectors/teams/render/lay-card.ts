import { buttonsOf, cardLine, morePassages, standing, type ShownCard } from '../../shown-card.ts';
import { actions, BOLD, container, execute, heading, openUrl, quoted, richText, runs, SMALL, warning, type Element } from './elements.ts';
import { renderForm } from './render-form.ts';

/** A proposal: what it is, who may decide it or did, the words that bear it out, and its buttons. */
export function layCard(card: ShownCard, first: boolean): Element {
  const more = morePassages(card);
  const pressed = actionsOf(card);
  return container(
    [
      heading(card.title, 'Medium'),
      ...(card.outcome === undefined ? [] : [outcome(card, card.outcome)]),
      richText(runs(standing(card), SMALL), { spacing: 'Small' }),
      ...card.long.map(([key, value]) => richText([...runs(key, BOLD), ...runs(key === '' || value === '' ? value : `  ${value}`)], { spacing: 'Small' })),
      ...card.warnings.map(warning),
      ...card.quotes.map(({ text, source, flags }) => quoted(text, source, flags)),
      ...(more === undefined ? [] : [richText(runs(more, SMALL), { spacing: 'Small' })]),
      ...(pressed.length === 0 ? [] : [actions(pressed)]),
    ],
    first ? {} : { separator: true, spacing: 'ExtraLarge' },
  );
}

const ENDS: Readonly<Record<string, 'good' | 'attention'>> = { approved: 'good', rejected: 'attention' };

function outcome({ mark, state }: ShownCard, says: string): Element {
  return container([richText([...runs(`${mark} `, BOLD), ...runs(says)])], { style: ENDS[state] ?? 'emphasis', spacing: 'Small' });
}

export function layCardLine(card: ShownCard, close: boolean): Element {
  return richText(
    [...runs(card.proposal, BOLD), ...runs(`  ${cardLine(card)}`)],
    close ? { spacing: 'Small' } : { separator: true, spacing: 'Large' },
  );
}

function actionsOf(card: ShownCard): Element[] {
  const pressed = buttonsOf(card).map(({ kind, text, label }) => {
    const form = card.forms.find(({ button }) => button === kind);
    if (form !== undefined) return { type: 'Action.ShowCard', title: text, tooltip: label, card: renderForm({ ...form, card: card.id }) };
    return execute(kind, text, label, { card: card.id }, kind === 'accept' ? { style: 'positive' } : {});
  });
  return card.open === undefined ? pressed : [...pressed, openUrl('Open evidence', card.open, `Open the evidence of ${card.proposal}`)];
}
