import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker } from '../words.ts';

const USAGE = 'sign-in <code> [<number>] [--as <person>]';

export const signIn: Command = {
  name: 'sign-in',
  usage: USAGE,
  summary: 'Sign in the browser that shows this code and this number on the page behind a link.',
  async run(words, { root, config, tell, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const [code, number, ...more] = given.rest;
    if (code === undefined || more.length > 0) throw new Failure('bad-input', `Give the code of the page. Usage: countersign ${USAGE}`);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign sign-in', progress: say, faults });
    try {
      const { signedIn, says } = await attached.desk.signIn({ code, number, as });
      tell(`${says}\n`);
      return signedIn ? 0 : new Failure('not-allowed', says).exit;
    } finally {
      await attached.close();
    }
  },
};
