import { expect, test } from 'vitest';
import type { Desk, LedgerStory } from '#agent/desk.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { readWords } from '../../words.ts';
import { show } from './show.ts';

const leaf = (more: object): Leaf =>
  Leaf.parse({
    v: 1,
    tenant: 'demo',
    index: 12,
    at: '2026-03-09T08:00:05.123Z',
    act: 'tool.read',
    actor: 'mcp-client',
    channel: 'mcp-stdio',
    about: 'b'.repeat(64),
    ...more,
  });
const STORY: LedgerStory = {
  of: 'E-1042',
  entries: [
    { leaf: leaf({ onBehalfOf: 'dana.reyes', tool: 'read_document', policy: 'baseline@3f2a' }), about: { document: 'D-1042-9' } },
    {
      leaf: leaf({ index: 13, act: 'proposal.rejected', actor: 'lee.okafor', channel: 'terminal', proposal: 'P-1' }),
      about: { code: 'I50.23', reason: 'not-supported' },
    },
    {
      leaf: leaf({ index: 14, act: 'tool.refused', actor: 'sam.ferro', channel: 'terminal', tool: 'show_ledger', failure: 'not-allowed' }),
      about: {},
      fault: 'Its hash is not the hash of what it says.',
    },
  ],
};

async function shown(words: readonly string[]): Promise<string> {
  let text = '';
  const desk = { showLedger: () => Promise.resolve(STORY) } as unknown as Desk;
  const request = show.read(readWords(words, { as: 'text' }, ''), undefined);
  await request?.(desk, { print: (more) => void (text += more), tell: () => undefined });
  return text;
}

test('the story of a case is one line an entry: number, time, who for whom, what, and why not', async () => {
  expect(await shown(['E-1042'])).toBe(
    [
      'What the ledger holds on E-1042: 3 entries, oldest first, in UTC',
      '#   When                 Who                         What',
      '12  2026-03-09 08:00:05  mcp-client for dana.reyes   asked read_document:',
      '                         (mcp-stdio)                 D-1042-9. Policy',
      '                                                     baseline@3f2a',
      '13  2026-03-09 08:00:05  lee.okafor (terminal)       rejected P-1: I50.23.',
      '                                                     Reason: not-supported',
      '14  2026-03-09 08:00:05  sam.ferro (terminal)        ! was refused show_ledger.',
      '                                                     Refused: not-allowed',
      '',
      '! Entry 14 is not what was written. Its hash is not the hash of what it says.',
      '',
    ].join('\n'),
  );
});

test('it is asked of one case', () => {
  expect([[], ['E-1', 'E-2']].map((words) => show.read(readWords(words, {}, ''), undefined))).toEqual([undefined, undefined]);
});
