import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';

const BASELINE = readFileSync(resolve(import.meta.dirname, '..', '..', 'guardrails', 'policy', 'baseline.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'countersign-oversight-'));
const settings = { COUNTERSIGN_DATA_DIR: join(folder, 'data'), COUNTERSIGN_HTTP_PORT: 'off' };
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
/** What a command that has to succeed prints. */
const printed = async (...words: readonly string[]) => {
  const { status, stdout, stderr } = await run(words, settings);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return { stdout: flat(stdout), stderr: flat(stderr) };
};
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
const WRONG = file('wrong.yaml', BASELINE.replace('expiresInHours: 72', 'expiresInHours: never'));
const OURS = file('ours.yaml', BASELINE.replace('upTo: $500.00', 'upTo: $5000.00'));

const MISSPELT = file('misspelt.yaml', BASELINE.replace('  search_chart:', '  serch_chart:'));
const THIN = file(
  'thin.yaml',
  BASELINE.replace(/^  list_work:.*\n/m, '').replace('read_document: [coder', 'read_document: [surgeon, coder'),
);

describe('oversight at the command line', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    await run(['ask', 'accept I50.23 on E-1042'], settings);
    await run(['ask', 'propose N17.9 on E-1042'], settings);
  }, 120_000);

  test.each([
    [
      'a wrong policy, with its line',
      ['policy', 'check', WRONG],
      78,
      /Policy wrong\.yaml, line \d+: effects\.code\.accept\.expiresInHours/,
    ],
    ['a sound policy', ['policy', 'check', OURS], 0, /^OK\. ours\.yaml is a policy, baseline@[0-9a-f]{12}\./],
    [
      'a policy with a tool that there is not',
      ['policy', 'check', MISSPELT],
      78,
      /line \d+: tools\.serch_chart: there is no such tool\. Did you mean search_chart\?/,
    ],
    ['the same proposed', ['policy', 'propose', MISSPELT, '--as', 'lee.okafor'], 78, /Did you mean search_chart\?/],
    [
      'a policy with a role that nobody has, and without a tool',
      ['policy', 'check', THIN],
      0,
      /^! Nobody may list_work: .*! By principals\.yaml, nobody has the role surgeon, which the policy names\. OK\. thin\.yaml is/,
    ],
    ['a policy that is not there', ['policy', 'check', join(folder, 'nothing.yaml')], 65, /cannot be read/],
    ['a policy of somebody who may not', ['policy', 'propose', OURS, '--as', 'dana.reyes'], 77, /may not propose a policy/],
    ['a replay that is the same', ['replay', 'P-1', '--as', 'ines.halloran'], 0, /^P-1: same /],
    [
      'a replay of what nobody decided',
      ['replay', 'P-2', '--as', 'ines.halloran'],
      4,
      /^P-2 cannot be replayed: P-2 was decided by nobody/,
    ],
    ['a share without its sign', ['review', 'sample', '--share', '5', '--seed', 'spring of 2026'], 2, /--share is written as 5%/],
    ['a day that is none', ['review', 'measures', '--from', '2026-02-30'], 2, /--from is a day such as/],
    ['hours that are none', ['authority', 'lend', 'mira.solberg', '--roles', 'coder', '--hours', 'some'], 2, /--hours is a number/],
    ['a verb that is not there', ['authority', 'steal'], 2, /Usage: countersign authority/],
  ] as const)('%s', async (_name, words, status, says) => {
    const ran = await run(words, settings);

    expect(flat(ran.stdout + ran.stderr)).toMatch(says);
    expect(ran.status).toBe(status);
  });

  test('what "policy show" prints is the policy file', async () => {
    const { stdout } = await run(['policy', 'show'], settings);

    expect(readPolicy(stdout, 'printed')).toEqual(readPolicy(BASELINE, 'shipped'));
    expect(stdout).toMatch(/^# Policy baseline@[0-9a-f]{12}\. It is in force\./);
  });

  test('a proposed policy is shown by what it changes, and what becomes easier', async () => {
    const { stdout } = await run(['policy', 'propose', OURS, '--as', 'lee.okafor'], settings);

    expect(flat(stdout)).toContain('Easier than before: adjustment.post of $500.01: one signature is enough, and not 2 as before.');
    expect(stdout).toMatch(/^\[P-\d+\] pending: policy\.change baseline@/m);
  });

  test('an emergency is heard on stderr, and by compliance above whatever they ask, until it was seen', async () => {
    const taken = await printed('authority', 'break-glass', '--roles', 'coding-lead', '--reason', 'deadline', '--as', 'dana.reyes');
    const [, id = ''] = /EMERGENCY (A-\d+)/.exec(taken.stderr) ?? [];
    const asked = () => printed('ask', 'what is waiting for me?', '--as', 'ines.halloran');

    expect(taken.stderr).toMatch(/! EMERGENCY A-\d+: dana\.reyes took the authority of coding-lead .* Ines Halloran will be told/);
    expect((await asked()).stdout).toMatch(new RegExp(`^! EMERGENCY ${id}: `));
    await printed('authority', 'seen', id, '--as', 'ines.halloran');
    expect((await asked()).stdout).not.toContain('EMERGENCY');
    expect((await printed('authority', 'list')).stdout).toMatch(new RegExp(`${id} dana\\.reyes coding-lead TAKEN, deadline .*ines`));
  });

  test('a decision is picked, looked at again, and the other opinion shows in its ledger', async () => {
    const as = ['--as', 'ines.halloran'];
    const picked = await printed('review', 'sample', '--share', '100%', '--seed', 'spring of 2026', ...as);
    const recorded = await printed('review', 'record', 'P-1', 'disagree', '--reason', 'not-supported', ...as);

    expect(picked.stdout).toMatch(/Picked for a second look: 1\. - P-1: code\.accept I50\.23 on E-1042, approved by dana\.reyes/);
    expect(recorded.stdout).toMatch(/^Recorded: Ines Halloran disagrees with the decision on P-1\. That undoes nothing\./);
    expect((await printed('review', 'list', ...as)).stdout).toContain('1 looked at, 1 with another opinion.');
    expect((await printed('audit', 'show', 'P-1', ...as)).stdout).toContain('disagrees');
  });
});
