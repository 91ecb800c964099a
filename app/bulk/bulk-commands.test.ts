import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Trace } from '#core/coder/trace.ts';
import { countersign } from '#tests/support/mcp-process.ts';
import { cleanEnvironment, run } from '#tests/support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-bulk-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = { COUNTERSIGN_DATA_DIR: join(folder, 'data') };
const STARTER = 'icd10cm-2026-starter';

interface Answer {
  readonly id?: string | number;
  readonly line?: number;
  readonly error?: string;
  readonly edition?: string;
  readonly codes?: readonly {
    readonly code: string;
    readonly spans: readonly { readonly start: number; readonly end: number; readonly text: string }[];
    readonly trace: { readonly id: string };
  }[];
}

const lines = (...values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const answersOf = (stdout: string): Answer[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
const codesOf = ({ codes = [] }: Answer): string[] => codes.map(({ code }) => code);

const NOTES = [
  'Assessment: Acute on chronic systolic heart failure. Type 2 diabetes with nephropathy. No pneumonia.',
  'Mild persistent asthma \u{1F600}, and a COPD exacerbation in a na\u00EFve patient. Hypertension.',
  'Impression:\n1. Iron deficiency anemia\n2. GERD\n3. Hypothyroidism',
  'He is well.',
];

describe('countersign code --jsonl', { timeout: 120_000 }, () => {
  test('answers each line in the order of the input, with the same bytes for one thread and for three', async () => {
    const notes = Array.from({ length: 400 }, (_, at) => ({
      id: `n${at}`,
      text: `${NOTES[at % NOTES.length]}\n${'Well. '.repeat(at % 90)}`,
    }));
    const [one, three] = [
      await run(['code', '--jsonl', '--workers', '1'], settings, lines(...notes)),
      await run(['code', '--jsonl', '--workers', '3'], settings, lines(...notes)),
    ];

    expect(answersOf(one.stdout).map(({ id }) => id)).toEqual(notes.map(({ id }) => id));
    expect(three.stdout).toBe(one.stdout);
    expect([one.status, three.status]).toEqual([0, 0]);
    expect(codesOf(answersOf(one.stdout)[0] ?? {})).toEqual(['I50.23', 'E11.21']);
  });

  test.each(['set', 'mentions'])('%s quotes the text to the letter, and says the edition', async (stage) => {
    const { stdout } = await run(['code', '--jsonl', '--stage', stage], settings, lines(...NOTES.map((text, id) => ({ id, text }))));
    const answers = answersOf(stdout);
    const spans = answers.flatMap(({ codes = [] }, at) => codes.flatMap((code) => code.spans.map((span) => ({ ...span, at }))));

    expect(spans.length).toBeGreaterThan(6);
    for (const { at, start, end, text } of spans) expect(NOTES[at]?.slice(start, end)).toBe(text);
    expect(answers.every(({ edition }) => edition?.startsWith(`${STARTER}@`))).toBe(true);
    expect(answers[3]?.codes).toEqual([]);
  });

  test('answers a line that is no note in its place with what is wrong and no word of it, goes on, and ends with a status', async () => {
    const input = [
      '{"id":"ok","text":"Asthma."}',
      '',
      'Zebedee has asthma',
      '{"id":"a","text":"Zebedee","setting":"ward"}',
      '{"id":"b","text":"Zebedee","birthDate":"1950-02-30"}',
      '{"id":"c","text":"Zebedee","serviceDate":"2027-01-01"}',
      '{"id":"d","text":"Zebedee","servicedate":"2026-01-01"}',
      '{"text":"Zebedee"}',
      '{"id":12345678901234567890,"text":"Zebedee"}',
      '{"id":"e"}',
      '{"id":"f","text":"\\ud800"}',
      '["Zebedee"]',
      '{"id":"end","text":"Asthma.","sex":null,"setting":"Inpatient","mrn":"7"}',
    ].join('\n');
    const { stdout, stderr, status } = await run(['code', '--jsonl'], settings, input);
    const answers = answersOf(stdout);

    expect(answers.map(({ id, line }) => line ?? id)).toEqual(['ok', 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 'end']);
    expect(answers.map(({ error }) => error?.split(' ')[0])).toEqual([
      undefined,
      'The',
      'setting',
      'birthDate',
      'serviceDate:',
      'serviceDate',
      'id',
      'id',
      'text',
      'text',
      'The',
      undefined,
    ]);
    expect(answers[4]?.error).toContain(`on 2027-01-01. Here: ${STARTER} (2025-10-01 to 2026-09-30)`);
    expect(status).toBe(65);
    expect(stdout + stderr).not.toContain('Zebedee');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('10 of 12 lines could not be worked on');
  });

  test('keeps whole traces under the address that the codes name', async () => {
    const traces = join(folder, 'traces');
    const { stdout } = await run(['code', '--jsonl', '--traces', traces], settings, lines(...NOTES.map((text, id) => ({ id, text }))));
    const named = new Set(answersOf(stdout).flatMap(({ codes = [] }) => codes.map(({ trace }) => trace.id)));

    expect(named.size).toBe(3);
    for (const name of readdirSync(traces)) {
      const bytes = readFileSync(join(traces, name), 'utf8');
      expect(`${createHash('sha256').update(bytes).digest('hex')}.json`).toBe(name);
      expect(Trace.safeParse(JSON.parse(bytes)).success).toBe(true);
    }
    for (const id of named) expect(readdirSync(traces)).toContain(`${id}.json`);
  });

  test('answers a line while the next one has not come', async () => {
    const process = countersign(['code', '--jsonl'], settings);
    process.input.write(lines({ id: 'first', text: 'Asthma.' }));
    await process.says('"id":"first"');
    process.input.write('{"id":"second","text":"GERD."}');

    expect(await process.end()).toBe(0);
    expect(answersOf(process.stdout()).map(codesOf)).toEqual([['J45.909'], ['K21.9']]);
  });

  test('leaves no half line when it is interrupted', async () => {
    const process = countersign(['code', '--jsonl'], settings);
    // What it still writes when the process has gone is nobody's.
    process.input.on('error', () => undefined);
    const feeding = setInterval(() => process.input.write(lines(...NOTES.map((text, id) => ({ id, text: text.repeat(20) })))), 1);
    await process.says('"codes"');
    const status = await process.stop('SIGINT');
    clearInterval(feeding);

    expect(status).toBe(130);
    expect(process.stdout().endsWith('}\n')).toBe(true);
    expect(answersOf(process.stdout()).every(({ codes }) => codes !== undefined)).toBe(true);
  });

  test('ends quietly when whoever reads its answers has gone', async () => {
    const launcher = join(import.meta.dirname, '..', '..', 'bin', 'countersign.mjs');
    const child = spawn(process.execPath, [launcher, 'code', '--jsonl'], {
      env: cleanEnvironment(settings),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.write(lines({ id: 1, text: 'Asthma.' }));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.write(lines({ id: 2, text: 'Asthma.' }, { id: 3, text: 'Asthma.' }));
    const [status] = (await once(child, 'close')) as [number];

    expect(status).toBe(0);
    expect(said).not.toContain('!');
  });

  test.each([
    ['no --jsonl', ['code'], 2],
    ['a stage that there is not', ['code', '--jsonl', '--stage', 'all'], 2],
    ['no threads', ['code', '--jsonl', '--workers', '0'], 2],
    ['an edition that is not there', ['code', '--jsonl', '--edition', 'icd10cm-1999'], 4],
    ['an input that is not there', ['code', '--jsonl', '--in', 'not/there.jsonl'], 4],
  ])('is refused with %s', async (_name, words, status) => {
    expect((await run(words, settings)).status).toBe(status);
  });
});

describe('countersign assert --jsonl', { timeout: 120_000 }, () => {
  test('says of each sentence how it asserts the concept, and of a line without one that it is missing', async () => {
    const input = lines(
      { id: 'denied', sentence: 'He denies FEVER.', concept: 'fever' },
      { id: 'there', sentence: 'FEVER since Monday.', concept: 'fever' },
      { id: 'past', sentence: 'History of MYOCARDIAL INFARCTION in 1998.', concept: 'myocardial infarction' },
      { id: 'mother', sentence: 'Her mother has BREAST CANCER.', concept: 'breast cancer' },
      { id: 'nothing', sentence: 'Zebedee.' },
    );
    const { stdout, status } = await run(['assert', '--jsonl'], settings, input);
    const said = answersOf(stdout);

    expect(said.slice(0, 3)).toEqual([
      { id: 'denied', negation: 'Negated', temporality: 'Recent', experiencer: 'Patient' },
      { id: 'there', negation: 'Affirmed', temporality: 'Recent', experiencer: 'Patient' },
      { id: 'past', negation: 'Affirmed', temporality: 'Historical', experiencer: 'Patient' },
    ]);
    expect(said[3]).toMatchObject({ id: 'mother', negation: 'Affirmed', experiencer: 'Family member' });
    expect(said[4]).toEqual({ id: 'nothing', line: 5, error: 'concept is missing: it must be a text.' });
    expect(status).toBe(65);
  });
});

describe('countersign appeal-window --jsonl', { timeout: 120_000 }, () => {
  test('says the last day, whether an appeal is in time and how it was computed, and of an unknown payer that it is unknown', async () => {
    const input = lines(
      { id: 'on-time', path: 'medicare_ffs_1', notice_date: '2026-01-18', receipt_date: null, filed_on: '2026-05-26' },
      { id: 'late', path: 'medicare_ffs_3', notice_date: '2026-01-05', amount_cents: 19_999, year: 2026, filed_on: '2026-03-12' },
      { id: 'open', path: 'ma_noncontract', notice_date: '2026-01-05' },
      { id: 'whose', path: 'commercial_unknown', notice_date: '2026-01-05' },
    );
    const one = await run(['appeal-window', '--jsonl', '--workers', '1'], settings, input);
    const three = await run(['appeal-window', '--jsonl', '--workers', '3'], settings, input);

    expect(answersOf(one.stdout)).toMatchObject([
      { id: 'on-time', deadline: '2026-05-26', allowed: true, reason: 'in_time', computation: expect.stringContaining('Memorial Day') },
      { id: 'late', deadline: '2026-03-11', allowed: false, reason: 'too_late+amount_below_minimum' },
      { id: 'open', deadline: '2026-03-11', allowed: true, reason: 'in_time', not_tested: ['filing'] },
      {
        id: 'whose',
        deadline: 'unknown',
        allowed: null,
        reason: 'deadline_unknown',
        computation: expect.stringContaining('enter it from'),
      },
    ]);
    expect(three.stdout).toBe(one.stdout);
    expect([one.status, three.status]).toEqual([0, 0]);
  });

  test('answers a line that asks nothing, misspells or contradicts itself with what is wrong and no word of it', async () => {
    const input = lines(
      { id: 'a', path: 'zebedee' },
      { id: 'b' },
      { id: 'c', path: 'medicare_ffs_1', notice_date: '2026-02-29' },
      { id: 'd', path: 'medicare_ffs_1', notice_date: '2026-01-05', reciept_date: '2026-01-20' },
      { id: 'e', path: 'medicare_ffs_1', notice_date: '2026-01-05', filed_on: '2025-01-05' },
      { id: 'f', path: 'medicare_ffs_3', amount_cents: 199.5 },
      { id: 'g', path: 'contract', contract: { days: '90', counts_from: 'notice' } },
      { id: 'h', path: 'contract', contract: { zebedee: 90 } },
    );
    const { stdout, status } = await run(['appeal-window', '--jsonl'], settings, input);

    expect(answersOf(stdout).map(({ error }) => error?.split(' ').slice(0, 2).join(' '))).toEqual([
      'path must',
      'path is',
      'notice_date must',
      'receipt_date is',
      'The day',
      'amount_cents must',
      'days must',
      'contract has',
    ]);
    expect(stdout).not.toContain('zebedee');
    expect(status).toBe(65);
  });

  test.each([
    ['no --jsonl', ['appeal-window'], 2],
    ['a calendar that is not there', ['appeal-window', '--jsonl', '--calendar', 'not/there.yaml'], 4],
  ])('is refused with %s', async (_name, words, status) => {
    expect((await run(words, settings)).status).toBe(status);
  });
});
