import { planLines } from '#connectors/cli/plan-lines.ts';
import { createPlanning } from '../planning.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords } from '../words.ts';

const USAGE = 'plan "<question>" [--role <role>] | plan --jsonl < questions';

export const plan: Command = {
  name: 'plan',
  usage: USAGE,
  summary: 'Print what a question would run, as JSON, without running it. --jsonl reads {"id","role","q","prior"} a line.',
  async run(words, { config, print }) {
    const given = readWords(words, { jsonl: 'switch', role: 'text' }, USAGE);
    const planning = await createPlanning(config());
    if (given.has('jsonl')) {
      await planLines(process.stdin, print, (question) => planning.plan(question));
      return 0;
    }
    const role = given.text('role');
    const planned = await planning.plan({ text: oneWord(given, 'question, in quotes', USAGE), ...(role !== undefined && { role }) });
    print(`${JSON.stringify(planned)}\n`);
    return 0;
  },
};
