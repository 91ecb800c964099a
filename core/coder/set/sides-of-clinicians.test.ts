import { expect, test } from 'vitest';
import { Chart } from '#core/chart/chart.ts';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

function codes(provider: string, ...nurses: string[]): string[] {
  const chart = chartSaying(`Assessment: ${provider}`);
  const [note] = chart.documents;
  const others = nurses.map((text, at) => ({ ...note, id: `D-${at + 2}`, type: 'nursing-note', role: 'other-clinician', text }));
  return codesOf(Chart.parse({ ...chart, documents: [note, ...others] }), starterEdition());
}

test('takes the side of what the provider states from the nurse (I.B.13)', () => {
  expect(codes('Acute otitis media.', 'Acute otitis media of left ear per provider.')).toEqual(['H66.92']);
});

test.each([
  ['the provider names a side', 'Acute otitis media of right ear.', ['Acute otitis media of left ear.'], ['H66.91']],
  ['two nurses name two sides', 'Acute otitis media.', ['Acute otitis media of left ear.', 'Acute otitis media of right ear.'], ['H66.90']],
  ['the provider does not state the condition', 'Cough.', ['Acute otitis media of left ear.'], ['R05.9']],
  ['the nurse denies it', 'Acute otitis media.', ['No acute otitis media of left ear.'], ['H66.90']],
])('and not where %s', (_name, provider, nurses, expected) => {
  expect(codes(provider, ...nurses)).toEqual(expected);
});
