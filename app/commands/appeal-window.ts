import { join } from 'node:path';
import { readAppealCalendar } from '#connectors/reference-data/read-appeal-calendar.ts';
import { Failure } from '#core/errors.ts';
import { runJob } from '../bulk/run-job.ts';
import type { Command } from '../command.ts';
import { readWords } from '../words.ts';

const USAGE = 'appeal-window --jsonl [--in <file>] [--out <file>] [--calendar <file>] [--workers <number>] [--progress]';

export const appealWindowCommand: Command = {
  name: 'appeal-window',
  usage: USAGE,
  summary: 'Compute the last day of appeals and whether one is in time, one JSON object a line: {"id", "path", "notice_date", "filed_on"}.',
  async run(words, bench) {
    const given = readWords(
      words,
      { jsonl: 'switch', in: 'text', out: 'text', calendar: 'text', workers: 'text', progress: 'switch' },
      USAGE,
    );
    if (!given.has('jsonl') || given.rest.length > 0) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const calendar = readAppealCalendar(given.text('calendar') ?? join(bench.root, 'starter', 'appeals', 'calendar.yaml'));
    return runJob({ kind: 'appeal-window', calendar }, given, bench);
  },
};
