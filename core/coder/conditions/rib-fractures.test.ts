import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

test.each([
  ['Fracture of left ribs 4 and 5.', ['S22.42XA']],
  ['Fractures of the 4th and 5th ribs on the right.', ['S22.41XA']],
  ['Left ribs 5-7 fractures.', ['S22.42XA']],
  ['Left 4th, 5th, and 6th rib fractures.', ['S22.42XA']],
  ['Right rib fractures, 3rd through 6th.', ['S22.41XA']],
  ['Fracture of left 6th rib.', ['S22.32XA']],
  ['Rib fracture 2 days ago, left.', ['S22.32XA']],
  ['Chest wall contusion. No fracture of ribs 4 and 5.', ['S20.219A']],
])('counts the ribs of "%s"', (note, expected) => {
  expect(codesOf(chartSaying(`Assessment: ${note}`, 'emergency'), starterEdition())).toEqual(expected);
});
