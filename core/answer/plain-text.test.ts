import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from './block.ts';
import { plainText } from './plain-text.ts';

const longest = (text: string): number => Math.max(...text.split('\n').map(({ length }) => length));

test('every kind of block is readable in 80 columns', () => {
  const words = 'acute on chronic systolic heart failure with reduced ejection fraction '.repeat(4);
  const blocks: Block[] = [
    { kind: 'title', text: words },
    { kind: 'text', text: words },
    { kind: 'quote', text: words, source: words, flags: [words] },
    { kind: 'facts', rows: [['Index path', words]] },
    { kind: 'list', items: [words, words] },
    { kind: 'table', columns: ['Code', 'Title'], rows: [['I50.23', words]] },
    { kind: 'proposal', id: 'P-17', state: 'pending', says: words },
    { kind: 'note', tone: 'warning', text: words },
  ];

  expect(longest(plainText(blocks))).toBeLessThanOrEqual(80);
});

test('a digest is not broken and still fits: it moves up to its label', () => {
  const digest = 'a1'.repeat(32);
  const text = plainText([
    {
      kind: 'facts',
      rows: [
        ['State', 'pending'],
        ['Digest', digest],
      ],
    },
  ]);

  expect(text).toBe(`State               pending\nDigest  ${digest}\n`);
});

test('a table takes from the columns that can wrap, so that no row breaks at the edge', () => {
  const text = plainText([
    {
      kind: 'table',
      columns: ['#', 'When (UTC)', 'Who', 'Act', 'On', 'Leaf'],
      rows: [['36', '2026-11-21 15:31', 'countersign-coder for dana.reyes', 'proposal.approved', 'N17.9 explain_code', '92d84fc0']],
    },
  ]);

  expect(longest(text)).toBeLessThanOrEqual(80);
  for (const whole of ['countersign-coder', 'proposal.approved', 'explain_code', '92d84fc0']) expect(text).toContain(whole);
});

test('proposals stand line under line, apart from what is around them', () => {
  const proposal = (id: string): Block => ({ kind: 'proposal', id, state: 'pending', says: 'code.accept I50.23' });
  const text = plainText([{ kind: 'title', text: 'Waiting' }, proposal('P-1'), proposal('P-2'), { kind: 'text', text: 'Done.' }]);

  expect(text).toBe('Waiting\n[P-1] pending: code.accept I50.23\n[P-2] pending: code.accept I50.23\n\nDone.\n');
});

test('a quotation keeps its words, line by line', () => {
  const text = plainText([{ kind: 'quote', text: 'EF 25%.\n  AKI resolved.', source: 'D-1' }]);

  expect(text).toBe('> EF 25%.\n>   AKI resolved.\n    D-1\n');
});

test('a document cannot steer the terminal: escape sequences and direction marks are shown, not sent', () => {
  const text = plainText([{ kind: 'quote', text: '\u001b[2J\u202eapproved\u0007', source: 'D-1\u009b31m' }]);

  expect(text).toBe('> \uFFFD[2J\uFFFDapproved\uFFFD\n    D-1\uFFFD31m\n');
});

test('no answer holds a control character but the line feed, whatever the chart holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const text = plainText([
        { kind: 'quote', text: a, source: b },
        { kind: 'facts', rows: [[a, b]] },
        { kind: 'table', columns: [a], rows: [[b]] },
        { kind: 'list', items: [a] },
      ]);

      expect([...text].filter((letter) => letter !== '\n' && /\p{Cc}/u.test(letter))).toEqual([]);
    }),
  );
});

test('paint changes colours and not letters', () => {
  const mark = (text: string): string => `<${text}>`;
  const blocks: Block[] = [
    { kind: 'title', text: 'I50.23' },
    { kind: 'facts', rows: [['Rank', 'first-listed']] },
    { kind: 'note', tone: 'plain', text: 'Demo.' },
  ];
  const painted = plainText(blocks, { title: mark, quote: mark, dim: mark, warning: mark, key: mark });

  expect(painted.replaceAll(/[<>]/g, '')).toBe(plainText(blocks));
});
