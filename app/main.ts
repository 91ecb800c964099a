import { resolve } from 'node:path';
import { columnsOf, layLines } from '#connectors/cli/lay-lines.ts';
import { terminalPaint } from '#connectors/cli/paint.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { Failure } from '#core/errors.ts';
import type { Bench, Command } from './command.ts';
import { readConfig } from './settings/config.ts';
import { appealWindowCommand } from './commands/appeal-window.ts';
import { ask } from './commands/ask.ts';
import { assertCommand } from './commands/assert.ts';
import { audit } from './commands/audit.ts';
import { authority } from './commands/authority.ts';
import { channels } from './commands/channels.ts';
import { chat } from './commands/chat.ts';
import { code } from './commands/code.ts';
import { doctor } from './commands/doctor.ts';
import { editions } from './commands/editions.ts';
import { effects } from './commands/effects.ts';
import { importCommand } from './commands/import.ts';
import { appeals } from './commands/appeals.ts';
import { remit } from './commands/remit.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { letter } from './commands/letter.ts';
import { library } from './commands/library.ts';
import { link } from './commands/link.ts';
import { mcp } from './commands/mcp.ts';
import { migrateCommand } from './commands/migrate.ts';
import { plan } from './commands/plan.ts';
import { policy } from './commands/policy.ts';
import { proposals } from './commands/proposals.ts';
import { replay } from './commands/replay.ts';
import { review } from './commands/review.ts';
import { serve } from './commands/serve.ts';
import { signIn } from './commands/sign-in.ts';
import { slack } from './commands/slack.ts';
import { start } from './commands/start.ts';
import { teams } from './commands/teams.ts';
import { trace } from './commands/trace.ts';
import { work } from './commands/work.ts';
import { x12 } from './commands/x12.ts';
import { faultLog } from './owner/faults.ts';
import { spareMemory } from './owner/spare-memory.ts';
import { VERSION } from './version.ts';

const COMMANDS: readonly Command[] = [
  start,
  chat,
  ask,
  plan,
  importCommand,
  remit,
  appeals,
  code,
  assertCommand,
  x12,
  appealWindowCommand,
  proposals,
  letter,
  library,
  trace,
  audit,
  replay,
  review,
  policy,
  authority,
  channels,
  link,
  signIn,
  slack,
  teams,
  doctor,
  editions,
  effects,
  mcp,
  migrateCommand,
  ledgerCommand,
  serve,
  work,
];

/** Chooses the command, and turns what it throws into one sentence on stderr and an exit status. */
async function main(argv: readonly string[]): Promise<number> {
  spareMemory();
  const [name = 'start', ...words] = argv;
  const root = resolve(import.meta.dirname, '..');
  const faults = faultLog((line) => void process.stderr.write(line));
  const bench: Bench = {
    root,
    config: () => readConfig(process.env, root),
    print: (text) => void process.stdout.write(text),
    show: (blocks) => void process.stdout.write(plainText(blocks, terminalPaint(process.stdout, process.env), columnsOf(process.stdout))),
    tell: (text) => void process.stdout.write(layLines(text, columnsOf(process.stdout))),
    say: (text) => void process.stderr.write(`${layLines(text, columnsOf(process.stderr))}\n`),
    faults,
  };
  const fail = (thrown: unknown): number => {
    const { says, exit } = faults.noted(thrown, name);
    bench.say(`! ${says}`);
    return exit;
  };
  // Node's own report would print the message of the error, which may quote a chart.
  process.on('uncaughtException', (thrown) => process.exit(fail(thrown)));
  // Whoever read the answer has gone, as `head` does: nothing broke.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'EPIPE') throw thrown;
    });
  }
  try {
    if (['help', '--help', '-h'].includes(name)) bench.tell(usage());
    else if (['--version', '-v'].includes(name)) bench.print(`${VERSION}\n`);
    else return await chosen(name).run(words, bench);
    return 0;
  } catch (thrown) {
    return fail(thrown);
  }
}

function chosen(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new Failure('bad-input', `There is no command ${name}. "countersign help" lists them.`);
  return command;
}

function usage(): string {
  const lines = COMMANDS.map(({ usage: words, summary }) => `  countersign ${words}\n      ${summary}`);
  return `Countersign ${VERSION}\n\n${lines.join('\n')}\n\nSettings are environment variables; the README lists them.\n`;
}

// The exit code is set and the process left to end by itself, so that what was printed reaches a slow pipe.
process.exitCode = await main(process.argv.slice(2));
