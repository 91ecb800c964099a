import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { amountText } from '#core/x12/write-values.ts';
import { allOf, anInterchange, inChunks, REMITTANCE_HEAD, type X12File } from '#tests/support/x12-file.ts';
import { readRemittance } from './read-remittance.ts';
import type { RemittanceEvent, RemittedClaim } from './remittance.ts';

async function eventsOf(text: string, size?: number): Promise<RemittanceEvent[]> {
  return allOf(readRemittance(inChunks(text, size)));
}

async function read(segments: readonly string[], { paid = '80', ...file }: X12File & { readonly paid?: string } = {}) {
  const head = REMITTANCE_HEAD.map((one) => one.replace('BPR*I*80*', `BPR*I*${paid}*`));
  const events = await eventsOf(anInterchange([...head, ...segments], file));
  const claims = events.flatMap((event) => (event.kind === 'claim' ? [event.claim] : []));
  const tail = events.flatMap((event) => (event.kind === 'tail' ? [event.tail] : []))[0];
  if (tail === undefined) throw new Error('no tail');
  return { claims, tail, rules: tail.findings.map(({ rule, segment, element }) => [rule, segment, element]) };
}

const sum = ({ adjustments }: Pick<RemittedClaim, 'adjustments'>) => adjustments.reduce((all, { amountCents }) => all + amountCents, 0);

test('reads all six triplets of a CAS, and several CAS', async () => {
  const { claims, tail } = await read([
    'CLP*C-1*1*100*80*3*12*P-1*11*1',
    'CAS*CO*45*1*1*97*2**16*3.5**18*.5*2*29*4**50*5',
    'CAS*PR*1*3',
    'CAS*OA*23*1',
  ]);

  expect(claims[0]?.adjustments.map(({ group, reason, amountCents, quantity }) => [group, reason, amountCents, quantity])).toEqual([
    ['CO', '45', 100, 1],
    ['CO', '97', 200, undefined],
    ['CO', '16', 350, undefined],
    ['CO', '18', 50, 2],
    ['CO', '29', 400, undefined],
    ['CO', '50', 500, undefined],
    ['PR', '1', 300, undefined],
    ['OA', '23', 100, undefined],
  ]);
  expect([claims[0]?.balanced, tail.balanced, tail.findings]).toEqual([true, true, []]);
});

test('reads a line with its code, modifiers, units, days, remarks and numbers', async () => {
  const { claims } = await read([
    'CLP*C-1*1*100*80*0*MB*P-1*11*1**470',
    'NM1*QC*1*ROE*ANN****MI*M-1',
    'NM1*IL*1*ROE*BOB****MI*M-2',
    'NM1*74*1*ROWE*ANNA',
    'NM1*82*1*LEE*KIM****XX*1234567893',
    'NM1*TT*2*NEXT PAYER*****PI*77',
    'MOA***MA01*N130',
    'REF*EA*R-9',
    'DTM*232*20260301',
    'DTM*233*20260302',
    'DTM*050*20260305',
    'AMT*AU*100',
    'QTY*CA*2',
    'SVC*HC:99213:25:59*100*80*0510*1**2',
    'DTM*150*20260301',
    'DTM*151*20260302',
    'CAS*CO*45*20',
    'REF*6R*L-1',
    'AMT*B6*80',
    'LQ*HE*M15',
    'LQ*HE*N999',
  ]);

  expect(claims[0]).toMatchObject({
    claimId: 'C-1',
    payerClaimId: 'P-1',
    filing: 'MB',
    drg: '470',
    facilityType: '11',
    frequency: '1',
    patient: { last: 'ROE', first: 'ANN', id: 'M-1' },
    subscriber: { last: 'ROE', first: 'BOB', id: 'M-2' },
    correctedPatient: { last: 'ROWE', first: 'ANNA' },
    renderingNpi: '1234567893',
    crossedOverTo: 'NEXT PAYER',
    remarks: ['MA01', 'N130'],
    from: '2026-03-01',
    to: '2026-03-02',
    received: '2026-03-05',
    amounts: { AU: 10_000 },
    quantities: { CA: 2 },
    references: { EA: 'R-9' },
  });
  expect(claims[0]?.lines).toMatchObject([
    {
      control: 'L-1',
      qualifier: 'HC',
      code: '99213',
      modifiers: ['25', '59'],
      revenue: '0510',
      units: 1,
      billedCents: 10_000,
      paidCents: 8_000,
      allowedCents: 8_000,
      from: '2026-03-01',
      to: '2026-03-02',
      remarks: ['M15', 'N999'],
      balanced: true,
      segment: 24,
    },
  ]);
});

test('keeps the code that was billed where another was paid, and a revenue code that stands for a code', async () => {
  const { claims } = await read(['CLP*C-1*1*100*100*0*12', 'SVC*HC:99212*60*60***HC:99213', 'SVC*NU:0250*40*40'], { paid: '100' });

  expect(claims[0]?.lines).toMatchObject([
    { code: '99212', submittedCode: '99213' },
    { qualifier: 'NU', code: '0250', revenue: '0250' },
  ]);
});

test('keeps codes and groups that nobody knows, and counts them', async () => {
  const { claims, tail, rules } = await read(['CLP*C-1*88*100*80*0*12', 'CAS*XX*Z99*20', 'MOA***XQ1']);

  expect(claims[0]).toMatchObject({ status: '88', adjustments: [{ group: 'XX', reason: 'Z99' }], remarks: ['XQ1'], balanced: true });
  expect(rules).toEqual([
    ['835.claim.status', 11, 'CLP02'],
    ['835.cas.group', 12, 'CAS01'],
  ]);
  expect(tail.balanced).toBe(true);
});

test('holds PLB at the transaction: six pairs, each with its code and reference', async () => {
  const pairs = 'WO:R-1*10*CS:R-2*-5*72*1.5*L6:I*-.5*FB*2*J1:X:Y*2';
  const { claims, tail } = await read(['CLP*C-1*1*100*90*0*12', 'CAS*CO*45*10', `PLB*1234567893*20261231*${pairs}`]);

  expect(tail.providerAdjustments.map(({ code, reference, amountCents }) => [code, reference, amountCents])).toEqual([
    ['WO', 'R-1', 1_000],
    ['CS', 'R-2', -500],
    ['72', undefined, 150],
    ['L6', 'I', -50],
    ['FB', undefined, 200],
    ['J1', 'X:Y', 200],
  ]);
  expect([sum(claims[0]!), tail.balanced, tail.claimsPaidCents]).toEqual([1_000, true, 9_000]);
});

test('reads a reversal and its correction', async () => {
  const { claims, tail } = await read(
    ['CLP*C-1*22*-100*-80*0*12*P-1', 'CAS*CO*45*-20', 'CLP*C-1*1*100*60*10*12*P-2', 'CAS*CO*45*30', 'CAS*PR*2*10'],
    { paid: '-20' },
  );

  expect(claims.map(({ status, paidCents, balanced }) => [status, paidCents, balanced])).toEqual([
    ['22', -8_000, true],
    ['1', 6_000, true],
  ]);
  expect(tail).toMatchObject({ balanced: true, claims: 2, claimsPaidCents: -2_000, findings: [] });
});

test('reads version 4010, with no repetition separator and group CR', async () => {
  const { claims, tail } = await read(['CLP*C-1*1*100*80*0*12', 'CAS*CR*45*20'], { version: '004010X091A1' });

  expect([claims[0]?.balanced, tail.findings]).toEqual([true, []]);
});

describe('what does not balance is said with its sums:', () => {
  test.each([
    [
      'a claim',
      ['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*15'],
      '835.claim.balance',
      11,
      'Billed $100.00 less adjustments $15.00 is $85.00, and CLP04 says $80.00: $5.00 apart.',
    ],
    [
      'a claim without a CAS',
      ['CLP*C-1*1*100*80*0*12'],
      '835.claim.balance',
      11,
      'Billed $100.00 less adjustments $0.00 is $100.00, and CLP04 says $80.00: $20.00 apart.',
    ],
    [
      'a line',
      ['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*10', 'SVC*HC:1*100*80', 'CAS*CO*45*10'],
      '835.line.balance',
      13,
      'Billed $100.00 less adjustments $10.00 is $90.00, and SVC03 says $80.00: $10.00 apart.',
    ],
    [
      'lines that are not the claim',
      ['CLP*C-1*1*100*80*0*12', 'SVC*HC:1*90*70', 'CAS*CO*45*20'],
      '835.claim.lines',
      11,
      'The lines are billed $90.00 together, and CLP03 says $100.00: $10.00 apart.',
    ],
  ])('%s', async (_name, segments, rule, segment, says) => {
    const { claims, tail } = await read(segments);

    expect(tail.findings.find((finding) => finding.rule === rule)).toMatchObject({ severity: 'error', segment, says });
    expect([claims[0]?.balanced, tail.balanced]).toEqual([false, false]);
  });

  test('the payment', async () => {
    const { claims, tail } = await read(['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*20', 'PLB*1*20261231*WO:1*5']);

    expect([claims[0]?.balanced, tail.balanced, tail.differenceCents]).toEqual([true, false, -500]);
    expect(tail.findings).toMatchObject([
      {
        rule: '835.payment.balance',
        segment: 3 + 1,
        element: 'BPR02',
        says: 'Claims paid $80.00 less adjustments $5.00 is $75.00, and BPR02 says $80.00: $5.00 apart.',
      },
    ]);
  });

  test('an amount that is none, at its place, and the claim counts as out of balance', async () => {
    const { claims, tail, rules } = await read(['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*20*1*97*ABC']);

    expect(rules).toEqual([['x12.amount', 12, 'CAS06']]);
    expect([claims[0]?.differenceCents, claims[0]?.balanced, tail.balanced]).toEqual([0, false, false]);
  });

  test('what the patient owes by CLP05 and by group PR, which spoils no balance', async () => {
    const { tail, rules } = await read(['CLP*C-1*1*100*80*15*12', 'CAS*PR*1*20']);

    expect([tail.balanced, rules]).toEqual([true, [['835.claim.patient-share', 11, 'CLP05']]]);
  });
});

test.each([
  ['a line outside a claim', ['SVC*HC:1*1*1', 'CLP*C-1*1*80*80*0*12'], '835.order', 'SVC'],
  ['a claim after the provider adjustments', ['PLB*1*20261231*WO:1*0', 'CLP*C-1*1*80*80*0*12'], '835.order', 'CLP'],
  ['a reason without an amount', ['CLP*C-1*1*80*80*0*12', 'CAS*CO*45'], '835.adjustment.half', 'CAS03'],
  ['a line without a code', ['CLP*C-1*1*80*80*0*12', 'SVC*HC*80*80'], '835.line.code', 'SVC01'],
])('finds %s', async (_name, segments, rule, element) => {
  expect((await read(segments)).rules).toContainEqual([rule, expect.any(Number), element]);
});

const WHOLE = anInterchange([...REMITTANCE_HEAD, 'CLP*C-1*1*100*80*0*12', 'CAS*CO*45*20']);

test('reads transactions of several groups and interchanges', async () => {
  const two = WHOLE.replace('GE*1*1~', `GE*1*1~${WHOLE.slice(106, WHOLE.indexOf('IEA'))}`).replace('IEA*1', 'IEA*2');
  const events = await eventsOf(two + WHOLE, 17);

  expect(events.map(({ kind }) => kind)).toEqual(Array(3).fill(['head', 'claim', 'tail']).flat());
});

test('a file that breaks off ends its transaction with an error that names the place', async () => {
  const events = await eventsOf(WHOLE.slice(0, WHOLE.indexOf('SE*')));

  expect(events.at(-1)).toMatchObject({
    kind: 'tail',
    tail: { findings: [{ severity: 'error', rule: 'x12.file.broken-off', segment: 12 }] },
  });
});

test.each([
  ['SE*11', 'SE*12', 'x12.envelope.count', 'SE01'],
  ['*0001~GE', '*0002~GE', 'x12.envelope.control', 'SE02'],
])('finds that %s is %s', async (from, to, rule, element) => {
  const [tail] = (await eventsOf(WHOLE.replace(from, to))).flatMap((event) => (event.kind === 'tail' ? [event.tail] : []));

  expect(tail?.findings).toMatchObject([{ severity: 'error', rule, element }]);
});

test.each([
  ['GE*1*1', 'GE*2*1', 'x12.envelope.count'],
  ['IEA*1*000000001', 'IEA*1*000000002', 'x12.envelope.control'],
  ['IEA*1*000000001~', '', 'x12.file.broken-off'],
  ['GE*1*1~', '', 'x12.envelope.unended'],
  ['GS*HP*SENDER*RECEIVER*20260314*1000*1*X*005010X221A1~', '', 'x12.envelope.order'],
])('finds outside the transactions that %s is "%s"', async (from, to, rule) => {
  const found = (await eventsOf(WHOLE.replace(from, to))).flatMap((event) => (event.kind === 'finding' ? [event.finding.rule] : []));

  expect(found).toContain(rule);
});

test('a transaction that is no remittance becomes a finding', async () => {
  expect(await eventsOf(anInterchange(['BHT*0022*13'], { set: '270' }))).toMatchObject([{ kind: 'finding', finding: { rule: '835.set' } }]);
});

const cents = fc.integer({ min: 0, max: 1_000_000 });
const aLine = fc.record({ paid: cents, off: fc.array(cents, { maxLength: 8 }) });

test('whatever adds up balances, and a cent more or less does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aLine, { minLength: 1, maxLength: 4 }), fc.array(cents, { maxLength: 7 }), async (lines, own) => {
      const all = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
      const billed = all(lines.map(({ paid, off }) => paid + all(off)));
      const paid = all(lines.map((line) => line.paid)) - all(own);
      const cas = (amounts: readonly number[]) => amounts.map((one) => `CAS*CO*45*${amountText(one)}`);
      const segments = (shift: number) => [
        `CLP*C*1*${amountText(billed)}*${amountText(paid + shift)}*0*12`,
        ...cas(own),
        ...lines.flatMap((line) => [`SVC*HC:1*${amountText(line.paid + all(line.off))}*${amountText(line.paid)}`, ...cas(line.off)]),
      ];

      expect((await read(segments(0), { paid: amountText(paid) })).tail).toMatchObject({ balanced: true, findings: [] });
      expect((await read(segments(1), { paid: amountText(paid + 1) })).tail.balanced).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('throws nothing but a refusal for a file that was altered anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: WHOLE.length }),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.nat({ max: 20 }),
      async (at, put, cut) => {
        try {
          await eventsOf(WHOLE.slice(0, at) + put + WHOLE.slice(at + cut), 29);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Failure);
        }
      },
    ),
    { numRuns: 400 },
  );
});
