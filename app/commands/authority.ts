import type { Desk } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'authority list | authority lend <person> --roles <role,…> --hours <n> | authority break-glass --roles <role,…> --reason <reason> [--minutes <n>] | authority end <A-n> | authority seen <A-n> [--as <person>]';

type Asked = (desk: Desk, as: string | undefined) => Promise<readonly Block[]>;

export const authority: Command = {
  name: 'authority',
  usage: USAGE,
  summary: 'Lend your authority for a time, take some in an emergency, end it, or see who has any.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text', roles: 'text', hours: 'text', minutes: 'text', reason: 'text' }, USAGE);
    const ask = asked(given);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign authority', progress: say, faults });
    try {
      const blocks = await ask(attached.desk, as);
      show(blocks);
      // An emergency is heard also where the answer goes into a file.
      if (given.rest[0] === 'break-glass')
        for (const block of blocks) if (block.kind === 'note' && block.tone === 'warning') say(`! ${block.text}`);
      return 0;
    } finally {
      await attached.close();
    }
  },
};

function asked({ rest, text }: Words): Asked {
  const [verb, word, ...more] = rest;
  const roles = rolesOf(text('roles'));
  const reason = text('reason');
  if (more.length > 0) throw usage();
  if (verb === 'list' && word === undefined) return (desk) => desk.listAuthority();
  if (verb === 'end' && word !== undefined) return (desk, as) => desk.endAuthority({ id: word, as });
  if (verb === 'seen' && word !== undefined) return (desk, as) => desk.seeAuthority({ id: word, as });
  if (verb === 'lend' && word !== undefined && roles !== undefined) {
    const hours = numberOf('hours', text('hours'));
    if (hours !== undefined) return (desk, as) => desk.lendAuthority({ to: word, roles, hours, as });
  }
  if (verb === 'break-glass' && word === undefined && roles !== undefined) {
    const minutes = numberOf('minutes', text('minutes'));
    return (desk, as) => desk.takeAuthority({ roles, reason, minutes, as });
  }
  throw usage();
}

function rolesOf(typed: string | undefined): readonly string[] | undefined {
  const roles = typed
    ?.split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
  return roles?.length === 0 ? undefined : roles;
}

function numberOf(name: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(typed)) throw new Failure('bad-input', `--${name} is a number, such as 8, and not "${typed}".`);
  return Number(typed);
}

function usage(): Failure {
  return new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
