import { describe, expect, test } from 'vitest';
import { rateConfidence, type Features } from './rate-confidence.ts';
import { tierOf } from './tier-of.ts';

const GOOD: Features = {
  section: 'final',
  documents: 2,
  status: 'present',
  notFinal: false,
  open: 0,
  flags: 0,
  conflict: false,
  fromTitle: false,
};

describe('confidence falls with every sign against', () => {
  test.each([
    ['a weaker section', { section: 'history' }],
    ['fewer documents', { documents: 1 }],
    ['doubt', { status: 'possible' }],
    ['a closing document that is silent', { notFinal: true }],
    ['an axis left open', { open: 1 }],
    ['a flag', { flags: 1 }],
    ['a contradiction', { conflict: true }],
    ['words that only a title has', { fromTitle: true }],
  ] as const)('%s', (_name, worse) => {
    expect(rateConfidence({ ...GOOD, ...worse })).toBeLessThan(rateConfidence(GOOD));
  });
});

test('confidence has two places and stays between 0.05 and 0.99', () => {
  const best = rateConfidence({ ...GOOD, documents: 40 });
  const worst = rateConfidence({ ...GOOD, section: 'never', status: 'possible', notFinal: true, open: 9, flags: 9, conflict: true });

  expect([best, worst]).toEqual([0.99, 0.05]);
});

test.each([
  ['a sound suggestion may be decided in a batch', GOOD, 'straightforward'],
  ['a flag asks for a look', { ...GOOD, flags: 1 }, 'look'],
  ['an uncertain diagnosis asks for a look', { ...GOOD, documents: 9, status: 'possible' }, 'look'],
  ['a contradiction asks for someone senior', { ...GOOD, conflict: true }, 'senior'],
] as const)('%s', (_name, features, tier) => {
  expect(tierOf(rateConfidence(features), features)).toBe(tier);
});
