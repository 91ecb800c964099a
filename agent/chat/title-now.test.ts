import { expect, test } from 'vitest';
import type { CardView } from './view.ts';
import { titlesNow } from './title-now.ts';

const aCard = (proposal: string, more: Partial<CardView> = {}): CardView => ({
  ...{ kind: 'card', id: '', proposal, title: '', state: 'pending', facts: [], warnings: [], quotes: [], buttons: [] },
  ...more,
});
const decided = (proposal: string): CardView => aCard(proposal, { state: 'approved', outcome: 'Approved.' });

test.each([
  ['3 proposals wait for you', [aCard('P-1'), decided('P-2'), aCard('P-3')], '2 proposals wait for you'],
  ['2 proposals wait for a countersignature', [aCard('P-1'), decided('P-2')], '1 proposal waits for a countersignature'],
  ['1 proposal waits for you', [decided('P-1')], 'Nothing waits for you here any more'],
  ['1 proposal waits for you', [aCard('P-1', { state: 'signed, 1 of 2' }), decided('P-2')], '1 proposal waits for you'],
  ['1 proposal waits for you', [aCard('P-1', { state: 'gone' })], 'Nothing waits for you here any more'],
  ['P-1  pending', [decided('P-1')], 'P-1  approved'],
  ['P-1  pending', [decided('P-11')], 'P-1  pending'],
  ['Codes for K-7QF3M2', [decided('P-1')], 'Codes for K-7QF3M2'],
])('%s', (text, cards, now) => {
  expect(titlesNow([{ kind: 'title', text }], cards)).toEqual([{ kind: 'title', text: now }]);
});
