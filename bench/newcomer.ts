/**
 * How far a newcomer is from the first approved code of the demo hospital (bar F12): `node bench/newcomer.ts`. It clones this repository as it was last committed
 * into a new folder, and does there what the README says: each command and each line that is typed counts. It needs git, npm with a registry, and script(1). Nothing of
 * this machine's settings is given on: no Redis, no PostgreSQL, no Slack.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTerminal, cleanEnvironment, noTerminal } from '#tests/support/terminal.ts';

const MOST_COMMANDS = 6;
const MOST_SECONDS = 300;

const why = noTerminal();
if (why !== undefined) throw new Error(why);
const above = mkdtempSync(join(tmpdir(), 'countersign-newcomer-'));
const folder = join(above, 'countersign');
const begun = performance.now();
let commands = 0;
let before = begun;

done('git clone', run(['git', 'clone', '--quiet', join(import.meta.dirname, '..'), folder], above));
done('npm ci', run(['npm', 'ci', '--no-audit', '--no-fund'], folder));
const person = await atTerminal('npm start', { settings: {}, cwd: folder });
done('npm start', person.greeting);
done('code E-1042', await person.ask('code E-1042'), 'I50.23');
done('accept I50.23', await person.ask('accept I50.23'), 'done: Written as a FHIR Condition');
const seconds = (performance.now() - begun) / 1_000;
const effects = readdirSync(join(folder, '.countersign', 'effects')).length;
await person.leave();
await rm(above, { recursive: true, force: true });
if (effects !== 1) throw new Error(`${effects} effects came of one approval`);
process.stdout.write(`${commands} commands of at most ${MOST_COMMANDS}, ${seconds.toFixed(1)} s of at most ${MOST_SECONDS}\n`);

function run([command = '', ...words]: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, env: cleanEnvironment({}), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
}

function done(typed: string, said: string, wanted = ''): void {
  if (!said.includes(wanted)) throw new Error(`"${typed}" was answered without "${wanted}": ${said}`);
  commands += 1;
  const now = performance.now();
  process.stdout.write(`${String(commands)}. ${typed.padEnd(16)}${((now - before) / 1_000).toFixed(1)} s\n`);
  before = now;
}
