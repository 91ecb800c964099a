import type { Replayed } from '#agent/oversight-desk.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'replay <P-n or entry of the ledger> [--as <person>]';

const EXITS: Readonly<Record<Replayed['verdict'], number>> = { same: 0, differs: 1, cannot: 4 };

export const replay: Command = {
  name: 'replay',
  usage: USAGE,
  summary: 'Run a decision again under its own editions and policy, and print "same" or each difference.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const of = oneWord(given, 'proposal, such as P-4, or number of an entry', USAGE);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign replay', progress: say, faults });
    try {
      const { verdict, blocks } = await attached.desk.replay({ of, as });
      show(blocks);
      return EXITS[verdict];
    } finally {
      await attached.close();
    }
  },
};
