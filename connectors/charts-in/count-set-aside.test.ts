import { expect, test } from 'vitest';
import { aBundle, anEncounter, aPatient, readFiles } from './a-chart-file.ts';
import { countSetAside } from './count-set-aside.ts';

const condition = (id: string) => ({ resourceType: 'Condition', id, subject: { reference: 'Patient/P-1' } });

test('counts what was set aside by type and reason, and says where the first stands', () => {
  const { parts, refused } = readFiles({
    'a.json': aBundle(aPatient(), anEncounter(), condition('c-1'), condition('c-2'), { resourceType: 'Immunization', id: 'i-1' }),
    'b.json': aBundle(aPatient(), anEncounter(), condition('c-3')),
  });

  expect(refused).toEqual([]);
  expect(countSetAside(parts)).toEqual([
    {
      type: 'Immunization',
      why: expect.stringMatching(/\.$/) as string,
      resources: 1,
      files: 1,
      first: { file: 'a.json', resource: 'Bundle.entry[4] Immunization/i-1' },
    },
    {
      type: 'Condition',
      why: 'Problem lists are not kept.',
      resources: 3,
      files: 2,
      first: { file: 'a.json', resource: 'Bundle.entry[2] Condition/c-1' },
    },
  ]);
});

test('counts nothing where everything was taken', () => {
  expect(countSetAside(readFiles({ 'a.json': aBundle(aPatient(), anEncounter()) }).parts)).toEqual([]);
});
