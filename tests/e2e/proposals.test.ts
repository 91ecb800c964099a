import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startedFolder } from '../support/started-folder.ts';
import { noTerminal, openTerminal, run, type Person } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-proposals-'));
const settings = { COUNTERSIGN_DATA_DIR: join(folder, 'data'), COUNTERSIGN_HTTP_PORT: 'off' };
const lacking = noTerminal();
if (lacking !== undefined) console.warn(`The owner's socket is not tried with proposals: ${lacking}.`);

const said = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const proposals = async (...words: readonly string[]) => {
  const { status, stdout, stderr } = await run(['proposals', ...words], settings);
  return {
    status,
    text: said(stdout),
    error: said(stderr),
    widest: Math.max(...`${stdout}${stderr}`.split('\n').map(({ length }) => length)),
  };
};

describe('countersign proposals', { timeout: 240_000 }, () => {
  let owner: Person | undefined;
  beforeAll(async () => {
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    if (lacking === undefined) owner = await openTerminal(['chat'], settings);
    await run(['ask', 'propose I50.23, N18.32, D63.1, I25.10 and Z95.5 on E-1042'], settings);
    await run(['ask', 'add M10.9 on E-1042', '--as', 'mira.solberg'], settings);
  }, 240_000);
  afterAll(async () => {
    await owner?.leave();
    await rm(folder, { recursive: true, force: true });
  });

  test('lists what waits, narrowed as is asked, in lines that fit a terminal', async () => {
    const all = await proposals();
    const mine = await proposals('list', '--mine', '--as', 'mira.solberg');
    const hers = await proposals('--by', 'mira', '--case', 'e-1042', '--state', 'any');

    expect(all.text).toMatch(/^Pending: 6 Proposal Effect Case Asked for by Until \(UTC\) P-6 code\.add M10\.9 E-1042 Mira Solberg /);
    expect(all.widest).toBeLessThanOrEqual(80);
    expect(mine.text).toMatch(/^Pending for you to decide: 5 /);
    expect(hers.text).toMatch(/^All proposals by Mira Solberg on E-1042: 1 /);
  });

  test('decides each of several by itself, and ends with the status of the first that was refused', async () => {
    const some = await proposals('accept', 'P-1', 'P-6', 'P-99');
    const own = await proposals('accept', 'p-6', '--as', 'mira.solberg');

    expect(some).toMatchObject({
      status: 4,
      text: expect.stringContaining('2 of 3 done, 1 refused - I50.23: approved (P-1) - M10.9: approved (P-6)'),
    });
    expect(own).toMatchObject({ status: 77, text: expect.stringContaining('You asked for P-6') });
  });

  test('leaves the appeals of a claim to be asked for beside it', async () => {
    const { status, stdout, stderr } = await run(['appeals', 'C-88', '--as', 'sam.ferro'], settings);
    const answered = await run(
      ['appeals', 'answer', 'C-88', '--outcome', 'upheld', '--notice-date', '2026-08-01', '--as', 'sam.ferro'],
      settings,
    );

    expect([status, said(stdout + stderr)]).toEqual([0, expect.stringContaining('C-88')]);
    expect(said(answered.stdout + answered.stderr)).toContain('No appeal of C-88 that was approved here is there to be answered.');
  });

  test('rejects with a reason of the menu, and shows the menu where there is none', async () => {
    const without = await proposals('reject', 'P-2');
    const withOne = await proposals('reject', 'P-2', '--reason', 'duplicate', '--note', 'it is on the problem list');

    expect(without).toMatchObject({
      status: 2,
      text: expect.stringContaining('! Nothing was decided: a rejection has a reason. not-supported The documents'),
    });
    expect(withOne).toMatchObject({
      status: 0,
      text: expect.stringContaining('Reason It is on the encounter already (duplicate): it is on the problem list'),
    });
  });

  test.each([
    ['words', ['reject', 'P-5', '--reason', 'it is on the problem list']],
    ['a misspelt key', ['reject', 'P-5', '--reason', 'duplicat']],
    ['a note alone', ['reject', 'P-5', '--note', 'it is on the problem list']],
    ['a key of the other menu', ['change', 'P-5', '--to', 'i25110', '--reason', 'duplicate']],
  ])('takes keys of the menu only for a reason: %s is refused with the keys', async (_what, words) => {
    expect(await proposals(...words)).toMatchObject({
      status: 2,
      text: expect.stringMatching(
        /! Nothing was decided: a (rejection|change) has .*Give the key of one with --reason\. Words belong in --note/,
      ),
    });
    expect((await proposals('show', 'P-5')).text).toMatch(/^P-5 pending /);
  });

  test('changes, escalates and withdraws', async () => {
    const changed = await proposals('change', 'P-4', '--to', 'i25110', '--reason', 'wrong-type');
    const escalated = await proposals('escalate', 'P-3');
    const withdrawn = await proposals('withdraw', 'P-7');

    expect(changed).toMatchObject({ status: 0, text: expect.stringContaining('P-4 changed into P-7') });
    expect(escalated).toMatchObject({ status: 0, text: expect.stringContaining('coding-lead or compliance decides it now') });
    expect(withdrawn).toMatchObject({ status: 0, text: expect.stringContaining('P-7 withdrawn') });
    expect((await proposals('show', 'p-4')).text).toContain('Replaced by P-7, into which Dana Reyes (dana.reyes) changed it at');
  });

  test.each([
    ['what is no proposal', ['accept', 'banana'], 2, '"banana" is no proposal.'],
    ['an option that the order does not take', ['accept', 'P-5', '--reason', 'x'], 2, 'Usage: countersign proposals'],
    ['a state that there is not', ['--state', 'lost'], 2, 'There is no state lost.'],
    ['an order of nothing', ['accept'], 2, 'Usage: countersign proposals'],
    ['somebody who is not registered', ['accept', 'P-5', '--as', 'zoe'], 77, 'zoe is not registered'],
  ])('refuses %s in a sentence, and nothing is decided', async (_name, words, status, says) => {
    const refused = await proposals(...words);

    expect(refused).toMatchObject({ status, error: expect.stringContaining(says) });
    expect(refused.widest).toBeLessThanOrEqual(80);
    expect((await proposals('show', 'P-5')).text).toMatch(/^P-5 pending /);
  });

  test('shows no proposal on a chart to whoever may not read charts', async () => {
    expect(await proposals('show', 'P-5', '--as', 'sam.ferro')).toMatchObject({
      status: 77,
      text: expect.stringContaining('P-5 is about a chart.'),
    });
  });

  test('refuses a coder who accepts what takes a coding lead, with the reason, and lets the lead', async () => {
    const { stdout } = await run(['ask', 'propose N17.9 on E-1042'], settings);
    const [id = ''] = /P-\d+/.exec(stdout) ?? [];
    const byCoder = await proposals('accept', id);
    const inWords = await run(['ask', 'accept N17.9 on E-1042'], settings);
    const byLead = await proposals('accept', id, '--as', 'lee.okafor');

    expect(byCoder).toMatchObject({ status: 77, text: expect.stringContaining(`N17.9 (${id}) needs a coding lead: D-1042-7 denies it`) });
    expect([inWords.status, said(inWords.stdout)]).toEqual([77, expect.stringContaining(`"escalate ${id}" puts it up to one`)]);
    expect(byLead).toMatchObject({ status: 0, text: expect.stringContaining('approved by Lee Okafor') });
  });
});
