import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCardView, anyForm, anyView, aView } from '#tests/support/arbitrary-views.ts';
import { faultsOfTeams, partsOf, wordsOfCard } from '#tests/support/teams-limits.ts';
import type { FormView } from '#agent/chat/view.ts';
import { fieldOf, readPressed } from './names.ts';
import { renderForm } from './render-form.ts';
import { renderMessage } from './render-message.ts';

const form: FormView = {
  button: 'reject',
  card: '00000000-0000-4000-8000-000000000001',
  title: 'Reject Q001.1 (P-1)',
  reasons: [{ key: 'not-supported', says: 'The documents do not support it' }],
  asksCode: false,
};
const verbs = (card: object): unknown[] => partsOf(card).flatMap(({ type, verb }) => (type === 'Action.Execute' ? [verb] : []));

/** What the library that draws cards finds wrong with one. */
function parsed(card: object): string[] {
  const context = new SerializationContext(Versions.v1_5);
  new AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
}

test('whatever a view holds, Teams takes the card, and the library that draws it finds nothing wrong', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const message = renderMessage(view);
      expect(faultsOfTeams(message)).toEqual([]);
      expect(parsed(message.card)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('whatever a form holds, Teams takes it', () => {
  fc.assert(
    fc.property(anyForm(), (any) => {
      const card = renderForm(any);
      expect(faultsOfTeams({ summary: 'A form', card })).toEqual([]);
      expect(parsed(card)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test.each([0, 1, 500])('%i proposals: the first whole, then a line each, then how many there are', (count) => {
  const message = renderMessage(aView([{ kind: 'title', text: 'What waits' }, ...Array.from({ length: count }, (_, at) => aCardView(at))]));
  const words = wordsOfCard(message.card);
  const whole = verbs(message.card).filter((verb) => verb === 'accept').length;
  const named = new Set(words.match(/P-\d+/g)).size;

  expect(faultsOfTeams(message)).toEqual([]);
  expect(whole).toBeGreaterThanOrEqual(Math.min(count, 2));
  expect(named === count || words.includes(`${count - named} more proposals: open the case`)).toBe(true);
});

test('a form stands on its card, and what is filled in is read by the button that was pressed', () => {
  const { card } = renderMessage(aView([aCardView(1, { forms: [form] })]));
  const filled = {
    card: form.card,
    [fieldOf('reason', form.card, 'reject')]: 'not-supported',
    [fieldOf('note', form.card, 'reject')]: ' ',
  };

  expect(verbs(card)).toEqual(['refresh', 'accept', 'change', 'fill-reject', 'escalate', 'withdraw']);
  expect(readPressed('fill-reject', filled)).toEqual({ kind: 'filled', button: 'reject', card: form.card, reason: 'not-supported' });
  expect(readPressed('accept', { card: form.card })).toEqual({ kind: 'clicked', button: 'accept', card: form.card });
});

test('where forms leave no room for the cards, the cards stand without them', () => {
  const cards = Array.from({ length: 12 }, (_, at) =>
    aCardView(at, { forms: [{ ...form, reasons: Array.from({ length: 20 }, () => form.reasons).flat() }] }),
  );
  const { card } = renderMessage(aView(cards));

  expect(verbs(card)).not.toContain('fill-reject');
  expect(verbs(card).filter((verb) => verb === 'reject').length).toBeGreaterThan(5);
});

test('what is none of our buttons is read as nothing', () => {
  expect(readPressed('accept', { card: 'P-17' })).toBeUndefined();
  expect(readPressed('approve-all', { card: form.card })).toBeUndefined();
  expect(readPressed('fill-reject', { card: form.card })).toBeUndefined();
  expect(readPressed('rate-good', { card: form.card })).toBeUndefined();
});

test('a card that can still be decided is fetched anew by those it concerns, a decided one is not', () => {
  const open = renderMessage(aView([aCardView(1)]), ['29:dana']).card;
  const decided = renderMessage(aView([aCardView(1, { buttons: [], state: 'approved', outcome: 'Approved by Dana.' })])).card;

  expect(open).toHaveProperty('refresh.userIds', ['29:dana']);
  expect(decided).not.toHaveProperty('refresh');
  expect(wordsOfCard(decided)).toContain('✓ Approved by Dana.');
});

test('a name or a date in a chart is not filled in by Teams', () => {
  const { card } = renderMessage(aView([{ kind: 'text', text: '<at>Dana</at> {{DATE(2026-01-01T00:00:00Z)}}' }]));

  expect(wordsOfCard(card)).toContain('<at>Dana</at> {{DATE(2026-01-01T00:00:00Z)}}');
  expect(faultsOfTeams({ summary: 'x', card })).toEqual([]);
});
