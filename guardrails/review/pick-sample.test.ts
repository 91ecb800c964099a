import { expect, test } from 'vitest';
import { pickSample } from './pick-sample.ts';

const many = Array.from({ length: 10_000 }, (_, at) => ({ proposal: `P-${at + 1}`, deciders: ['dana'] }));

test('the same seed picks the same, whatever the order in which the decisions come', () => {
  const once = pickSample(many, { share: 0.05, seed: 'a seed of the auditor' });

  expect(new Set(pickSample(many.toReversed(), { share: 0.05, seed: 'a seed of the auditor' }))).toEqual(new Set(once));
  expect(pickSample(many.slice(0, 100), { share: 0.05, seed: 'a seed of the auditor' })).toEqual(['P-35', 'P-43', 'P-51', 'P-57']);
});

test('another seed picks others', () => {
  const [one, other] = ['one seed', 'other seed'].map((seed) => new Set(pickSample(many, { share: 0.05, seed })));

  expect([...one!].filter((id) => other!.has(id)).length).toBeLessThan(60);
});

test('about the share that was asked for is picked, and all of it where all is asked for', () => {
  expect(pickSample(many, { share: 0.05, seed: 'a seed' }).length).toBeGreaterThan(430);
  expect(pickSample(many, { share: 0.05, seed: 'a seed' }).length).toBeLessThan(570);
  expect(pickSample(many, { share: 1, seed: 'a seed' })).toHaveLength(10_000);
});

test('a larger share of the same seed holds the smaller one', () => {
  const large = new Set(pickSample(many, { share: 0.2, seed: 'a seed' }));

  expect(pickSample(many, { share: 0.05, seed: 'a seed' }).every((id) => large.has(id))).toBe(true);
});

test('of everybody who decided at least one decision is picked, also of somebody who only signed with others', () => {
  const decided = [
    ...many.slice(0, 200),
    { proposal: 'P-9001', deciders: ['bea', 'ines'] },
    { proposal: 'P-9002', deciders: ['lee'] },
    { proposal: 'P-9003', deciders: ['lee'] },
  ];
  const picked = pickSample(decided, { share: 0.000_001, seed: 'a seed' });

  expect(picked).toHaveLength(3);
  expect(picked).toContain('P-9001');
  expect(picked.filter((id) => ['P-9002', 'P-9003'].includes(id))).toHaveLength(1);
});

test('of nothing nothing is picked', () => {
  expect(pickSample([], { share: 1, seed: 'a seed' })).toEqual([]);
});
