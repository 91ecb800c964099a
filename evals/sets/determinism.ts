import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shuffled } from '../scorers/seeded.ts';
import type { SetResult } from '../figure.ts';

const LONGEST_ERROR = 1000;
const LAUNCHER = resolve(import.meta.dirname, '..', '..', 'bin', 'countersign.mjs');

export interface Note {
  readonly id: string;
  readonly text: string;
}

/** I7: every note twice by the bulk command, in two processes and two orders, by one thread and by two; answers and whole traces compared. */
export function scoreDeterminism(notes: readonly Note[], edition: string): SetResult {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-eval-'));
  try {
    const runs = [
      { workers: 1, order: notes },
      { workers: 2, order: shuffled(notes, 7) },
    ].map(({ workers, order }, at) => runOnce(join(folder, String(at)), order, workers, edition));
    const [one, other] = runs;
    const ids = notes.map(({ id }) => id);
    const differ = ids.filter((id) => one?.answers.get(id) === undefined || one.answers.get(id) !== other?.answers.get(id));
    const same = one !== undefined && one.traces.join() === other?.traces.join() && differ.length === 0;
    return {
      title: `I7 the same bytes twice: ${notes.length} notes, ${one?.traces.length ?? 0} different traces`,
      figures: [
        {
          id: 'I7.same',
          says: 'two processes, two orders: 1 when every byte is the same',
          value: same ? 1 : 0,
          of: notes.length,
          bar: 1,
          tolerance: 0,
        },
      ],
      tables: [],
      misses: differ.slice(0, 10).map((id) => `${id} has another answer the second time`),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOnce(place: string, notes: readonly Note[], workers: number, edition: string) {
  const input = `${place}.jsonl`;
  writeFileSync(input, notes.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''), { mode: 0o600 });
  const [output, traces] = [`${place}.out`, `${place}.traces`];
  const words = ['code', '--jsonl', '--in', input, '--out', output, '--traces', traces, '--workers', String(workers), '--edition', edition];
  const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, ...words], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`countersign code ended with ${status}: ${stderr.slice(-LONGEST_ERROR)}`);
  const answers = readFileSync(output, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => [(JSON.parse(line) as { id: string }).id, line] as const);
  // A trace is named by the digest of its bytes.
  return { answers: new Map(answers), traces: readdirSync(traces).toSorted() };
}
