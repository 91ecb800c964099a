import { afterAll, beforeAll, expect, test } from 'vitest';
import { leafHash } from '#guardrails/audit/tree.ts';
import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { ShownLedger } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-2001', 'E-2007']);
  await hospital.ask('coder', 'explain_code', { encounter: 'e-1042', code: 'i5023' });
  await hospital.ask('biller', 'explain_code', { encounter: 'E-1042', code: 'I50.23' });
  await hospital.ask('coder', 'read_document', { document: 'discharge summary', encounter: 'e-1042' });
  await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] });
  await hospital.ask('lead', 'show_proposal', { proposal: 'P-1' });
});
afterAll(() => hospital.close());

const show = (input: Record<string, string>) => hospital.ask('compliance', 'show_ledger', input);

test('the ledger of an encounter tells who did what, in order, under the names that the hospital has for things', async () => {
  const { entries } = resultOf(await show({ encounter: 'E-1042' }), ShownLedger);

  expect(entries.map(({ leaf, about }) => `${leaf.act} ${leaf.actor} ${leaf.tool} ${JSON.stringify(about['code'])}`)).toEqual([
    'chart.imported countersign undefined undefined',
    'tool.read dana.reyes explain_code "I50.23"',
    'tool.refused sam.ferro explain_code "I50.23"',
    'tool.read dana.reyes read_document undefined',
    'proposal.made dana.reyes propose_codes "I50.23"',
    'tool.read dana.reyes propose_codes undefined',
    'tool.read lee.okafor show_proposal undefined',
  ]);
  expect(entries[3]?.about).toMatchObject({ encounter: 'E-1042', document: 'D-1042-9' });
  expect(entries[6]?.about).toMatchObject({ proposal: 'P-1' });
});

test('it reads as a table of one line an entry, with the size and root of the whole tree beneath', async () => {
  const { head, entries } = resultOf(await show({ encounter: 'E-2001' }), ShownLedger);
  const text = textOf(await show({ encounter: 'E-2001' }));

  expect(text).toMatch(
    /^Ledger of E-2001\n# +When \(UTC\) +Who +Act +On +Leaf\n\d+ +\S+ \d\d:\d\d +countersign +chart\.imported +[0-9a-f]{8}\n/,
  );
  expect(text).toMatch(/\nWhole ledger {8}\d+ entries\nRoot {2}[0-9a-f]{64}\n$/);
  expect(entries[0]?.leafHash).toBe(leafHash(canonicalJson(entries[0]!.leaf)).toString('hex'));
  expect(head.size).toBeGreaterThan(entries.length);
});

test('an encounter in small letters is the same encounter', async () => {
  const { of, entries } = resultOf(await show({ encounter: 'e-2007' }), ShownLedger);

  expect({ of, acts: entries.map(({ leaf }) => leaf.act) }).toEqual({ of: 'E-2007', acts: ['chart.imported'] });
});

test('the ledger of a proposal', async () => {
  const { of, entries } = resultOf(await show({ proposal: 'p-1' }), ShownLedger);

  expect(of).toBe('P-1');
  expect(entries.map(({ leaf }) => `${leaf.act} ${leaf.proposal}`)).toEqual(['proposal.made P-1']);
});

test('a proposal that never was has no ledger, and the answer says that there is none', async () => {
  const outcome = await show({ proposal: 'P-99' });

  expect(outcome).toMatchObject({ status: 'refused', failure: 'not-found' });
  expect(sentenceOf(outcome)).toBe('! There is no proposal P-99. "what is waiting for me?" lists those there are.');
});

test('a question about nothing is asked back', async () => {
  expect(sentenceOf(await show({}))).toBe('! Name an encounter or a proposal whose ledger is wanted.');
});

test('an entry that was changed in the database is shown with what is wrong with it', async () => {
  await hospital.asOwner("update ledger_entry set leaf = replace(leaf, 'sam.ferro', 'lee.okafor') where encounter = 'E-1042'");
  const text = textOf(await show({ encounter: 'E-1042' }));
  await hospital.asOwner("update ledger_entry set leaf = replace(leaf, 'lee.okafor', 'sam.ferro') where leaf like '%tool.refused%'");

  expect(text).toMatch(/! Entry \d+ is not what was written\. Its hash is not the hash of what it says\./);
  expect(textOf(await show({ encounter: 'E-1042' }))).not.toContain('is not what was written');
});

test('no entry holds words of a chart, or the words of a question', async () => {
  await hospital.ask('coder', 'search_chart', { encounter: 'E-2001', query: 'Marguerite Testa secret' });
  await hospital.ask('biller', 'search_chart', { encounter: 'Marguerite Testa', query: 'Marguerite' });
  const rows = await hospital.asOwner<{ about: string; leaf: string }>('select about::text, leaf from ledger_entry');

  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ about, leaf }) => /marguerite|testa|heart failure/i.test(about + leaf))).toEqual([]);
});
