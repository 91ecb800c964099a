import { randomUUID } from 'node:crypto';
import { terminalPaint } from '#connectors/cli/paint.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords } from '../words.ts';

const USAGE = 'ask "<question>" [--as <person>] [--conversation <name>] [--json]';

export const ask: Command = {
  name: 'ask',
  usage: USAGE,
  summary: 'Print the answer to one question. With a conversation name, follow-up questions keep the case.',
  async run(words, { root, config, print, say, faults }) {
    const given = readWords(words, { as: 'text', conversation: 'text', json: 'switch' }, USAGE);
    const text = oneWord(given, 'question, in quotes', USAGE);
    const as = given.text('as');
    const attached = await attach({ config: config(), root, command: 'countersign ask', progress: say, faults });
    try {
      const conversation = given.text('conversation') ?? randomUUID();
      const answer = await attached.desk.ask({ conversation, text, ...(as !== undefined && { as }) });
      print(given.has('json') ? `${JSON.stringify(answer)}\n` : plainText(answer.blocks, terminalPaint(process.stdout, process.env)));
      return 0;
    } finally {
      await attached.close();
    }
  },
};
