import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { anInterchange, REMITTANCE_HEAD } from '#tests/support/x12-file.ts';
import { eventsOf, read } from '#tests/support/read-835.ts';
import type { RemittedClaim } from './remittance.ts';

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

  expect(events.map(({ kind }) => kind)).toEqual(['head', 'claim', 'tail', 'head', 'claim', 'tail', 'head', 'claim', 'tail']);
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

test('throws nothing but a refusal for a file that was altered anywhere', async () => {
  const alterations = fc.tuple(fc.nat({ max: WHOLE.length }), fc.string({ unit: 'binary', maxLength: 5 }), fc.nat({ max: 20 }));
  await fc.assert(
    fc.asyncProperty(alterations, async ([at, put, cut]) => {
      const thrown = await eventsOf(WHOLE.slice(0, at) + put + WHOLE.slice(at + cut), 29).then(
        () => undefined,
        (why: unknown) => why,
      );

      expect(thrown === undefined || thrown instanceof Failure).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('keeps what is no code as it is, and finds it', async () => {
  const { claims, tail } = await read([
    'CLP*C-1*4*100*0**12*P-1',
    'MOA***MA01',
    'CAS*CO*45; the payer is at fault*50**97*50',
    'SVC*HC:99213*100*0**1',
    'CAS*CO*97*100',
    'LQ*HE*N706; the payer admits fault',
    'LQ*HE*N706',
  ]);

  expect(claims[0]?.adjustments.map(({ reason }) => reason)).toEqual(['45; the payer is at fault', '97']);
  expect(claims[0]?.lines[0]?.remarks).toEqual(['N706; the payer admits fault', 'N706']);
  expect(tail.findings.filter(({ rule }) => rule === '835.code').map(({ severity, element }) => [severity, element])).toEqual([
    ['warning', 'CAS02'],
    ['warning', 'LQ02'],
  ]);
});

test('takes names without what nobody sees', async () => {
  const { claims } = await read(['CLP*C-1*1*100*100**12*P-1', 'NM1*QC*1*TE\u202ESTA\u0007*A\u200BNN\uFFFF****MI*M-1']);

  expect(claims[0]?.patient).toEqual({ last: 'TESTA', first: 'ANN', id: 'M-1' });
});
