import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (note: string): string[] => codesOf(chartSaying(`Assessment: ${note}`), starterEdition()).toSorted();

describe('a condition at several sites has a code for each', () => {
  test.each([
    ['each site with its own side', 'Osteoarthritis of right knee and left hip.', ['M16.12', 'M17.11']],
    ['a side in one word with its site', 'Cellulitis of right leg and left foot.', ['L03.115', 'L03.116']],
    ['sites without a side', 'Laceration of scalp and face.', ['S01.01XA', 'S01.81XA']],
    ['both sides of each', 'Osteoarthritis of both knees and hips.', ['M16.0', 'M17.0']],
    ['a site that shares the words of another', 'Pain in left wrist and right ankle.', ['M25.532', 'M25.571']],
    ['three sites of one list', 'Pain in left knee, right hip and right shoulder.', ['M25.511', 'M25.551', 'M25.562']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

describe('a stage belongs to the ulcer that it stands with', () => {
  test.each([
    ['behind each site', 'Pressure ulcers of sacrum stage 3 and left heel stage 2.', ['L89.153', 'L89.622']],
    ['before each site', 'Stage 3 sacral and stage 2 left heel pressure ulcers.', ['L89.153', 'L89.622']],
    ['once for all', 'Stage 2 pressure ulcers of sacrum and left heel.', ['L89.152', 'L89.622']],
    ['of two statements', 'Pressure ulcer of right heel stage 2 and pressure ulcer of sacrum stage 4.', ['L89.154', 'L89.612']],
    ['of one that grew worse (I.C.12.a.6)', 'Pressure ulcer of the sacrum, progressed from stage 2 to stage 3.', ['L89.152', 'L89.153']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

test('a denied site is none of the list', () => {
  expect(codes('Pain in left wrist and no ankle pain.')).toEqual(['M25.532']);
});
