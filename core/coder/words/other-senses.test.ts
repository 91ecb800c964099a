import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { officialEdition, whyNoOfficial } from '#tests/support/official.ts';

if (whyNoOfficial !== undefined) console.info(`Words of the official index in another sense are not read: ${whyNoOfficial}.`);

describe.skipIf(whyNoOfficial !== undefined)('words of the official index in a note', { timeout: 60_000 }, () => {
  test.each([
    ['movements that are no response of a coma scale', 'Acute appendicitis. Bowel movements normal.', ['K35.80']],
    ['a muscle of breathing that is no malformation', 'Pneumonia with accessory muscle use.', ['J18.9']],
    ['redness inside the stomach', 'Gastric ulcer. Antral erythema on endoscopy.', ['K25.9']],
    ['redness of the skin', 'Erythema.', ['L53.9']],
    [
      'delusions of a mood disorder',
      'Bipolar disorder, current episode manic severe with psychotic features. Grandiose delusions.',
      ['F31.2'],
    ],
    ['delusions that are the disorder', 'Delusional disorder.', ['F22']],
    ['a service that nobody wants', 'Gastric ulcer. Circumcision not desired.', ['K25.9']],
    ['a use disorder of no severity', 'Opioid use disorder.', []],
  ])('%s', async (_name, note, expected) => {
    expect(codesOf(chartSaying(`Assessment:\n${note}`), await officialEdition())).toEqual(expected);
  });

  test.each([
    ['one site', 'Metastatic colon cancer to liver.', ['C18.9', 'C78.7']],
    ['several sites', 'Metastatic breast cancer to bone, liver and lung.', ['C50.919', 'C79.51', 'C78.7', 'C78.00']],
    ['no named cancer', 'Metastatic cancer to bone.', ['C79.51']],
    ['an organ that has another disease', 'Metastatic breast cancer to bone and liver cirrhosis.', ['C50.919', 'C79.51', 'K74.60']],
    ['no site at all', 'Metastatic lung cancer.', ['C34.90']],
  ])('a cancer that has spread to %s', async (_name, note, expected) => {
    expect(codesOf(chartSaying(`Assessment:\n${note}`), await officialEdition())).toEqual(expected);
  });
});
