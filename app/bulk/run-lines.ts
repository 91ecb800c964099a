import type { Readable, Writable } from 'node:stream';
import type { Job, LineDone } from './line-job.ts';
import { lineSink, type LineSink } from './line-sink.ts';
import { readLines, type InputLine } from './read-lines.ts';
import { workerPool, type WorkerPool } from './worker-pool.ts';

export interface LineRun {
  readonly job: Job;
  readonly workers: number;
  readonly input: Readable;
  readonly output: Writable;
  /** Resolves when a person wants it to end. */
  readonly stop: Promise<void>;
  /** Hears of every line that is done, in the order of the input, before it is written. */
  readonly onDone: (done: LineDone) => Promise<void> | void;
}

/** How a run ended: with its input, at a person's wish, or because nobody read any more. */
export type Ending = 'done' | 'stopped' | 'unread';

/** Batches that are worked on or wait to be written, for each thread: enough that none waits, and no more is held in memory. */
const AHEAD = 3;
const MOST_LINES = 64;
const MOST_CHARACTERS = 65_536;

/** Works on every line of the input and writes the answers in its order, in whole lines: the same bytes for any number of threads. */
export async function runLines(run: LineRun): Promise<Ending> {
  const pool = workerPool(run.job, run.workers);
  const sink = lineSink(run.output);
  const state: { ending: Ending } = { ending: 'done' };
  const end = (how: Ending): void => {
    if (state.ending === 'done') state.ending = how;
    run.input.destroy();
  };
  void run.stop.then(() => end('stopped'));
  void sink.gone.then(() => end('unread'));
  try {
    await pump(run, pool, sink, () => state.ending === 'done');
  } catch (thrown) {
    // A stream that is destroyed under its reader throws; it was destroyed above.
    if (state.ending === 'done') throw thrown;
  } finally {
    await pool.close();
  }
  if (state.ending !== 'unread') await sink.flush();
  return state.ending;
}

async function pump({ input, workers, onDone }: LineRun, pool: WorkerPool, sink: LineSink, goesOn: () => boolean): Promise<void> {
  const write = async (results: readonly LineDone[]): Promise<boolean> => {
    if (!goesOn()) return false;
    for (const done of results) await onDone(done);
    return goesOn() && sink.write(results.map(({ written }) => `${written}\n`).join(''));
  };
  const ahead: Promise<boolean>[] = [];
  let last: Promise<boolean> = Promise.resolve(true);
  for await (const lines of readLines(input)) {
    for (const batch of batches(lines)) {
      const results = pool.run(batch);
      last = last.then(async (open) => open && write(await results));
      // Each is awaited below, the first that fails before the others.
      last.catch(() => undefined);
      ahead.push(last);
      if (ahead.length > workers * AHEAD && !(await ahead.shift())) return;
    }
  }
  await last;
}

function* batches(lines: readonly InputLine[]): Generator<readonly InputLine[]> {
  let batch: InputLine[] = [];
  let size = 0;
  for (const line of lines) {
    batch.push(line);
    size += line.text?.length ?? 0;
    if (batch.length < MOST_LINES && size < MOST_CHARACTERS) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
