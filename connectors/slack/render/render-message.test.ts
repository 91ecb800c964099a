import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '#core/answer/block.ts';
import { aCardView, anyView, aView } from '#tests/support/arbitrary-views.ts';
import { faultsOfMessage, faultsOfView, textsIn } from '#tests/support/slack-limits.ts';
import { readRating } from './names.ts';
import { renderHome } from './render-home.ts';
import { renderMessage } from './render-message.ts';

const codes = (count: number): Block => ({
  kind: 'list',
  items: Array.from({ length: count }, (_, at) => `Q${String(at).padStart(3, '0')}.1  A diagnosis of some length, unspecified`),
});
const buttonsIn = (blocks: readonly object[]): string[] =>
  JSON.stringify(blocks).match(/"action_id":"(accept|change|reject|escalate|withdraw)"/g) ?? [];

test('whatever a view holds, Slack takes the message and the personal page', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(faultsOfMessage(renderMessage(view))).toEqual([]);
      expect(faultsOfView(renderHome(view))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([0, 1, 500])('a list of %i codes fits, and says how many are not shown', (count) => {
  const message = renderMessage(aView([{ kind: 'title', text: 'Codes' }, codes(count)]));
  const text = textsIn(message.blocks).join('\n');
  const shown = text.match(/Q\d{3}\.1/g)?.length ?? 0;

  expect(faultsOfMessage(message)).toEqual([]);
  expect(shown === count || text.includes(`${count - shown} more: \nopen the case`)).toBe(true);
  expect(shown).toBeGreaterThanOrEqual(Math.min(count, 50));
});

test('of many proposals the first stand whole, then a line each, then how many there are', () => {
  const cards = Array.from({ length: 500 }, (_, at) => aCardView(at));
  const { blocks } = renderMessage(aView([{ kind: 'title', text: 'What waits' }, codes(500), ...cards]));
  const text = textsIn(blocks).join('\n');
  const whole = buttonsIn(blocks).length / 5;
  const named = new Set(text.match(/P-\d+/g)).size;

  expect(Number.isInteger(whole) && whole >= 2).toBe(true);
  expect(named).toBeGreaterThan(whole);
  expect(text).toContain(`${500 - named} more proposals`);
});

test('a card of which something cannot be shown has no button, and says so', () => {
  const { blocks } = renderMessage(aView([aCardView(1, { warnings: ['word '.repeat(500)] })]));

  expect(buttonsIn(blocks)).toEqual([]);
  expect(textsIn(blocks).join('\n')).toContain('cannot be decided here');
});

test('passages beyond the first few are counted, and one with a flag is not among them', () => {
  const quote = (text: string, flags: string[] = []) => ({ text, source: 'D-1', flags });
  const quotes = [quote('one'), quote('two'), quote('three'), quote('four'), quote('five', ['instruction-like text in chart'])];
  const { blocks } = renderMessage(aView([aCardView(1, { quotes })]));
  const text = textsIn(blocks).join('\n');

  expect(text).toContain('2 more passages');
  expect(text).toContain('instruction-like text in chart');
  expect(buttonsIn(blocks)).toHaveLength(5);
});

test('a decided card says who, when and why, with a mark, and has no button', () => {
  const outcome = 'Rejected by Dana Reyes (dana.reyes) at 2026-11-22 01:10 UTC: The documents do not support it.';
  const { blocks } = renderMessage(aView([aCardView(1, { state: 'rejected', outcome, buttons: [] })]));

  expect(textsIn(blocks).join('')).toContain(`✗ ${outcome}`);
  expect(buttonsIn(blocks)).toEqual([]);
});

test('buttons stand in one order, whatever the order of the view', () => {
  const { blocks } = renderMessage(aView([aCardView(1, { buttons: ['withdraw', 'escalate', 'reject', 'accept', 'change'] })]));

  expect(JSON.stringify(blocks).match(/"text":"(Accept|Change|Reject|Escalate|Withdraw|Open evidence)"/g)).toEqual(
    ['Accept', 'Change', 'Reject', 'Escalate', 'Withdraw', 'Open evidence'].map((text) => `"text":"${text}"`),
  );
});

test('what calls everybody in the fallback is escaped', () => {
  const { text } = renderMessage(aView([], { fallback: '<!channel> @here <@U123> a & b' }));

  expect(text).toBe('&lt;!channel&gt; ＠here &lt;@U123&gt; a &amp; b');
});

test('a second table is laid out in letters, as Slack takes one', () => {
  const table: Block = { kind: 'table', columns: ['Code', 'Title'], rows: [['I50.23', 'Heart failure']] };
  const { blocks } = renderMessage(aView([table, table]));

  expect(blocks.map(({ type }) => type)).toEqual(['table', 'rich_text', 'rich_text']);
});

test('feedback says of which message it is', () => {
  const rate = '3c1f5a52-6f0e-4b39-9a77-0d7c1a2b3c4d';
  const { blocks } = renderMessage(aView([{ kind: 'text', text: 'Yes.' }], { rate }));
  const [element] = blocks.flatMap((block) => (block.type === 'context_actions' ? block.elements : []));

  expect(element?.type === 'feedback_buttons' && readRating(element.negative_button.value)).toEqual({ message: rate, good: false });
  expect(readRating('good:not-an-id')).toBeUndefined();
});
