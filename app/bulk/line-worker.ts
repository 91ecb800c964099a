/** A thread that works on lines: it is handed the job once, and batches of lines one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { lineJob, type Job } from './line-job.ts';
import type { InputLine } from './read-lines.ts';

const work = lineJob(workerData as Job);
parentPort?.on('message', (lines: readonly InputLine[]) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(lines.map(work));
});
