import { join } from 'node:path';
import { Failure } from '#core/errors.ts';
import { findEditions } from '../bulk/find-editions.ts';
import { runJob } from '../bulk/run-job.ts';
import type { Command } from '../command.ts';
import { readWords, type Words } from '../words.ts';
import type { Stage } from '../bulk/code-line.ts';

const USAGE =
  'code --jsonl [--stage mentions|set] [--in <file>] [--out <file>] [--workers <number>] [--edition <official files or id>] [--traces <folder>] [--progress]';

export const code: Command = {
  name: 'code',
  usage: USAGE,
  summary: 'Code notes in bulk, one JSON object a line: {"id", "text", "setting", "sex", "birthDate", "serviceDate"}.',
  async run(words, bench) {
    const given = readWords(
      words,
      {
        jsonl: 'switch',
        stage: 'text',
        in: 'text',
        out: 'text',
        workers: 'text',
        edition: 'text',
        traces: 'text',
        progress: 'switch',
      },
      USAGE,
    );
    if (!given.has('jsonl') || given.rest.length > 0) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const stage = stageOf(given);
    const { editions, says } = await findEditions(given.text('edition'), bench.config(), bench.root);
    bench.say(says);
    const traces = given.text('traces');
    return runJob(
      { kind: 'code', stage, editions, mentions: join(bench.root, 'starter', 'mentions'), traces: traces !== undefined },
      given,
      bench,
      traces,
    );
  },
};

function stageOf(given: Words): Stage {
  const stage = given.text('stage') ?? 'set';
  if (stage !== 'mentions' && stage !== 'set')
    throw new Failure('bad-input', `There is no stage ${stage}. Give --stage mentions or --stage set.`);
  return stage;
}
