import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import { smallOfficialSource } from '../../tests/support/a-code-book.ts';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { LookedUp } from './looked-up.ts';

/** In force the year before the starter, with two codes that it does not have. */
function lastYears(): EditionSource {
  const source = smallOfficialSource();
  return EditionSource.parse({
    ...source,
    head: { ...source.head, id: 'icd10cm-2025', name: 'ICD-10-CM FY2025', from: '2024-10-01', to: '2025-09-30' },
    codes: [...source.codes, { code: 'I50.29', billable: true, title: 'Other systolic heart failure, as it was' }],
  });
}

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  const source = lastYears();
  const content = JSON.stringify(source);
  await hospital.store.within(hospital.tenant, (unit) =>
    unit.editionRecords.put(
      {
        head: source.head,
        sha256: createHash('sha256').update(content).digest('hex'),
        state: 'active',
        codes: source.codes.length,
        billable: source.codes.filter(({ billable }) => billable).length,
      },
      content,
    ),
  );
});
afterAll(() => hospital.close());

const lookUp = (query: string, more: object = { date: '2026-03-03' }) => hospital.ask('coder', 'lookup_code', { query, ...more });
const result = async (query: string, more?: object) => resultOf(await lookUp(query, more), LookedUp);

test('a path of the index gives its code, the path, what stands beside it, and the edition with its dates', async () => {
  const outcome = await lookUp('heart failure, diastolic, acute');
  const { found } = resultOf(outcome, LookedUp);

  expect(found?.lines[0]).toMatchObject({ path: 'Failure > heart > diastolic > acute', leadsTo: { code: 'I50.31', billable: true } });
  expect(found?.beside.map(({ leadsTo }) => leadsTo?.code)).toContain('I50.32');
  expect(textOf(outcome)).toContain('- I50.31 Acute diastolic (congestive) heart failure (own index: Failure > heart\n');
  expect(sentenceOf(outcome)).toContain(
    'Edition icd10cm-2026-starter (starter edition: everyday codes only, not the full official set), in force on 2026-03-03 (2025-10-01 to 2026-09-30)',
  );
});

test('what is under N17 lists the codes directly beneath it, and says that N17 cannot be reported', async () => {
  const outcome = await lookUp('N17', { show: 'beneath', date: '2026-03-03' });

  expect(sentenceOf(outcome)).toContain('N17 is a header on 2026-03-03 and cannot be reported; 5 entries stand directly beneath it.');
  expect(resultOf(outcome, LookedUp).card?.beneath.map(({ code }) => code)).toEqual(['N17.0', 'N17.1', 'N17.2', 'N17.8', 'N17.9']);
});

test('a code is looked up in the edition that is in force on the day, and the day without a year is said', async () => {
  const outcome = await lookUp('R65.21', { show: 'validity', date: '3 March' });
  const { day, today, dayFrom } = resultOf(outcome, LookedUp);

  expect(day.slice(5)).toBe('03-03');
  expect(day <= today).toBe(true);
  expect(dayFrom).toBe('inferred');
  expect(sentenceOf(outcome)).toContain(`R65.21 is billable on ${day}.`);
  expect(sentenceOf(outcome)).toContain(`No year was said, so the day is ${day}: the latest such day that is not in the future.`);
});

test('a code of last year is not one of this year, and its last day is told', async () => {
  const outcome = await lookUp('I50.29');

  expect(resultOf(outcome, LookedUp).card).toMatchObject({
    standing: 'absent',
    editions: [{ standing: 'billable' }, { standing: 'absent' }],
  });
  expect(sentenceOf(outcome)).toContain(
    'I50.29 is not a code of icd10cm-2026-starter, which is a starter edition and holds everyday codes only. It is in icd10cm-2025, valid until 2025-09-30.',
  );
  expect(sentenceOf(await lookUp('I50.29', { date: '2025-03-03' }))).toContain('I50.29 is billable on 2025-03-03.');
});

test('an explanation tells the last day of a retired code as well', async () => {
  const outcome = await hospital.ask('coder', 'explain_code', { encounter: 'E-1042', code: 'I50.29' });

  expect(sentenceOf(outcome)).toContain('It is in icd10cm-2025, valid until 2025-09-30.');
});

test('a day outside every edition is said to be so, and a day that no calendar has is refused', async () => {
  const later = await lookUp('I10', { date: '2031-01-01' });
  const never = await lookUp('I10', { date: '31 February' });

  expect(later).toMatchObject({ status: 'refused', failure: 'no-edition' });
  expect(sentenceOf(later)).toContain('No ICD-10-CM edition is in force here on 2031-01-01');
  expect(never).toMatchObject({ status: 'refused', failure: 'bad-input' });
  expect(sentenceOf(never)).toContain('"31 February" is not a day that I can read.');
});

test('without a day it is today, or the latest edition, which says that it is not in force today', async () => {
  const outcome = await lookUp('I10', {});
  const { today, day, dayFrom } = resultOf(outcome, LookedUp);
  const inForce = today >= '2025-10-01' && today <= '2026-09-30';

  expect({ day, dayFrom }).toEqual(inForce ? { day: today, dayFrom: 'today' } : { day: '2026-09-30', dayFrom: 'latest' });
  expect(sentenceOf(outcome).includes('No edition is in force here today')).toBe(!inForce);
});

test('notes are to the letter, each with the place at which it hangs, and one kind alone where that is asked for', async () => {
  const all = await result('I10', { show: 'notes', date: '2025-03-03' });
  const outcome = await lookUp('I10', { show: 'excludes1', date: '2025-03-03' });

  expect(all.card?.notes.map(({ kind }) => kind)).toEqual(['excludes2', 'excludes1', 'excludes1', 'excludes2']);
  expect(resultOf(outcome, LookedUp).card?.notes).toEqual([
    { kind: 'excludes1', at: { code: 'I10-I1A', title: 'Hypertensive (I10-I1A)' }, words: ['pulmonary hypertension (I27.0)'] },
    { kind: 'excludes1', at: { code: 'I10' }, words: ['hypertension in pregnancy (O10-O11)'] },
  ]);
  expect(sentenceOf(outcome)).toContain('- Excludes1, at I10: hypertension in pregnancy (O10-O11)');
});

test('a starter edition says that its notes are not the official words', async () => {
  expect(sentenceOf(await lookUp('E11', { show: 'notes', date: '2026-03-03' }))).toContain(
    'The starter edition names codes in its notes and does not hold the official words.',
  );
});

test('a chapter lists its sections, a section its categories', async () => {
  expect((await result('I00-I99', { date: '2025-03-03' })).card?.beneath.map(({ code }) => code)).toEqual(['I10-I1A', 'I30-I5A']);
  expect((await result('i30-i5a', { date: '2025-03-03' })).card?.beneath.map(({ code }) => code)).toEqual(['I50', 'I51']);
});

test('what needs a seventh character shows which there are', async () => {
  const outcome = await lookUp('dog bite', { date: '2025-03-03' });

  expect(sentenceOf(outcome)).toContain(
    'W54.0 Bitten by dog (external cause index: Bite, bitten by > dog): header; choose W54.0XXA, W54.0XXD',
  );
});

test('a mistyped word is named with what was looked for in its place', async () => {
  const outcome = await lookUp('diastolc heart failure');

  expect(sentenceOf(outcome)).toContain('No entry says "diastolc"; nearest: "diastolic".');
  expect(resultOf(outcome, LookedUp).found?.lines[0]?.leadsTo?.code).toBe('I50.30');
});

test('where nothing is found nothing is given, and what was tried is said', async () => {
  const outcome = await lookUp('xyzzy');

  expect(resultOf(outcome, LookedUp).found?.lines).toEqual([]);
  expect(sentenceOf(outcome)).toContain('Nothing was found for "xyzzy". Index paths, titles, inclusion terms and the tables were searched');
  expect(sentenceOf(await lookUp('150.23'))).toContain('A code looks like I50.23.');
});

test('at most twelve are listed, and the rest are counted', async () => {
  const { found } = await result('fracture');
  const all = (found?.lines.length ?? 0) + (found?.more ?? 0);

  expect(found?.lines).toHaveLength(12);
  expect(found?.more).toBeGreaterThan(0);
  expect(sentenceOf(await lookUp('fracture'))).toContain(`${all} entries have this word`);
});

test('the same question gives the same answer, and every code in it is a code of the edition', async () => {
  const first = await result('diabetes with kidney disease');
  const known = new Set(
    (await hospital.store.within(hospital.tenant, (unit) => unit.editionRecords.content('icd10cm-2026-starter')))?.match(
      /[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?/g,
    ),
  );
  const codes = (first.found?.lines ?? []).flatMap(({ leadsTo, choose = [] }) => [
    ...(leadsTo === undefined ? [] : [leadsTo.code]),
    ...choose,
  ]);

  expect(await result('diabetes with kidney disease')).toEqual(first);
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.filter((code) => !known.has(code))).toEqual([]);
});

test('whoever bills may look up a code, and the words that were looked up are not in the ledger', async () => {
  const outcome = await hospital.ask('biller', 'lookup_code', { query: 'xylophone accident', date: '2026-03-03' });
  const entries = await hospital.store.within(hospital.tenant, (unit) => unit.ledger.list({ last: 1 }));

  expect(outcome.status).toBe('done');
  expect(entries[0]?.leaf).toMatchObject({ act: 'tool.read', tool: 'lookup_code' });
  expect(JSON.stringify(entries)).not.toContain('xylophone');
  expect(LocalDate.safeParse(resultOf(outcome, LookedUp).day).success).toBe(true);
});
