import { resolve } from 'node:path';
import { Failure } from '#core/errors.ts';
import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker } from '../words.ts';

const USAGE = 'editions list | editions load icd10cm <order file> [--as <person>]';

export const editions: Command = {
  name: 'editions',
  usage: USAGE,
  summary: 'List the editions, or load an official one; it comes into force when a second person approves it.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const [verb, system, path, ...more] = given.rest;
    const isList = verb === 'list' && system === undefined;
    const isLoad = verb === 'load' && system !== undefined && path !== undefined && more.length === 0;
    if (!isList && !isLoad) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign editions', progress: say, faults });
    try {
      const blocks = isLoad
        ? await attached.desk.loadEdition({ system, path: resolve(path), ...(as !== undefined && { as }) })
        : await attached.desk.editions();
      show(blocks);
      return 0;
    } finally {
      await attached.close();
    }
  },
};
