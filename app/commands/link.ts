import { inMinutes } from '#core/moment.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'link <person> [--as <person>]';

export const link: Command = {
  name: 'link',
  usage: USAGE,
  summary:
    'A one-time code by which a registered person links their Slack or Teams account: they write "link" and the code to Countersign.',
  async run(words, { root, config, tell, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const person = oneWord(given, 'person', USAGE);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign link', progress: say, faults });
    try {
      const { code, name, until } = await attached.desk.offerLink({ person, as });
      tell(
        `${code}\n\nGive it to ${name} and to nobody else. They write to Countersign directly, in Slack or Teams: link ${code}\n` +
          `It works once, until ${inMinutes(until)}. Whoever uses it decides in the name of ${name}.\n`,
      );
      return 0;
    } finally {
      await attached.close();
    }
  },
};
