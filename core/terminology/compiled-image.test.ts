import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { officialSample } from '#tests/support/official-sample.ts';
import { openEdition, packEdition } from './compiled-image.ts';

const PACKED = packEdition(officialSample());

test('an edition that was packed and opened codes as it did', () => {
  const opened = openEdition(PACKED);

  expect(opened.counts).toEqual(officialSample().counts);
  expect(opened.sha256).toBe(officialSample().sha256);
  for (const note of ['Assessment: systolic heart failure', 'Assessment: Pain in left knee', 'Assessment: knee pain, right']) {
    expect(codesOf(chartSaying(note), opened)).toEqual(codesOf(chartSaying(note), officialSample()));
    expect(codesOf(chartSaying(note), opened)).toHaveLength(1);
  }
});

test('the same edition gives the same bytes, and packed again after it was opened too', () => {
  expect(packEdition(officialSample())).toEqual(PACKED);
  expect(packEdition(openEdition(PACKED))).toEqual(PACKED);
});

test('lets go of the bytes that it was opened from, unless threads share them', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(PACKED.length));
  shared.set(PACKED);

  expect(openEdition(PACKED).statements.tables.members.buffer).not.toBe(PACKED.buffer);
  expect(openEdition(shared).statements.tables.members.buffer).toBe(shared.buffer);
});

test('opens from bytes that stand anywhere in memory', () => {
  const shifted = new Uint8Array(PACKED.length + 3);
  shifted.set(PACKED, 3);

  expect(openEdition(shifted.subarray(3)).counts).toEqual(officialSample().counts);
});
