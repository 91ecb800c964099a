import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'trace <id> [--as <person>]';

export const trace: Command = {
  name: 'trace',
  usage: USAGE,
  summary: 'Print a whole trace of the coder as JSON: everything that it read, did and concluded.',
  async run(words, { root, config, print, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const id = oneWord(given, 'trace id, such as T-1f3a9c04b7e2d581', USAGE);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign trace', progress: say, faults });
    try {
      print(`${JSON.stringify(await attached.desk.trace({ id, ...(as !== undefined && { as }) }), null, 2)}\n`);
      return 0;
    } finally {
      await attached.close();
    }
  },
};
