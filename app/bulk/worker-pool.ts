import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { wrongLine, type Job, type LineDone } from './line-job.ts';
import type { InputLine } from './read-lines.ts';

export interface WorkerPool {
  /** Works on lines as soon as a thread is free. It never rejects: lines on which a thread dies are answered so; once closed, none are. */
  run(lines: readonly InputLine[]): Promise<readonly LineDone[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly lines: readonly InputLine[];
  readonly done: (results: readonly LineDone[]) => void;
}

/** Threads that work on lines, at most `size`; each is started when there is work that no other one is free for. */
export function workerPool(job: Job, size: number): WorkerPool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: Waiting[] = [];
  let closed = false;

  async function workOn(worker: Worker, { lines, done }: Waiting): Promise<void> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    worker.once('exit', end);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      worker.postMessage(lines);
      const [results] = (await once(worker, 'message', { signal: ended.signal })) as [readonly LineDone[]];
      worker.off('exit', end);
      idle.push(worker);
      done(results);
    } catch {
      if (closed) return;
      // Out of memory, most likely. One line alone is what it broke on; of several each gets a thread of its own to break.
      all.delete(worker);
      await worker.terminate();
      done(lines.length === 1 ? lines.map(broken) : (await Promise.all(lines.map((line) => run([line])))).flat());
    }
    next();
  }

  function next(): void {
    const [first] = waiting;
    if (first === undefined || closed) return;
    const worker = idle.pop() ?? started();
    if (worker === undefined) return;
    waiting.shift();
    void workOn(worker, first);
  }

  function started(): Worker | undefined {
    if (all.size >= size) return undefined;
    const worker = new Worker(new URL('line-worker.ts', import.meta.url), { workerData: job, stdout: false, stderr: false });
    // Told through the batch that it breaks; without a listener it would end the process.
    worker.on('error', () => undefined);
    all.add(worker);
    return worker;
  }

  function run(lines: readonly InputLine[]): Promise<readonly LineDone[]> {
    return new Promise((done) => {
      waiting.push({ lines, done });
      next();
    });
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.all([...all].map((worker) => worker.terminate()));
  }

  return { run, close };
}

function broken({ number }: InputLine): LineDone {
  return wrongLine(number, 'The thread that worked on this line ended, most likely for want of memory.', {});
}
