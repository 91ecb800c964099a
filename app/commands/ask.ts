import { randomUUID } from 'node:crypto';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import { attachWhenAsked } from '../owner/attach-when-asked.ts';
import type { Command } from '../command.ts';
import { decisionInDoubt } from '../owner/decision-in-doubt.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'ask "<question>" [--as <person>] [--conversation <name>] [--json]';

export const ask: Command = {
  name: 'ask',
  usage: USAGE,
  summary: 'Print the answer to one question. With a conversation name, follow-up questions keep the case.',
  async run(words, { root, config, print, show, say, faults }) {
    const given = readWords(words, { as: 'text', conversation: 'text', json: 'switch' }, USAGE);
    const text = oneWord(given, 'question, in quotes', USAGE);
    const as = speaker(given, config());
    const desk = attachWhenAsked(() => attach({ config: config(), root, command: 'countersign ask', progress: say, faults }));
    try {
      const conversation = given.text('conversation') ?? randomUUID();
      const question = { conversation, text, ...(as !== undefined && { as }) };
      const answer = await desk.ask(
        (at) => at.ask(question),
        () => decisionInDoubt(text),
      );
      if (given.has('json')) print(`${JSON.stringify(answer)}\n`);
      else show(answer.blocks);
      return answer.refused === undefined ? 0 : new Failure(answer.refused, '').exit;
    } finally {
      await desk.close();
    }
  },
};
