import { expect, test } from 'vitest';
import { aBundle, aClaim, aDiagnosis, anEncounter, aPatient, partOf } from '../a-chart-file.ts';

type Members = Readonly<Record<string, unknown>>;

function read(...resources: readonly Members[]) {
  return partOf(aBundle(aPatient(), anEncounter(), ...resources));
}

function claimWith(members: Members, ...others: readonly Members[]) {
  return read(aClaim(members), ...others).claims[0]?.claim;
}

test('reads a claim in the order of its lines, codes only', () => {
  const item = (sequence: number, system: string, code: string) => ({
    sequence,
    productOrService: { coding: [{ system, code, display: 'words that are not ours' }], text: 'nor these' },
    encounter: [{ reference: 'Encounter/E-1' }],
  });
  const claim = claimWith({
    diagnosis: [aDiagnosis(2, 'n179'), aDiagnosis(1, 'I50.23')],
    item: [
      item(2, 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'j1940'),
      item(1, 'http://www.ama-assn.org/go/cpt', '99223'),
      { sequence: 3, productOrService: { text: 'Room and board' } },
    ],
  });

  expect(claim).toEqual({ id: 'C-1', payer: 'Larkmoor Health', diagnoses: ['I50.23', 'N17.9'], procedures: ['99223', 'J1940'] });
});

test('puts the diagnosis that is called principal first', () => {
  const principal = { ...aDiagnosis(2, 'A41.9'), type: [{ coding: [{ code: 'principal' }] }] };

  expect(claimWith({ diagnosis: [aDiagnosis(1, 'N39.0'), principal] })?.diagnoses).toEqual(['A41.9', 'N39.0']);
});

test('finds a diagnosis in the condition that it names', () => {
  const condition = { resourceType: 'Condition', id: 'X-1', code: aDiagnosis(1, 'I10')['diagnosisCodeableConcept'] };

  expect(claimWith({ diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'Condition/X-1' } }] }, condition)?.diagnoses).toEqual([
    'I10',
  ]);
});

test('finds the payer in the coverage, and in the organisation that the coverage names', () => {
  const insurance = [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/V-1' } }];
  const coverage = (payor: Members) => ({ resourceType: 'Coverage', id: 'V-1', payor: [payor] });
  const payer = { resourceType: 'Organization', id: 'Y-1', name: 'Oakhollow' };

  expect(claimWith({ insurer: undefined, insurance }, coverage({ display: 'Bramble' }))?.payer).toBe('Bramble');
  expect(claimWith({ insurer: undefined, insurance }, coverage({ reference: 'Organization/Y-1' }), payer)?.payer).toBe('Oakhollow');
});

test.each<[name: string, members: Members, why: string]>([
  ['is a question before the service', { use: 'preauthorization' }, 'It is a preauthorization.'],
  ['is a draft', { status: 'draft' }, 'It is a draft.'],
  ['was cancelled', { status: 'cancelled' }, 'It is cancelled.'],
  [
    'has a diagnosis in another code system',
    { diagnosis: [{ sequence: 1, diagnosisCodeableConcept: { text: 'flu' } }] },
    'Its diagnosis 1 has no ICD-10-CM code.',
  ],
  [
    'names two encounters',
    { item: ['E-1', 'E-2'].map((id, at) => ({ sequence: at + 1, encounter: [{ reference: `Encounter/${id}` }] })) },
    'It names 2 encounters.',
  ],
])('sets aside a claim that %s', (_name, members, why) => {
  expect(read(aClaim(members)).setAside).toEqual([{ resource: 'Bundle.entry[2] Claim/C-1', why }]);
});
