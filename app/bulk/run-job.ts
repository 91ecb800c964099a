import { stat } from 'node:fs/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Failure } from '#core/errors.ts';
import type { Bench } from '../command.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import type { Words } from '../words.ts';
import type { Job } from './line-job.ts';
import { lineTally } from './line-tally.ts';
import { runLines } from './run-lines.ts';
import { traceFolder } from './trace-folder.ts';

const MOST_WORKERS = 64;
const STOPPED = 130;
const WRONG = 65;

/** Runs a job over the lines of stdin or `--in`, and gives the exit status: 65 where a line could not be worked on. */
export async function runJob(job: Job, given: Words, { say }: Bench, traces?: string): Promise<number> {
  const workers = workersOf(given);
  const keep = traces === undefined ? undefined : await traceFolder(resolve(traces));
  const tally = lineTally(say, given.has('progress') || process.stderr.isTTY);
  const { input, output } = await streams(given);
  const ending = await runLines({
    job,
    workers,
    input,
    output,
    stop: stopSignal(),
    async onDone(done) {
      if (done.trace !== undefined) await keep?.(done.trace);
      if (done.fault !== undefined) process.stderr.write(done.fault);
      tally.count(done);
    },
  }).catch((cause: unknown) => {
    throw named(cause, given);
  });
  if (output !== process.stdout) await closed(output);
  tally.end(ending);
  if (ending === 'stopped') return STOPPED;
  return tally.wrong() === 0 ? 0 : WRONG;
}

function workersOf(given: Words): number {
  const typed = given.text('workers');
  if (typed === undefined) return Math.min(availableParallelism(), MOST_WORKERS);
  const workers = Number(typed);
  if (!/^\d+$/.test(typed) || workers < 1 || workers > MOST_WORKERS) {
    throw new Failure('bad-input', `--workers must be a number from 1 to ${MOST_WORKERS}.`);
  }
  return workers;
}

async function streams(given: Words): Promise<{ input: Readable; output: Writable }> {
  const [from, to] = [given.text('in'), given.text('out')];
  if (from !== undefined && to !== undefined && (resolve(from) === resolve(to) || (await isOneFile(from, to)))) {
    throw new Failure('bad-input', '--in and --out name the same file. Name another one to write to.');
  }
  const input = from === undefined ? process.stdin : await readable(from);
  return { input, output: to === undefined ? process.stdout : await writable(to) };
}

/** Two names of one file, by a link: to write it would empty what is read. */
async function isOneFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

async function readable(path: string): Promise<Readable> {
  const stream = createReadStream(path);
  await opened(stream, (cause) => new Failure('not-found', `${path} cannot be read (${codeOf(cause)}).`, { cause }));
  return stream;
}

async function writable(path: string): Promise<Writable> {
  const stream = createWriteStream(path, { mode: 0o600 });
  await opened(stream, (cause) => new Failure('bad-input', `${path} cannot be written (${codeOf(cause)}).`, { cause }));
  return stream;
}

function opened(stream: Readable | Writable, refusal: (cause: unknown) => Failure): Promise<void> {
  return new Promise((done, refuse) => {
    stream.once('open', () => done());
    stream.once('error', (cause) => refuse(refusal(cause)));
  });
}

async function closed(output: Writable): Promise<void> {
  output.end();
  await finished(output).catch(() => undefined);
}

/** What a disk or a folder says, as a refusal; anything else is a fault and stays one. */
function named(cause: unknown, given: Words): unknown {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure('unavailable', 'The disk is full: the answers end with the last whole line. Free some space and run again.', {
      cause,
    });
  }
  if (code === 'EISDIR') return new Failure('bad-input', `${given.text('in') ?? 'The input'} is a folder.`, { cause });
  return cause;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
