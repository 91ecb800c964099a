import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormView } from '#agent/chat/view.ts';
import { anyForm } from '#tests/support/arbitrary-views.ts';
import { faultsOfView } from '#tests/support/slack-limits.ts';
import { renderForm } from './render-form.ts';

const form: FormView = {
  button: 'reject',
  card: '3c1f5a52-6f0e-4b39-9a77-0d7c1a2b3c4d',
  title: 'Reject I50.23 (P-17)',
  reasons: [
    { key: 'not-supported', says: 'The documents do not support it' },
    { key: 'long', says: `It goes on ${'and on '.repeat(14)}to the end` },
  ],
  asksCode: false,
};

test('whatever a form holds, Slack takes it', () => {
  fc.assert(
    fc.property(anyForm(), (any) => {
      expect(faultsOfView(renderForm(any))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a form holds the id of its card, its reasons by key, and no words that were typed', () => {
  const view = renderForm(form);

  expect(view.private_metadata).toBe(form.card);
  expect(view.title.text).toBe('Reject I50.23 (P-17)');
  expect(JSON.stringify(view)).toContain('"value":"not-supported"');
  expect(JSON.stringify(view)).toContain('to the end');
});

test('a change asks for the code', () => {
  const blocks = renderForm({ ...form, button: 'change', asksCode: true }).blocks.map(({ block_id }) => block_id);

  expect(blocks).toEqual(['to', 'reason', 'note']);
});
