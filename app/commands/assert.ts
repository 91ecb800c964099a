import { Failure } from '#core/errors.ts';
import { runJob } from '../bulk/run-job.ts';
import type { Command } from '../command.ts';
import { readWords } from '../words.ts';

const USAGE = 'assert --jsonl [--in <file>] [--out <file>] [--workers <number>] [--progress]';

export const assertCommand: Command = {
  name: 'assert',
  usage: USAGE,
  summary: 'Say in bulk how sentences assert a concept, one JSON object a line: {"id", "sentence", "concept"}.',
  async run(words, bench) {
    const given = readWords(words, { jsonl: 'switch', in: 'text', out: 'text', workers: 'text', progress: 'switch' }, USAGE);
    if (!given.has('jsonl') || given.rest.length > 0) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    return runJob({ kind: 'assert' }, given, bench);
  },
};
