import { describe, expect, test } from 'vitest';
import { Claim } from '../../billing/claim.ts';
import { allOf, anInterchange, inChunks, REMITTANCE_HEAD } from '#tests/support/x12-file.ts';
import { writeAcknowledgement, type ReadSet } from '../acknowledgement/write-acknowledgement.ts';
import { readX12, type X12Event } from '../read-x12.ts';
import { writeStatusRequest } from './write-status-request.ts';

const ENVELOPE = { sender: '1234567893', receiver: 'BLUEFERN', at: '2026-03-14T10:00:00.000Z', control: '000000007', real: false };

async function read(text: string) {
  const events: X12Event[] = await allOf(readX12(inChunks(text, 23)));
  const statuses = events.flatMap((event) => (event.of === 'status' && event.event.kind === 'item' ? [event.event.item] : []));
  const acknowledged = events.flatMap((event) => (event.of === 'acknowledgement' && event.event.kind === 'item' ? [event.event.item] : []));
  const findings = events.flatMap((event) =>
    (event.of === 'status' || event.of === 'acknowledgement') && event.event.kind === 'tail' ? event.event.findings : [],
  );
  return { events, statuses, acknowledged, findings };
}

const LEVELS = [
  'BHT*0085*08*1*20260314*1000*TH',
  'HL*1**20*1',
  'NM1*PR*2*BLUE FERN*****PI*1',
  'TRN*1*T-0',
  'DTP*050*D8*20260313',
  'DTP*009*D8*20260314',
  'HL*2*1*21*1',
  'NM1*41*2*DEMO HOSPITAL*****46*1',
];

test('reads a claim acknowledgement: what was accepted, what was rejected and why', async () => {
  const { statuses, findings } = await read(
    anInterchange(
      [
        ...LEVELS,
        'TRN*2*B-1',
        'STC*A1:20*20260314*WQ*300',
        'QTY*90*1',
        'QTY*AA*1',
        'AMT*YU*100',
        'AMT*YY*200',
        'HL*3*2*19*1',
        'NM1*85*2*DEMO HOSPITAL*****XX*1234567893',
        'HL*4*3*PT',
        'NM1*QC*1*ROE*ANN****MI*M-1',
        'TRN*2*C-1',
        'STC*A3:21:QC*20260314*U*200******A3:562:85*A3:99999*NOT ON FILE',
        'REF*1K*P-1',
        'DTP*472*RD8*20260301-20260302',
        'SVC*HC:99213:25*200*****1',
        'STC*A3:454*20260314*U',
        'REF*FJ*L-1',
      ],
      { set: '277', version: '005010X214', group: 'HN' },
    ),
  );

  expect(findings).toEqual([]);
  expect(statuses.map(({ level, trace }) => [level, trace])).toEqual([
    ['source', 'T-0'],
    ['receiver', 'B-1'],
    ['patient', 'C-1'],
  ]);
  expect(statuses[1]).toMatchObject({
    quantities: [
      { qualifier: '90', quantity: 1 },
      { qualifier: 'AA', quantity: 1 },
    ],
    amounts: [
      { qualifier: 'YU', cents: 10_000 },
      { qualifier: 'YY', cents: 20_000 },
    ],
  });
  expect(statuses[2]).toMatchObject({
    payerClaimId: 'P-1',
    provider: { id: '1234567893' },
    patient: { last: 'ROE' },
    statuses: [
      { category: 'A3', status: '21', entity: 'QC', on: '2026-03-14', action: 'U', chargeCents: 20_000, message: 'NOT ON FILE' },
      { category: 'A3', status: '562', entity: '85' },
      { category: 'A3', status: '99999' },
    ],
    dates: [{ qualifier: '472', from: '2026-03-01', to: '2026-03-02' }],
    lines: [
      {
        code: '99213',
        modifiers: ['25'],
        chargeCents: 20_000,
        units: 1,
        statuses: [{ category: 'A3', status: '454' }],
        references: [{ qualifier: 'FJ', value: 'L-1' }],
      },
    ],
  });
});

test('reads an answer for a subscriber and for a dependent, each with whom it names', async () => {
  const { statuses, findings } = await read(
    anInterchange(
      [
        ...LEVELS.slice(0, 3),
        ...LEVELS.slice(6),
        'HL*3*2*19*1',
        'NM1*1P*2*DEMO HOSPITAL*****XX*1234567893',
        'HL*4*3*22*1',
        'NM1*IL*1*ROE*ANN****MI*M-1',
        'TRN*2*C-1',
        'STC*F1:65*20260314**100*80*20260310*CHK*20260311*9001',
        'HL*5*4*23',
        'NM1*QC*1*ROE*TIM',
        'TRN*2*C-2',
        'STC*P3:317*20260314**50',
      ],
      { set: '277', version: '005010X212', group: 'HN' },
    ),
  );

  expect(findings).toEqual([]);
  expect(statuses.map(({ level, subscriber, patient }) => [level, subscriber?.first, patient?.first])).toEqual([
    ['subscriber', 'ANN', undefined],
    ['dependent', 'ANN', 'TIM'],
  ]);
  expect(statuses[0]?.statuses).toMatchObject([{ chargeCents: 10_000, paidCents: 8_000, paidOn: '2026-03-10', paymentNumber: '9001' }]);
});

test('asks for the status of a claim in a 276 that is read back as the same question', async () => {
  const claim = Claim.parse({
    id: 'C-88',
    account: 'A-88',
    kind: 'professional',
    payer: { id: 'BLUEFERN', name: 'Blue Fern' },
    order: 'primary',
    patient: { id: 'R-9', last: 'Roë', first: 'Ann' },
    memberId: 'M-1',
    provider: { npi: '1234567893', name: 'Demo Hospital' },
    from: '2026-03-01',
    to: '2026-03-02',
    diagnoses: [],
    lines: [{ number: 1, code: '99213', modifiers: [], units: 1, chargeCents: 10_050, date: '2026-03-01', diagnoses: [] }],
    totalCents: 10_050,
  });
  const { statuses, findings } = await read(
    writeStatusRequest({ ...ENVELOPE, claim, payerClaimId: 'P-1', birthDate: '1980-01-02', sex: 'F' }),
  );

  expect(findings).toEqual([]);
  expect(statuses).toMatchObject([
    {
      level: 'subscriber',
      trace: 'C-88',
      payerClaimId: 'P-1',
      statuses: [],
      amounts: [{ qualifier: 'T3', cents: 10_050 }],
      dates: [{ from: '2026-03-01', to: '2026-03-02' }],
      subscriber: { last: 'Roe', id: 'M-1' },
      provider: { id: '1234567893' },
      birthDate: '1980-01-02',
    },
  ]);
});

describe('an acknowledgement', () => {
  test('is read with its groups, transactions, segments and elements in error', async () => {
    const { acknowledged, findings } = await read(
      anInterchange(
        [
          'AK1*HC*17*005010X222A1',
          'AK2*837*0001*005010X222A1',
          'IK3*CLM*22*2300*8',
          'IK4*5:1*1331*7*SECRET',
          'IK5*R*5',
          'AK2*837*0002',
          'IK5*A',
          'AK9*P*2*2*1',
        ],
        { set: '999', version: '005010X231A1', group: 'FA' },
      ),
    );

    expect(findings).toEqual([]);
    expect(acknowledged).toMatchObject([
      {
        type: '999',
        functional: 'HC',
        group: '17',
        status: 'P',
        included: 2,
        accepted: 1,
        sets: [
          {
            control: '0001',
            status: 'R',
            codes: ['5'],
            segments: [{ name: 'CLM', position: 22, loop: '2300', code: '8', elements: [{ position: 5, component: 1, code: '7' }] }],
          },
          { control: '0002', status: 'A', segments: [] },
        ],
      },
    ]);
    expect(JSON.stringify(acknowledged)).not.toContain('SECRET');
  });

  test('is read in version 4010 as well', async () => {
    const { acknowledged } = await read(
      anInterchange(['AK1*HC*17', 'AK2*837*0001', 'AK3*NM1*8**8', 'AK4*3**1', 'AK5*R*5', 'AK9*R*1*1*0'], {
        set: '997',
        version: '004010',
        group: 'FA',
      }),
    );

    expect(acknowledged).toMatchObject([
      { type: '997', status: 'R', sets: [{ status: 'R', segments: [{ name: 'NM1', elements: [{ position: 3, code: '1' }] }] }] },
    ]);
  });

  test('answers what was read, and is read back as that answer', async () => {
    const set = {
      interchange: '1',
      group: '17',
      functional: 'HP',
      groupVersion: '005010X221A1',
      set: '835',
      version: '005010X221A1',
      segment: 3,
    };
    const sets: [ReadSet, ...ReadSet[]] = [
      { set: { ...set, control: '0001' }, findings: [] },
      { set: { ...set, control: '0002' }, findings: [{ severity: 'error', rule: 'x12.amount', segment: 12, element: 'CAS03', says: 'x' }] },
      { set: { ...set, control: '0003' }, findings: [{ severity: 'warning', rule: 'x12.order', segment: 5, element: 'N4', says: 'x' }] },
    ];
    const { acknowledged, findings } = await read(writeAcknowledgement({ ...ENVELOPE, sets }));

    expect(findings).toEqual([]);
    expect(acknowledged).toMatchObject([
      {
        functional: 'HP',
        group: '17',
        status: 'P',
        received: 3,
        accepted: 2,
        sets: [
          { control: '0001', status: 'A', segments: [] },
          {
            control: '0002',
            status: 'R',
            codes: ['5'],
            segments: [{ name: 'CAS', position: 10, code: '8', elements: [{ position: 3, code: '6' }] }],
          },
          { control: '0003', status: 'E', segments: [{ name: 'N4', position: 3, code: '7' }] },
        ],
      },
    ]);
  });
});

test('types that are not read further are named with what is read', async () => {
  const { events } = await read(anInterchange(['BGN*00*1'], { set: '834', version: '005010X220A1' }));

  expect(events).toMatchObject([{ of: 'unread', says: expect.stringContaining('is an 834 (enrolment)') as string }]);
  expect((await read(anInterchange(REMITTANCE_HEAD, { set: '837', version: '005010X224A2' }))).events).toMatchObject([
    { of: 'unread', says: expect.stringContaining('837D') as string },
  ]);
});
