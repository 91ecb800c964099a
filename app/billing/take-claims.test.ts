import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Claim } from '#core/billing/claim.ts';
import type { Store } from '#guardrails/unit.ts';
import { aChart } from '#tests/contracts/builders.ts';
import { an835 } from '#tests/support/an-835.ts';
import { an837, type Sent } from '#tests/support/an-837.ts';
import { aBilledClaim, anAccount } from '#tests/support/billing.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { anInterchange } from '#tests/support/x12-file.ts';
import type { Unit } from '#tools/unit.ts';
import { importX12 } from './import-x12.ts';
import { takingBy } from './taking.ts';

const sent = (id: string, changes: Partial<Record<keyof Claim, unknown>> = {}): Sent => ({
  claim: aBilledClaim(id, { account: id, encounter: undefined, facility: '11', ...changes }),
});
const LINE = { number: 1, code: '99223', modifiers: [], units: 1, chargeCents: 30_000, date: '2026-03-09', diagnoses: [1] };
const LATER = { lines: [{ ...LINE, chargeCents: 20_000, date: '2026-05-01' }] };
const DEARER = { lines: [LINE], totalCents: 30_000 };

await onEachDatabase('bringing claims in from 837 files', (at) => {
  const bring = async (files: Readonly<Record<string, string>>, store: Store<Unit> = at.subject.store) => {
    const folder = await mkdtemp(join(tmpdir(), 'claims-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return importX12(takingBy(store, at.now.tenant, { actor: 'sam.ferro', channel: 'terminal' }), folder);
  };
  const claimOf = (id: string) => at.within(({ billing }) => billing.claims.find(id));
  const acts = () => at.within(async ({ ledger }) => (await ledger.list({})).filter(({ leaf }) => leaf.act === 'billing.imported').length);

  test('takes each claim with its day of filing, its account and the one encounter that it can be of', async () => {
    const { claims, notTaken: refused } = await bring({
      'p.837': an837([sent('C-88'), sent('C-89', LATER)]),
      'i.837': an837([sent('C-90', { kind: 'institutional', patient: { id: 'P-9', last: 'Roe' }, facility: '111' })], '2026-03-20'),
    });

    expect([claims, refused]).toEqual([{ taken: 3, corrected: 0, there: 0, laterPayer: 0, accounts: 3, refused: 0 }, []]);
    const { encounter, ...first } = sent('C-88').claim;
    expect(encounter).toBeUndefined();
    expect(await claimOf('C-88')).toMatchObject({
      ...{ id: first.id, account: 'C-88', encounter: 'E-1', filedOn: '2026-03-12', totalCents: 20_000, diagnoses: ['I50.23'] },
      lines: first.lines,
    });
    expect((await claimOf('C-89'))?.encounter).toBeUndefined();
    expect(await claimOf('C-90')).toMatchObject({ kind: 'institutional', filedOn: '2026-03-20' });
    expect(await at.within(({ billing }) => billing.accounts.find('C-88'))).toMatchObject({ encounter: 'E-1', mayBeTold: [], posted: [] });
    expect(await acts()).toBe(2);
  });

  test('gives a claim no encounter where two fit', async () => {
    await at.within(({ charts }) => charts.put(aChart('E-2', 'Cough.')));
    await bring({ 'a.837': an837([sent('C-88')]) });

    expect((await claimOf('C-88'))?.encounter).toBeUndefined();
  });

  test('the same claims again change nothing, whatever is known of them beside', async () => {
    await at.within(async ({ billing }) => {
      await billing.claims.put(aBilledClaim('C-88', { encounter: 'E-7', facility: '11', acknowledgedOn: '2026-03-15' }));
      await billing.accounts.put(anAccount('A-88'));
    });
    const text = an837([sent('C-88'), sent('C-89')]);
    await bring({ 'a.837': text });
    const before = await acts();
    const { claims } = await bring({ 'b.837': text });

    expect(claims).toMatchObject({ taken: 0, there: 2, accounts: 0, refused: 0 });
    expect(await acts()).toBe(before);
    expect(await claimOf('C-88')).toMatchObject({ account: 'A-88', encounter: 'E-7', filedOn: '2026-03-12', acknowledgedOn: '2026-03-15' });
  });

  test('another claim under the same number is refused, unless it says that it corrects', async () => {
    await bring({ 'a.837': an837([sent('C-88')]) });
    const refused = await bring({ 'b.837': an837([sent('C-88', DEARER), sent('C-89')], '2026-04-01') });
    expect(refused.claims).toMatchObject({ taken: 1, refused: 1 });
    expect(refused.notTaken).toEqual([
      { file: 'b.837', why: expect.stringMatching(/^Claim C-88 at segment \d+ was not taken: another claim is here/) },
    ]);
    expect(await claimOf('C-88')).toMatchObject({ totalCents: 20_000 });

    const { claims } = await bring({ 'c.837': an837([{ ...sent('C-88', DEARER), frequency: '7', payerClaimId: 'X-1' }], '2026-04-01') });
    expect(claims).toMatchObject({ corrected: 1, refused: 0 });
    expect(await claimOf('C-88')).toMatchObject({ totalCents: 30_000, account: 'C-88', encounter: 'E-1', filedOn: '2026-03-12' });
    expect((await claimOf('C-88'))?.corrects).toBeUndefined();
  });

  test('a void is told and takes nothing back, whether its charges are the same or it has a number of its own', async () => {
    await bring({ 'a.837': an837([sent('C-88')]) });
    const voids = [sent('C-88'), sent('C-90')].map((claim) => ({ ...claim, frequency: '8' as const, payerClaimId: 'PAYER-C-88' }));
    const { claims, notTaken } = await bring({ 'b.837': an837(voids, '2026-04-01') });

    expect(claims).toMatchObject({ taken: 0, corrected: 0, there: 0, refused: 2 });
    expect(notTaken[0]?.why).toContain('it voids an earlier claim (CLM05-3 is 8)');
    expect([await claimOf('C-88'), await claimOf('C-90')]).toMatchObject([{ totalCents: 20_000 }, undefined]);
  });

  test('finds the claim that is corrected by what a remittance calls it, and leaves no charge counted twice', async () => {
    await bring({ 'a.837': an837([sent('C-88')]) });
    const correction = an837([{ ...sent('C-89', DEARER), frequency: '7', payerClaimId: 'PAYER-C-88' }], '2026-04-10');
    const early = await bring({ 'b.837': correction });
    expect(early.notTaken).toEqual([{ file: 'b.837', why: expect.stringContaining('Bring in the remittance of that claim') }]);

    await bring({ 'c.835': an835([{ trace: 'E1', claims: [{ id: 'C-88', billed: 200, paid: 0, adjustments: ['CO-16 200'] }] }]) });
    const { claims } = await bring({ 'b.837': correction });
    expect(claims).toMatchObject({ taken: 1, accounts: 0, refused: 0 });
    expect(await claimOf('C-89')).toMatchObject({ corrects: 'C-88', account: 'C-88', encounter: 'E-1', filedOn: '2026-04-10' });
  });

  test('takes a correction of what is not here, and a claim to a later payer to the account of the first', async () => {
    const { claims } = await bring({
      'a.837': an837([{ ...sent('C-89'), frequency: '7', payerClaimId: 'X-1' }]),
      'b.837': an837([sent('C-89', { order: 'secondary', payer: { id: '70002', name: 'Red Oak' }, memberId: 'R-1' })]),
      'c.837': an837([sent('C-91', { order: 'secondary', payer: { id: '70002', name: 'Red Oak' }, memberId: 'R-1' })]),
    });

    expect(claims).toMatchObject({ taken: 2, laterPayer: 1, accounts: 1, refused: 0 });
    expect(await claimOf('C-91')).toMatchObject({ order: 'secondary', account: 'C-89' });
  });

  test('refuses the claim that is wrong, by its segment and without a name, and takes all others', async () => {
    const lost = { lines: [{ ...LINE, chargeCents: 20_000, diagnoses: [4] }] };
    const many = Array.from({ length: 12 }, (_none, n) => sent(`C-${n}`, n === 6 ? lost : {}));
    const text = an837(many).replace('CLM*C-3*200*', 'CLM*C-3*201*').replace('CLM*C-5*200*', 'CLM*C-5*Testa*');
    const { claims, notTaken: refused } = await bring({ 'a.837': text });

    expect(claims).toMatchObject({ taken: 9, refused: 3 });
    expect(refused.map(({ why }) => why)).toEqual([
      expect.stringMatching(/^Claim C-3 at segment \d+ was not taken. Segment \d+: CLM02 says \$201\.00, and the lines/),
      expect.stringMatching(/^Claim C-5 at segment \d+ was not taken. Segment \d+: .*CLM02/),
      expect.stringMatching(/^Claim C-6 at segment \d+ was not taken. Segment \d+: Line 1 points at diagnosis 4/),
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/testa/i);
  });

  test('a file that breaks off gives the claims before the break, and none of its last', async () => {
    const text = an837([sent('C-1'), sent('C-2'), sent('C-3')]);
    const { claims, notTaken: refused } = await bring({ 'a.837': text.slice(0, text.lastIndexOf('DTP*472')) });

    expect(claims).toMatchObject({ taken: 2, refused: 1 });
    expect(refused.map(({ why }) => why).join(' ')).toContain('The file breaks off');
    expect(await claimOf('C-3')).toBeUndefined();
  });

  test('a death in the middle loses nothing: the next import takes what is left', async () => {
    const many = Array.from({ length: 600 }, (_none, n) => sent(`C-${n}`, { encounter: undefined, patient: { id: 'P-9', last: 'Roe' } }));
    const text = an837(many);
    let steps = 0;
    const dying: Store<Unit> = {
      within: (of, work) =>
        at.subject.store.within(of, async (unit) => {
          const done = await work(unit);
          steps += 1;
          if (steps === 2) throw new Error('died');
          return done;
        }),
    };
    await expect(bring({ 'a.837': text }, dying)).rejects.toThrow('died');
    const { claims } = await bring({ 'a.837': text });

    expect(claims).toMatchObject({ taken: 100, there: 500, accounts: 100, refused: 0 });
    expect(await acts()).toBe(2);
  });

  test('an acknowledgement by the payer is noted on a claim of a file, and what it turned down is told', async () => {
    await bring({ 'a.837': an837([sent('C-88'), sent('C-89')]) });
    const said = (claim: string, status: string) => ['HL*4*3*PT', 'NM1*QC*1*TESTA*ANN****MI*M-1', `TRN*2*${claim}`, `STC*${status}`];
    const brought = await bring({
      'b.277': anInterchange(
        [
          ...['BHT*0085*08*1*20260314*1000*TH', 'HL*1**20*1', 'NM1*PR*2*BLUE FERN*****PI*1', 'TRN*1*T-0', 'DTP*050*D8*20260313'],
          ...['DTP*009*D8*20260314', 'HL*2*1*21*1', 'NM1*41*2*DEMO HOSPITAL*****46*1', 'TRN*2*B-1', 'STC*A1:20*20260314*WQ*400'],
          ...['HL*3*2*19*1', 'NM1*85*2*DEMO HOSPITAL*****XX*1234567893'],
          ...said('C-88', 'A2:20*20260315*WQ*200'),
          ...said('C-89', 'A3:21*20260315*U*200'),
          ...said('C-90', 'A2:20*20260315*WQ*200'),
        ],
        { set: '277', version: '005010X214', group: 'HN' },
      ),
    });

    expect(brought).toMatchObject({ acknowledged: 1, unknown: 1, refused: [] });
    expect(brought.turnedDown).toEqual([
      { file: 'b.277', why: expect.stringMatching(/^Claim C-89 was rejected at segment \d+ \(A3:21\)/) },
    ]);
    expect(await claimOf('C-88')).toMatchObject({ filedOn: '2026-03-12', acknowledgedOn: '2026-03-15' });
    expect((await claimOf('C-89'))?.acknowledgedOn).toBeUndefined();
  });

  test('a transmission that its receiver rejected is told by what is wrong, and one that was taken in is counted', async () => {
    const answer = (...segments: string[]) => anInterchange(segments, { set: '999', version: '005010X231A1', group: 'FA' });
    const { accepted, turnedDown, refused } = await bring({
      'a.999': answer('AK1*HC*7', 'AK2*837*0001', 'IK5*A', 'AK9*A*1*1*1'),
      'b.999': answer('AK1*HC*8', 'AK2*837*0001', 'IK3*CLM*22*2300*8', 'IK4*5:1*1331*7*SECRET', 'IK5*R*5', 'AK9*R*1*1*0'),
      'c.999': answer('AK1*HC*9', 'AK9*R*1*1*0*3'),
    });

    expect([accepted, refused]).toEqual([1, []]);
    expect(turnedDown).toEqual([
      {
        file: 'b.999',
        why: expect.stringMatching(/^Its receiver rejected transaction 0001 of group 8 \(5\) for segment 22 .*\(CLM\), element 5\. None/),
      },
      { file: 'c.999', why: expect.stringMatching(/^Its receiver rejected group 9 \(3\)\./) },
    ]);
    expect(JSON.stringify(turnedDown)).not.toContain('SECRET');
  });
});
