import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords } from '../words.ts';

const USAGE = 'trace <id>';

export const trace: Command = {
  name: 'trace',
  usage: USAGE,
  summary: 'Print a whole trace of the coder as JSON: everything that it read, did and concluded.',
  async run(words, { root, config, print, say, faults }) {
    const id = oneWord(readWords(words, {}, USAGE), 'trace id, such as T-1f3a9c04b7e2d581', USAGE);
    const attached = await attach({ config: config(), root, command: 'countersign trace', progress: say, faults });
    try {
      print(`${JSON.stringify(await attached.desk.trace(id), null, 2)}\n`);
      return 0;
    } finally {
      await attached.close();
    }
  },
};
