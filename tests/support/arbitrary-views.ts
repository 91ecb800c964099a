import fc from 'fast-check';
import type { Block } from '#core/answer/block.ts';
import type { CardView, ChatView, FormView, ViewPart } from '#agent/chat/view.ts';

/** What people and charts may hold that a chat would read as something else. */
export const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U1234ABCD>',
  '<#C123|general>',
  '<https://evil.example|click>',
  '@here @channel @everyone',
  '```code``` `x`',
  '*bold* _it_ ~gone~',
  ':tada: :fire:',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  'https://evil.example/?a=1&b=2',
  '<at>Dana</at>',
  '{{DATE(2026-01-01T00:00:00Z, SHORT)}}',
  '> > > nested',
  '# heading\n1. one\n- two\n| a | b |\n|---|---|',
  '\u202Egnp.exe\u202C \u200B\u200D',
  'مريض فشل القلب',
  'חולה',
  '👩🏽‍⚕️🫀🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\u0000\u001B[2J\u0007',
  '\uD800 half',
  '<script>alert(1)</script>',
  '&lt;!channel&gt;',
  '',
  ' \n ',
  '\t',
] as const;

const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY).map((one) => (one === '' ? 'x' : one).repeat(10_000).slice(0, 10_000)) },
  { weight: 1, arbitrary: fc.constantFrom('I50.23 ', 'x', '👩🏽‍⚕️', '&<>').map((one) => one.repeat(10_000).slice(0, 10_000)) },
);
const some = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 9, arbitrary: fc.array(one, { maxLength: 4 }) }, { weight: 1, arbitrary: fc.array(one, { maxLength: most }) });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text: words }),
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind: fc.constant('quote' as const), text: words, source: words, flags: some(words, 8) }),
  fc.record({ kind: fc.constant('facts' as const), rows: some(fc.tuple(words, words), 500) }),
  fc.record({ kind: fc.constant('list' as const), items: some(words, 500) }),
  fc.record({ kind: fc.constant('table' as const), columns: some(words, 30), rows: some(some(words, 30), 200) }),
  fc.record({ kind: fc.constant('proposal' as const), id: words, state: words, says: words }),
  fc.record({ kind: fc.constant('note' as const), tone: fc.constantFrom('plain' as const, 'warning' as const), text: words }),
);

const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'file:///etc/passwd', 'not an address', 'data:text/html,x'),
  words,
);

export const anyForm = (card: fc.Arbitrary<string> = fc.uuid()): fc.Arbitrary<FormView> =>
  fc.record({
    button: fc.constantFrom('reject' as const, 'change' as const),
    card,
    title: words,
    reasons: fc.array(fc.record({ key: fc.stringMatching(/^[a-z][a-z0-9-]{1,40}$/), says: words }), { minLength: 1, maxLength: 30 }),
    asksCode: fc.boolean(),
  });

const anyCard: fc.Arbitrary<CardView> = fc
  .record({
    id: fc.uuid(),
    proposal: words,
    title: words,
    state: fc.oneof(fc.constantFrom('pending', 'approved', 'rejected'), words),
    facts: some(fc.tuple(words, words), 30),
    warnings: some(words, 30),
    quotes: some(fc.record({ text: words, source: words, flags: some(words, 8) }), 30),
    outcome: fc.option(words, { nil: undefined }),
    buttons: fc.subarray(['accept', 'change', 'reject', 'escalate', 'withdraw'] as const),
    open: fc.option(address, { nil: undefined }),
    forms: fc.option(fc.array(anyForm(), { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ outcome, open, forms, ...card }) => ({
    kind: 'card',
    ...card,
    ...(outcome !== undefined && { outcome }),
    ...(open !== undefined && { open }),
    ...(forms !== undefined && { forms }),
  }));

const part: fc.Arbitrary<ViewPart> = fc.oneof({ weight: 2, arbitrary: block }, { weight: 1, arbitrary: anyCard });

/** Any view at all: empty, huge, hostile. */
export const anyView: fc.Arbitrary<ChatView> = fc
  .record({
    fallback: words,
    parts: some(part, 60),
    links: some(fc.record({ label: words, url: address }), 8),
    rate: fc.option(fc.uuid(), { nil: undefined }),
    prompts: fc.option(some(words, 8), { nil: undefined }),
  })
  .map(({ rate, prompts, ...view }) => ({ ...view, ...(rate !== undefined && { rate }), ...(prompts !== undefined && { prompts }) }));

/** A card for one code, as many as are wanted. */
export function aCardView(nth: number, more: Partial<CardView> = {}): CardView {
  return {
    kind: 'card',
    id: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`,
    proposal: `P-${nth}`,
    title: `Q${String(nth).padStart(3, '0')}.1  A diagnosis of some length, unspecified`,
    state: 'pending',
    facts: [
      ['Case', 'K-7QF3M2'],
      ['Decided by', 'coder or coding-lead'],
    ],
    warnings: [],
    quotes: [],
    buttons: ['accept', 'change', 'reject', 'escalate', 'withdraw'],
    open: `https://countersign.example/p/P-${nth}`,
    ...more,
  };
}

export function aView(parts: readonly ViewPart[], more: Partial<ChatView> = {}): ChatView {
  return {
    fallback: 'Codes for K-7QF3M2',
    parts,
    links: [{ label: 'Open the case', url: 'https://countersign.example/k/K-7QF3M2' }],
    ...more,
  };
}
