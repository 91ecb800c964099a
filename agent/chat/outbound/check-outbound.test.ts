import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Chart } from '#core/chart/chart.ts';
import { versioned } from '#tests/contracts/builders.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import { checkOutbound, type CheckOutbound } from './check-outbound.ts';

const NOTE = `Patient: Brackleworm, Orla Li  MRN: QX-778812  DOB 02/03/1951  SSN 219-09-9999  Tel (555) 010-4477
Assessment:
Acute on chronic systolic (congestive) heart failure, now much better on the quorblixine regimen since Tuesday.`;

let hospital: Hospital;
let check: CheckOutbound;
beforeAll(async () => {
  const chart = aChart('inpatient', [{ text: NOTE, id: 'D-77-1', encounter: 'VISIT.77' }]);
  const patient = { id: 'PT-90077', name: 'Brackleworm, Orla Li', sex: 'female', birthDate: '1951-02-03' };
  const claims = [{ id: 'CLM-5550', diagnoses: ['I50.23'], procedures: [] }];
  const encounter = { ...chart.encounter, id: 'VISIT.77' };
  hospital = await openHospital(['E-1042'], [versioned(Chart.parse({ ...chart, encounter, patient, claims }))]);
  check = checkOutbound({ editions: hospital.as('coder').editions });
});
afterAll(() => hospital.close());

const looked = (body: string, encounters = ['VISIT.77']) =>
  hospital.store.within(hospital.tenant, (unit) => check(body, { encounters }, unit));

describe('of the case in question', () => {
  test.each([
    ['Seen: Brackleworm', 'patient.name'],
    ['BRACKLEWORM is waiting', 'patient.name'],
    ['Orla Li Brackleworm', 'patient.name'],
    ['the chart of PT-90077', 'patient.id'],
    ['code visit.77', 'encounter.id'],
    ['see D-77-1', 'document.id'],
    ['CLM-5550 was paid', 'claim.id'],
    ['QX-778812', 'record number'],
    ['219-09-9999', 'social security number'],
    ['219 09 9999', 'social security number'],
    ['219099999', 'social security number'],
    ['call 555-010-4477', 'telephone number'],
    ['born 1951-02-03', 'patient.birthDate'],
    ['born 2/3/1951', 'patient.birthDate'],
    ['born 02/03/51', 'patient.birthDate'],
    ['born Feb 3, 1951', 'patient.birthDate'],
    ['born 3 February 1951', 'patient.birthDate'],
    ['discharged 2026-03-14', 'day of care'],
    ['discharged 14 March 2026', 'day of care'],
    ['much BETTER on\tthe “quorblixine” regimen', 'words of a document'],
  ])('finds %s', async (body, field) => {
    expect(await looked(body)).toEqual({ found: expect.arrayContaining([field]) as string[] });
  });

  test.each([
    ['the official title of a code', 'I50.23  Acute on chronic systolic (congestive) heart failure'],
    ['a moment of the ledger', 'Approved by Dana Reyes (dana.reyes) at 2026-03-14 12:38 UTC.'],
    ['fewer words than make a quotation', 'much better on the'],
    ['words that only meet at the end of two texts', 'now much better\non the quorblixine'],
    ['a proposal and a handle', 'P-17 on K-7QF3M2, decided by coder or coding-lead'],
    ['a part of a longer word', 'Brackleworming 1219099999'],
    ['where an edition begins', 'icd10cm-2026-starter (2025-10-01 to 2026-09-30)'],
  ])('lets pass %s', async (_what, body) => {
    expect(await looked(body)).toBe('clean');
  });

  test('the same words without the code that they are the title of are a quotation', async () => {
    expect(await looked('Acute on chronic systolic (congestive) heart failure')).toEqual({ found: ['words of a document'] });
  });
});

describe('where no case is in question', () => {
  test.each([
    ['an encounter that is here, in whatever shape', 'see VISIT.77', 'encounter.id'],
    ['one of another shape', 'why E-1042?', 'encounter.id'],
    ['the shape of a document', 'see D-2001-4', 'document.id'],
    ['the shape of a record number', 'MRN 4471', 'record number'],
    ['the shape of a social security number', '219-09-9998', 'social security number'],
    ['the shape of a telephone number', '(555) 010-4478', 'telephone number'],
  ])('finds %s', async (_what, body, field) => {
    expect(await looked(body, [])).toEqual({ found: expect.arrayContaining([field]) as string[] });
  });

  test.each(['E-9999 is not there', 'icd10cm-2026-starter, coder-17, baseline@0123456789ab', `root ${'0a'.repeat(32)}`])(
    'lets pass %s',
    async (body) => {
      expect(await looked(body, [])).toBe('clean');
    },
  );
});

test('a chart that has changed is looked through anew', async () => {
  const body = 'the vuttermere scheme was begun here';
  expect(await looked(body)).toBe('clean');
  await hospital.store.within(hospital.tenant, async ({ charts }) => {
    const chart = await charts.find('VISIT.77');
    if (chart === undefined) throw new Error('it was there');
    const [first] = chart.documents;
    await charts.put(versioned({ ...chart, documents: [{ ...first!, text: `${NOTE}\nThe vuttermere scheme was begun here.` }] }));
  });

  expect(await looked(body)).toEqual({ found: ['words of a document'] });
});
