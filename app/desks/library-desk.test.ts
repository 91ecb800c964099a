import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainText } from '#core/answer/plain-text.ts';
import { decide } from '#guardrails/approvals.ts';
import { putDenial, putLaw, putTerms } from '../../tests/support/denied-claims.ts';
import { openHospital, type Hospital } from '../../tests/support/hospital.ts';
import { libraryDesk } from './library-desk.ts';

const POLICY = [
  '---',
  'id: fern-policy',
  'title: Visits',
  'payer: "60001"',
  'publisher: Blue Fern',
  'source: portal',
  'from: 2026-01-01',
  '---',
].join('\n');
const LETTERHEAD = ['Alder Bend Hospital', '1 River Road, Alder Bend, OH 43000', 'NPI 1234567893'];

let hospital: Hospital;
let folder = '';
const desk = (letterhead?: readonly string[]) => {
  const { store, tenant, person } = hospital;
  const { editions } = hospital.as('biller');
  const named = (as = 'biller') => Promise.resolve(person(as as 'biller'));
  return libraryDesk({
    store,
    editions,
    tenant,
    config: { ...(letterhead && { letterhead }) },
    sweep: () => Promise.resolve(),
    person: named,
  });
};
const imported = async (as = 'biller') => plainText((await desk().library({ act: 'import', path: folder, as })).blocks);

beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  writeFileSync(join(folder, 'good.md'), `${POLICY}\n## 4.2 Covered\nA visit billed as 99223 is covered.\n`);
  writeFileSync(join(folder, 'bad.md'), `${POLICY}\n## Covered\nA visit.\n`);
});
afterAll(() => hospital.close());

test('a biller brings policies in: a good file is taken whole, a bad one refused with its line, and the ledger learns of it once', async () => {
  expect((await imported()).replaceAll(/\s+/g, ' ')).toMatch(
    /1 brought in, 0 unchanged, 1 refused .*fern-policy 2026-01-01 1 Visits .*bad\.md, line 9: the heading has no number/,
  );
  expect(await imported()).toContain('0 brought in, 1 unchanged, 1 refused');
  const entries = await hospital.store.within(hospital.tenant, ({ ledger }) => ledger.list({ last: 50 }));
  expect(entries.filter(({ leaf }) => leaf.act === 'library.imported').map(({ leaf, about }) => [leaf.actor, about['clauses']])).toEqual([
    ['sam.ferro', 1],
  ]);
  await expect(imported('coder')).rejects.toMatchObject({ code: 'not-allowed' });
});

test('a document is listed and shown, and so is a clause, as it was in force on a day', async () => {
  expect(plainText((await desk().library({ act: 'list' })).blocks)).toContain('fern-policy');
  expect(plainText((await desk().library({ act: 'show', id: 'fern-policy' })).blocks)).toContain('fern-policy/4.2');
  expect(plainText((await desk().library({ act: 'show', id: 'fern-policy/4.2' })).blocks)).toContain('A visit billed as 99223 is covered.');
  await expect(desk().library({ act: 'show', id: 'fern-policy/4.2', on: '2025-01-01' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(desk().library({ act: 'show', id: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a letter is a draft until it is approved by a billing lead and a physician adviser; its packet holds what it lists, and no more', async () => {
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit);
    await putLaw(unit);
    await putDenial(unit, 'C-1', 'E-1042', { reason: 'CO-150' });
  });
  const outcome = await hospital.ask('biller', 'draft_appeal', { claim: 'C-1' });
  const proposal = outcome.status === 'held' ? (outcome.proposals[0] ?? '') : '';
  expect(await desk(LETTERHEAD).letter({ proposal })).toMatchObject({ letterhead: { name: 'Alder Bend Hospital' }, enclosed: [] });
  expect((await desk().letter({ proposal })).date).toBeUndefined();

  const sign = (who: 'billingLead' | 'adviser') =>
    hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as(who).actor));
  expect(await sign('billingLead')).toMatchObject({ status: 'signed' });
  expect(await sign('adviser')).toMatchObject({ status: 'decided' });

  const sheet = await desk(LETTERHEAD).letter({ proposal, packet: true });
  expect(sheet.signer).toBe('Omar Deane');
  expect(sheet.date).toMatch(/^[A-Z][a-z]+ \d{1,2}, \d{4}$/);
  expect(sheet.enclosed.map(({ title }) => title)).toEqual(sheet.enclosures);
  expect(sheet.enclosed.length).toBeGreaterThan(3);
  await expect(desk().letter({ proposal, as: 'coder' })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(desk().letter({ proposal: 'P-99' })).rejects.toMatchObject({ code: 'not-found' });
});
