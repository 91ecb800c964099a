import { expect, test } from 'vitest';
import { codeChart } from '#core/coder/code-chart.ts';
import type { ProposalDraft } from './proposal.ts';
import { mustStand } from './evidence-stands.ts';
import { aCode } from '../tests/support/a-case.ts';
import { aChart } from '../tests/support/a-chart.ts';
import { smallEdition } from '../tests/support/small-edition.ts';

const CHART = aChart('inpatient', ['DISCHARGE DIAGNOSES:\nPneumonia\n\nROS:\nNo cough.']);
const TRACE = codeChart(CHART, smallEdition());
const [PNEUMONIA] = TRACE.suggestions;
const PLACE = { document: 'D-1-1', start: PNEUMONIA?.evidence[0]?.start ?? 0, end: PNEUMONIA?.evidence[0]?.end ?? 0 };
const RECORDS = { charts: { find: () => Promise.resolve(CHART) }, traces: { find: () => Promise.resolve(TRACE) } };

function drafted(evidence: readonly (typeof PLACE)[], quotes: readonly (readonly [text: string, source: string])[] = []): ProposalDraft {
  const { payload, ...rest } = aCode('code.accept', 'J18.9', { trace: 'T-1' });
  const preview = [
    { kind: 'title' as const, text: 'J18.9' },
    ...quotes.map(([text, source]) => ({ kind: 'quote' as const, text, source })),
  ];
  return { ...rest, preview, payload: { ...(payload as object), evidence: [...evidence] } };
}
const at = ({ document, start, end }: typeof PLACE) => `${document} Note · provider · characters ${start}-${end}`;

test.each([
  ["the coder's own evidence, quoted to the letter", drafted([PLACE], [['Pneumonia', at(PLACE)]])],
  ['a draft that quotes nothing', drafted([])],
])('lets %s pass', async (_name, draft) => {
  await expect(mustStand(RECORDS, draft)).resolves.toBeUndefined();
});

test.each([
  [
    'evidence that is cut short',
    drafted([{ ...PLACE, end: PLACE.end - 1 }]),
    /the coder's trace does not give characters \d+-\d+ of D-1-1 for it/,
  ],
  ['evidence in a note that is not there', drafted([{ ...PLACE, document: 'D-9' }]), /does not give/],
  ['a quotation that is not to the letter', drafted([PLACE], [['pneumonia', at(PLACE)]]), /does not stand to the letter/],
  ['a quotation without its place', drafted([PLACE], [['Pneumonia', 'somewhere']]), /does not say where it stands/],
  [
    'a quotation of what supports nothing',
    drafted([PLACE], [['DISCHARGE', at({ ...PLACE, start: 0, end: 9 })]]),
    /does not give characters 0-9/,
  ],
])('refuses %s', async (_name, draft, says) => {
  await expect(mustStand(RECORDS, draft)).rejects.toMatchObject({ code: 'bad-input', says: expect.stringMatching(says) });
});

test('refuses what rests on a chart that has changed since it was read', async () => {
  const changed = { ...CHART, documents: CHART.documents.map((one) => ({ ...one, text: one.text.replace('Pneumonia', 'Bronchit.') })) };

  await expect(mustStand({ ...RECORDS, charts: { find: () => Promise.resolve(changed) } }, drafted([PLACE]))).rejects.toMatchObject({
    says: expect.stringContaining('does not have at'),
  });
});
