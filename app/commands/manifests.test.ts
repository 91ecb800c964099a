import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench, Command } from '../command.ts';
import { faultLog } from '../owner/faults.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';

const APP = '11111111-2222-4333-8444-555555555555';

async function run(command: Command, ...words: readonly string[]): Promise<{ readonly printed: string; readonly told: string }> {
  let [printed, told] = ['', ''];
  const bench: Bench = {
    root: '/',
    config: () => {
      throw new Error('No setting is needed for this.');
    },
    print: (text) => void (printed += text),
    show: () => undefined,
    tell: (text) => void (told += text),
    say: (text) => void (told += text),
    faults: faultLog(() => undefined),
  };
  expect(await command.run(words, bench)).toBe(0);
  return { printed, told };
}

test('the manifest of Slack is JSON alone on stdout, for Socket Mode where no address is given', async () => {
  const { printed, told } = await run(slack, 'manifest');

  expect(JSON.parse(printed)).toMatchObject({ settings: { socket_mode_enabled: true } });
  expect(told).toContain('COUNTERSIGN_SLACK_APP_TOKEN');
});

test('with an address it is for HTTP', async () => {
  const { printed, told } = await run(slack, 'manifest', '--url', 'https://countersign.example');

  expect(printed).toContain('"https://countersign.example/slack/events"');
  expect(told).toContain('COUNTERSIGN_SLACK_SIGNING_SECRET');
});

test('the package of Teams is written where it was asked for', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'countersign-teams-')), 'new');

  const { told } = await run(teams, 'manifest', '--url', 'https://countersign.example/', '--out', out, '--app-id', APP.toUpperCase());

  expect(told).toContain('https://countersign.example/teams/messages');
  const zip = readFileSync(join(out, 'countersign-teams.zip'));
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  for (const name of ['manifest.json', 'color.png', 'outline.png']) expect(zip.includes(name)).toBe(true);
});

test.each([
  ['an address in the clear', slack, ['manifest', '--url', 'http://countersign.example'], 'https'],
  ['no word for what', slack, [], 'Usage'],
  ['no folder', teams, ['manifest', '--url', 'https://countersign.example', '--app-id', APP], 'Usage'],
  ['an id that is none', teams, ['manifest', '--url', 'https://a.example', '--out', '/tmp/x', '--app-id', 'countersign'], '--app-id'],
] as const)('%s is refused', async (_name, command, words, says) => {
  await expect(run(command, ...words)).rejects.toThrow(expect.objectContaining({ says: expect.stringContaining(says) }));
});
