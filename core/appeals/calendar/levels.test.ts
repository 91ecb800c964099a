import { describe, expect, test } from 'vitest';
import { shippedCalendar } from '#evals/appeal-windows/judge-case.ts';
import type { AppealOutcome, AppealPath } from './appeal-calendar.ts';
import { checkLevel, levelsOf, nextStep, type LevelDecision } from './levels.ts';

const calendar = shippedCalendar();
const ffs = levelsOf('medicare_ffs_3', calendar);

/** `1- 2-` is an unfavourable redetermination and reconsideration; x dismissed, + favourable, ~ partly, r remanded, ? no decision in time. */
function decisions(written: string): LevelDecision[] {
  const outcomes: Readonly<Record<string, AppealOutcome>> = {
    '-': 'unfavorable',
    '~': 'partly-favorable',
    '+': 'favorable',
    x: 'dismissed',
    r: 'remanded',
    '?': 'no-decision-in-time',
  };
  return written
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => ({ path: `medicare_ffs_${one[0]}` as AppealPath, outcome: outcomes[one[1] ?? '']! }));
}

test('Medicare has five levels in their order, two of them with a least amount; a contract has none here', () => {
  expect(ffs.map(({ number, path }) => `${number} ${path}`)).toEqual([1, 2, 3, 4, 5].map((level) => `${level} medicare_ffs_${level}`));
  expect(ffs.filter(({ hasLeastAmount }) => hasLeastAmount).map(({ number }) => number)).toEqual([3, 5]);
  expect(levelsOf('contract', calendar)).toEqual([]);
});

describe('the level that comes next', () => {
  test.each([
    ['', 'medicare_ffs_1 decision'],
    ['1-', 'medicare_ffs_2 decision'],
    ['1~ 2-', 'medicare_ffs_3 decision'],
    ['1- 2- 3~', 'medicare_ffs_4 decision'],
    ['1- 2- 3- 4-', 'medicare_ffs_5 decision'],
    ['1- 2- 3- 4- 5-', 'nothing'],
    ['1+', 'nothing'],
    ['1x', 'medicare_ffs_2 dismissal'],
    ['1x 2-', 'nothing'],
    ['1x 2+', 'nothing'],
    ['1x 2+ 1-', 'medicare_ffs_2 decision'],
    ['1- 2x', 'medicare_ffs_3 dismissal'],
    ['1- 2x 3-', 'nothing'],
    ['1- 2x 3r 2-', 'medicare_ffs_3 decision'],
    ['1?', 'nothing'],
    ['1- 2?', 'medicare_ffs_3 decision'],
    ['1- 2- 3?', 'medicare_ffs_4 decision'],
    ['1- 2- 3- 4?', 'medicare_ffs_5 decision'],
    ['1- 2- 3- 4x', 'nothing'],
    ['1- 2- 3- 4r', 'nothing'],
    ['1- 2- 3- 4r 3- 4-', 'medicare_ffs_5 decision'],
  ])('after "%s" is %s', (written, wanted) => {
    const next = nextStep(ffs, decisions(written));
    const step = next !== undefined && 'step' in next ? next.step : undefined;

    expect(step?.file === 'nothing' ? 'nothing' : `${step?.file} ${step?.of}`).toBe(wanted);
  });

  test('is not told after decisions that cannot have followed each other', () => {
    expect(nextStep(ffs, decisions('2-'))).toEqual({
      wrong:
        'A decision of level 2 (reconsideration by the qualified independent contractor) is told where level 1 (redetermination by the Medicare administrative contractor) was due. Correct the decisions.',
    });
  });
});

describe('a level that is asked for', () => {
  test('is allowed when it is the next one', () => {
    expect(checkLevel('medicare_ffs_2', decisions('1x'), calendar)).toMatchObject({ allowed: true, of: 'dismissal' });
  });

  test('is refused with the reason when another is due', () => {
    expect(checkLevel('medicare_ffs_3', decisions('1-'), calendar)).toEqual({
      allowed: false,
      says: 'Level 3 (hearing by the Office of Medicare Hearings and Appeals) cannot be asked for. The next level is a reconsideration. What can be filed now is level 2 (reconsideration by the qualified independent contractor).',
      cites: '42 CFR 405.960',
    });
  });

  test('is refused when nothing can be filed, and when it was decided already', () => {
    expect(checkLevel('medicare_ffs_2', decisions('1+'), calendar)).toMatchObject({
      allowed: false,
      says: expect.stringContaining('Nothing can be filed now.'),
    });
    expect(checkLevel('medicare_ffs_1', decisions('1-'), calendar)).toMatchObject({ allowed: false });
    expect(checkLevel('ma_noncontract', [{ path: 'ma_noncontract', outcome: 'unfavorable' }], calendar)).toMatchObject({ allowed: false });
  });

  test('is for the contract to say where only the contract knows the levels', () => {
    expect(checkLevel('contract', [], calendar)).toMatchObject({ allowed: true, says: expect.stringContaining('contract') });
  });
});
