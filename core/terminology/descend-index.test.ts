import { expect, test } from 'vitest';
import { descendIndex } from './descend-index.ts';
import { IndexEntry } from './edition-source.ts';

const index = [
  { main: 'Sprain', say: ['sprain'], sub: { ankle: 'S93.409?', 'ankle, right': 'S93.401?' } },
  { main: 'Sprain, ankle', say: ['ankle sprain'], sub: { right: 'S93.401?', 'deltoid, right': 'S93.421?' } },
].map((entry) => IndexEntry.parse(entry));

test('lets a general term reach the subterms of the narrower one', () => {
  expect(descendIndex(index)[0]?.sub).toEqual({ ankle: 'S93.409?', 'ankle, right': 'S93.401?', 'ankle, deltoid, right': 'S93.421?' });
});

test('leaves the narrower term as it is', () => {
  expect(descendIndex(index)[1]).toEqual(index[1]);
});
