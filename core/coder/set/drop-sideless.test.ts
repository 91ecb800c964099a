import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (note: string): string[] => codesOf(chartSaying(`Assessment: ${note}`, 'emergency'), starterEdition());

test('gives the bite of a wound whose side is told no side of its own', () => {
  expect(codes('Laceration of right hand, bitten by dog.')).toEqual(['S61.411A', 'W54.0XXA']);
});

test.each([
  ['a bite with its site and side', 'Dog bite of left forearm with open wound.', ['S51.852A', 'W54.0XXA']],
  ['a bite of a finger', 'Cat bite of left index finger.', ['S61.251A', 'W55.01XA']],
  ['a disease that is linked to the bite', 'Cellulitis of right hand due to dog bite.', ['L03.113', 'W54.0XXA']],
  ['both knees, one more than the other', 'Knee pain, right greater than left.', ['M25.561', 'M25.562']],
])('codes %s', (_name, note, expected) => {
  expect(codes(note)).toEqual(expected);
});
