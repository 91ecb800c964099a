import type { ChannelsAsked, ChannelShown } from '#agent/channels-desk.ts';
import { Failure } from '#core/errors.ts';
import { inMinutes } from '#core/moment.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker } from '../words.ts';

const USAGE =
  'channels | channels allow-phi <place> --reason "<why>" | channels withhold-phi <place> [--reason "<why>"] | channels digest <place> on|off [--as <person>]';

export const channels: Command = {
  name: 'channels',
  usage: USAGE,
  summary: 'Places of Slack and Teams where Countersign was seen, and which of them may hold words of charts. A place is slack:T012:C345.',
  async run(words, { root, config, tell, say, faults }) {
    const given = readWords(words, { as: 'text', reason: 'text' }, USAGE);
    const asked = askedBy(given.rest, given.text('reason'));
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign channels', progress: say, faults });
    try {
      const found = await attached.desk.channels({ ...asked, as });
      tell(found.length === 0 ? 'Countersign was not seen in any channel yet.\n' : found.map(inWords).join(''));
      return 0;
    } finally {
      await attached.close();
    }
  },
};

function askedBy([verb, place, word, ...more]: readonly string[], reason: string | undefined): ChannelsAsked {
  if (verb === undefined && reason === undefined) return { act: 'list' };
  if (place !== undefined && more.length === 0) {
    if (verb === 'allow-phi' && word === undefined && reason !== undefined) return { act: verb, place, reason };
    if (verb === 'withhold-phi' && word === undefined) return { act: verb, place, ...(reason !== undefined && { reason }) };
    if (verb === 'digest' && (word === 'on' || word === 'off') && reason === undefined) return { act: verb, place, on: word === 'on' };
  }
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}

function inWords({ name, kind, phi, shared, listedBy, listedAt, digests }: ChannelShown): string {
  const words =
    phi === 'full'
      ? `may hold words of charts: listed by ${listedBy ?? 'somebody'}${listedAt === undefined ? '' : ` at ${inMinutes(listedAt)}`}`
      : `no words of charts${shared === true ? ', as people of other organisations read there' : ''}`;
  return `${name}  ${kind}, ${words}, digests ${digests ? 'on' : 'off'}.\n`;
}
