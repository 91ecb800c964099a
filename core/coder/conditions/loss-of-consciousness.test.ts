import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

test.each([
  ['minutes in figures', 'Assessment: Concussion with loss of consciousness of 5 minutes.', ['S06.0X1A']],
  ['minutes in words', 'Assessment: Concussion with loss of consciousness for about ten minutes.', ['S06.0X1A']],
  ['seconds', 'Assessment: Concussion, LOC for 30 seconds.', ['S06.0X1A']],
  ['a duration before it', 'Assessment: Concussion with 5-minute LOC', ['S06.0X1A']],
  ['a duration in the history', 'HPI: She lost consciousness for approximately 2 minutes.\nAssessment: Concussion.', ['S06.0X1A']],
  ['its denial in the history', 'HPI: Struck her head, denies LOC.\nAssessment: Concussion.', ['S06.0X0A']],
  ['another brain injury', 'Assessment: Traumatic subarachnoid hemorrhage with LOC of 20 min.', ['S06.6X1A']],
  ['no duration', 'Assessment: Concussion with loss of consciousness.', ['S06.0X9A']],
  ['only the least that it was', 'Assessment: Concussion, LOC more than 5 minutes.', ['S06.0X9A']],
  ['two that differ', 'Assessment: Concussion. LOC for 5 minutes, then LOC for 2 hours.', ['S06.0X9A']],
])('reads a loss of consciousness: %s', (_name, note, expected) => {
  expect(codesOf(chartSaying(note, 'emergency'), starterEdition())).toEqual(expected);
});
