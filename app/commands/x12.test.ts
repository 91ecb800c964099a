import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '#tests/support/terminal.ts';
import { anInterchange, REMITTANCE_HEAD } from '#tests/support/x12-file.ts';

const CLAIM = [
  'CLP*C-1*1*100*60*10*12*P-1',
  'MOA***MA01',
  'CAS*CO*97*10',
  'SVC*HC:99213:25*100*70**1',
  'CAS*CO*45*20',
  'CAS*PR*1*10',
  'LQ*HE*N130',
  'PLB*1234567893*20261231*WO:R-1*-20',
];
const REMITTANCE = anInterchange([...REMITTANCE_HEAD, ...CLAIM]);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'x12-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function x12(text: string, ...words: string[]) {
  const file = join(folder, 'file.x12');
  await writeFile(file, text);
  return { file, ...(await run(['x12', file, ...words], { COUNTERSIGN_DATA_DIR: join(folder, 'data') })) };
}

describe('--json', () => {
  test('prints an 835 in the names that scripts read', async () => {
    const { stdout, status } = await x12(REMITTANCE, '--json');

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      transactions: [
        {
          interchange: '000000001',
          control: '0001',
          trace: 'T-1',
          payer: 'BLUE FERN HEALTH',
          payee_npi: '1234567893',
          date: '2026-03-14',
          payment_cents: 8_000,
          plb: [{ code: 'WO', reference: 'R-1', amount_cents: -2_000 }],
          balanced: true,
          claims: [
            {
              claim_id: 'C-1',
              payer_claim_id: 'P-1',
              status: '1',
              billed_cents: 10_000,
              paid_cents: 6_000,
              patient_responsibility_cents: 1_000,
              adjustments: { 'CO-97': 1_000, 'CO-45': 2_000, 'PR-1': 1_000 },
              claim_level_adjustments: { 'CO-97': 1_000 },
              denial_families: ['bundling'],
              remarks: ['MA01'],
              balanced: true,
              lines: [
                {
                  code: '99213',
                  modifiers: ['25'],
                  revenue: null,
                  units: 1,
                  billed_cents: 10_000,
                  paid_cents: 7_000,
                  adjustments: { 'CO-45': 2_000, 'PR-1': 1_000 },
                  remarks: ['N130'],
                  balanced: true,
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('reads stdin', async () => {
    const { stdout, status } = await run(['x12', '-', '--json'], {}, anInterchange(['AK1*HC*17', 'AK9*A*1*1*1'], { set: '999' }));

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ transactions: [{ type: '999', groups: [{ functional: 'HC', group: '17', status: 'A' }] }] });
  });

  test('prints what it read of a file that breaks off, says so and exits with 65', async () => {
    const { stdout, stderr, status } = await x12(REMITTANCE.slice(0, REMITTANCE.indexOf('SE*')), '--json');

    expect([status, stderr]).toEqual([65, expect.stringContaining('The file breaks off after segment 18')]);
    expect(JSON.parse(stdout)).toMatchObject({ transactions: [{ claims: [{ claim_id: 'C-1' }] }] });
  });

  test.each([
    [
      'a type that is not read further',
      anInterchange(['BGN*00*1'], { set: '834' }),
      'is an 834 (enrolment), which is taken apart into segments and not read further',
    ],
    ['no X12', 'Dear sir', 'no interchange header'],
    ['nothing', '', 'no interchange header: the file is empty'],
  ])('refuses %s with its reason', async (_name, text, says) => {
    const { stdout, stderr, status } = await x12(text, '--json');

    expect([status, stdout, stderr.replaceAll(/\s+/g, ' ')]).toEqual([65, '', expect.stringContaining(says)]);
  });
});

describe('--check', () => {
  test('prints one finding a line and exits with 65 where there is an error', async () => {
    const { file, stdout, status } = await x12(REMITTANCE.replace('*100*60*', '*100*61*'), '--check');

    expect(status).toBe(65);
    expect(stdout.split('\n')[0]).toBe(
      `error\t${file}\t11\tCLP04\tBilled $100.00 less adjustments $40.00 is $60.00, and CLP04 says $61.00: $1.00 apart.`,
    );
  });

  test('prints nothing of a file without fault', async () => {
    expect(await x12(REMITTANCE, '--check')).toMatchObject({ status: 0, stdout: '' });
  });

  test('prints a refusal as a finding', async () => {
    const { file, stdout, status } = await x12('GS*HP*1~', '--check');

    expect([status, stdout.startsWith(`error\t${file}\t-\t-\tno interchange header`)]).toEqual([65, true]);
  });
});

test('refuses a device, and zeros without end from a pipe', async () => {
  expect(await run(['x12', '/dev/zero', '--check'], {})).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is a device or a socket') as string,
  });
  expect(await run(['x12', '-', '--json'], {}, '\0'.repeat(200_000))).toMatchObject({ status: 65, stdout: '' });
});

test('names a file that is not there, and asks for one of the two', async () => {
  expect(await run(['x12', join(folder, 'absent'), '--check'], {})).toMatchObject({ status: 4 });
  expect(await run(['x12', 'any'], {})).toMatchObject({ status: 2, stderr: expect.stringContaining('Give --json or --check') as string });
});
