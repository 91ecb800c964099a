import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMessage as onSlack } from '#connectors/slack/render/render-message.ts';
import { renderMessage as onTeams } from '#connectors/teams/render/render-message.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Block } from '#core/answer/block.ts';
import type { CardView, ViewPart } from '#agent/chat/view.ts';
import { aCardView, aView } from './support/arbitrary-views.ts';
import { textsIn } from './support/slack-limits.ts';
import { wordsOfCard } from './support/teams-limits.ts';

const code = fc.integer({ min: 0, max: 9_999 }).map((n) => `Q${String(n).padStart(4, '0').replace(/(..)$/, '.$1')}`);
const words = fc.lorem({ maxCount: 5 });
const titled = fc.tuple(code, words).map(([code, says]) => `${code}  ${says}`);

const block = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text: titled }),
  fc.record({ kind: fc.constant('text' as const), text: titled }),
  fc.record({ kind: fc.constant('quote' as const), text: words, source: code.map((one) => `D-${one}`) }),
  fc.record({ kind: fc.constant('facts' as const), rows: fc.array(fc.tuple(words, titled), { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(titled, { minLength: 1, maxLength: 20 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.constant(['Code', 'Says']),
    rows: fc.array(
      fc.tuple(code, words).map((row) => [...row]),
      { minLength: 1, maxLength: 20 },
    ),
  }),
  fc.record({ kind: fc.constant('proposal' as const), id: code.map((one) => `P-${one}`), state: fc.constant('pending'), says: titled }),
  fc.record({ kind: fc.constant('note' as const), tone: fc.constantFrom('plain' as const, 'warning' as const), text: titled }),
);
const view = fc
  .record({ blocks: fc.array(block, { maxLength: 12 }), cards: fc.array(titled, { maxLength: 40 }) })
  .map(({ blocks, cards }) => aView([...(blocks as Block[]), ...cards.map((title, at) => aCardView(at, { title }))]));

/** Codes and ids of a view, in its order, as the terminal shows them. */
function idsIn(parts: readonly ViewPart[]): string[] {
  const asBlock = (part: ViewPart): Block =>
    part.kind === 'card' ? { kind: 'proposal', id: part.proposal, state: part.state, says: part.title } : part;
  return idsOf(plainText(parts.map(asBlock), undefined, 100_000));
}

const idsOf = (text: string): string[] => text.match(/[DP]-[\w.]+|Q\d\d\.\d\d/g) ?? [];
const isCut = (text: string): boolean => /\d+ more( proposals?| \(|:|,| and)/.test(text);

const renderings = (one: Parameters<typeof onSlack>[0]): string[] => [
  textsIn(onSlack(one).blocks).join('\n'),
  wordsOfCard(onTeams(one).card),
];

test('every code and id that the terminal shows is on Slack and in Teams, or counted as not shown', () => {
  fc.assert(
    fc.property(view, (one) => {
      const wanted = new Set(idsIn(one.parts));
      for (const text of renderings(one)) {
        const shown = new Set(idsOf(text));
        expect([...shown].filter((id) => !wanted.has(id))).toEqual([]);
        expect(isCut(text) ? [] : [...wanted].filter((id) => !shown.has(id))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('what is cut is cut at the end: words before words, cards before cards', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }), (items, cards) => {
      const list = Array.from({ length: items }, (_, at) => `Q${String(at).padStart(4, '0').replace(/(..)$/, '.$1')}  Unspecified`);
      const all = aView([{ kind: 'list', items: list }, ...Array.from({ length: cards }, (_, at) => aCardView(at, { title: 'A code' }))]);
      const wanted = idsIn(all.parts);
      for (const text of renderings(all)) {
        const shown = new Set(idsOf(text));
        for (const kind of ['Q', 'P']) {
          const own = wanted.filter((id) => id.startsWith(kind));
          const count = own.filter((id) => shown.has(id)).length;
          expect(own.slice(0, count).every((id) => shown.has(id))).toBe(true);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the same card says the same on both, buttons and outcome included', () => {
  const decided: CardView = aCardView(1, {
    state: 'approved',
    outcome: 'Approved by Dana Reyes (dana.reyes) at 2026-11-22 01:10 UTC.',
    warnings: ['D-1042-7 denies it.'],
    quotes: [{ text: 'AKI', source: 'D-1042-6', flags: ['contested'] }],
    buttons: [],
  });
  const [slack = '', teams = ''] = renderings(aView([decided]));

  for (const says of [
    'Q001.1',
    'P-1 · approved',
    'Case: K-7QF3M2',
    'Approved by Dana Reyes',
    'D-1042-7 denies it.',
    'AKI',
    'D-1042-6',
    'contested',
  ])
    expect([slack.includes(says), teams.includes(says)]).toEqual([true, true]);
});
