import { describe, expect, test } from 'vitest';
import { CLAIM, LINE, readSegments } from '#tests/support/read-837.ts';
import { diagnosesOf } from './claim-837.ts';

test('reads a claim with all that stands above it', async () => {
  const { claims, findings } = await readSegments(CLAIM);

  expect(findings).toEqual([]);
  expect(claims).toMatchObject([
    {
      kind: 'professional',
      id: 'C-1',
      chargeCents: 10_000,
      facility: '11',
      frequency: '1',
      billing: { last: 'DEMO HOSPITAL', id: '1234567893', address: { lines: ['1 MAIN STREET'], city: 'ALBANY' } },
      subscriber: { order: 'P', relationship: '18', filing: 'CI', party: { last: 'ROE', id: 'M-1' } },
      payer: { last: 'BLUE FERN', id: 'BLUEFERN' },
      lines: [{ number: 1, code: '99213', modifiers: ['25'], chargeCents: 10_000, units: 1, pointers: [1, 2] }],
    },
  ]);
});

test('keeps every diagnosis, of several HI, and the principal one first', async () => {
  const codes = Array.from({ length: 12 }, (_none, at) => `ABF:I${100 + at}`);
  const { claims } = await readSegments(['CLM*C-1*100***11:B:1*Y*A*Y*Y', `HI*${codes.join('*')}`, 'HI*ABK:I5023', ...LINE]);

  expect(diagnosesOf(claims[0]!).map(({ code }) => code)).toEqual(['I5023', ...Array.from({ length: 12 }, (_none, at) => `I${100 + at}`)]);
});

test('nests each of several other payers with its adjustments, name and line decisions', async () => {
  const other = (order: string, id: string) => [
    `SBR*${order}*18*******CI`,
    'CAS*OA*23*5',
    'AMT*D*95',
    'OI***Y***Y',
    'NM1*IL*1*ROE*ANN****MI*M-2',
    `NM1*PR*2*PAYER ${id}*****PI*${id}`,
  ];
  const decided = (id: string) => [`SVD*${id}*95*HC:99213**1`, 'CAS*PR*1*5', 'DTP*573*D8*20260310'];
  const { claims, findings } = await readSegments([
    ...CLAIM.slice(0, 2),
    ...other('P', 'AAA'),
    ...other('S', 'BBB'),
    ...LINE,
    ...decided('AAA'),
    ...decided('BBB'),
  ]);

  expect(
    claims[0]?.otherPayers.map(({ order, payer, subscriber, adjustments }) => [order, payer?.id, subscriber?.id, adjustments[0]?.group]),
  ).toEqual([
    ['P', 'AAA', 'M-2', 'OA'],
    ['S', 'BBB', 'M-2', 'OA'],
  ]);
  expect(claims[0]?.lines[0]?.adjudications).toMatchObject([
    { payerId: 'AAA', paidCents: 9_500, paidOn: '2026-03-10', adjustments: [{ group: 'PR', reason: '1', amountCents: 500 }] },
    { payerId: 'BBB', paidCents: 9_500 },
  ]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('finds', () => {
  test.each([
    ['a segment out of order', [...CLAIM.slice(0, 2), 'CLM*C-2*0***11:B:1', 'HI*ABK:I10', 'AMT*F5*1'], 'error x12.order AMT'],
    ['a missing segment', ['CLM*C-1*100***11:B:1*Y*A*Y*Y', ...LINE], 'error x12.segment.missing HI'],
    ['a missing loop', CLAIM.slice(0, 2), 'error x12.loop.missing LX'],
    ['a loop too often', [...CLAIM.slice(0, 2), 'NM1*82*1*A', 'NM1*82*1*B', ...LINE], 'error x12.repeat NM1'],
    ['a segment that has no place', [...CLAIM, 'PLB*1*20261231*WO*1'], 'error x12.segment.unexpected PLB'],
    ['an unknown qualifier', [...CLAIM.slice(0, 1), 'REF*QQ*1', ...CLAIM.slice(1)], 'warning x12.qualifier REF01'],
    ['a missing element', ['CLM*C-1*100', ...CLAIM.slice(1)], 'error x12.element.missing CLM05'],
    ['lines that are not the claim', ['CLM*C-1*99***11:B:1', ...CLAIM.slice(1)], 'error 837.claim.total CLM02'],
    ['a pointer to no diagnosis', ['CLM*C-1*100***11:B:1', 'HI*ABK:I10', ...LINE], 'error 837.line.pointer SV107'],
    [
      'a level under another',
      ['HL*3*9*23*0', 'PAT*19', 'NM1*QC*1*ROE*TIM', 'N3*A', 'N4*B', 'DMG*D8*20200101*M', ...CLAIM],
      'warning x12.hierarchy HL02',
    ],
  ])('%s', async (_name, segments, rule) => {
    expect((await readSegments(segments)).rules).toContain(rule);
  });
});
