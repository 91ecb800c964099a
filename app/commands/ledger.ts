import type { HoldsAsked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Hold } from '#guardrails/retention/holds.ts';
import type { Purged } from '#guardrails/retention/purge.ts';
import { attach } from '../owner/attach.ts';
import type { Bench, Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'ledger holds | ledger hold "<reason>" [--case <encounter>] | ledger release <hold> | ledger purge --before <day> [--as <person>]';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const ledgerCommand: Command = {
  name: 'ledger',
  usage: USAGE,
  summary:
    'Put a legal hold on the ledger or on one case, release it, or purge what is older than a day, at least six years ago. Purging needs ' +
    'COUNTERSIGN_OWNER_URL, or the embedded database and nobody else in it.',
  async run(words, bench) {
    const given = readWords(words, { as: 'text', case: 'text', before: 'text' }, USAGE);
    const [verb, ...rest] = given.rest;
    const before = given.text('before');
    if (verb === 'purge' && rest.length === 0 && before !== undefined && given.text('case') === undefined) {
      return purgeBefore(before, given, bench);
    }
    const asked = before === undefined ? askedBy(verb, rest, given.text('case')) : undefined;
    if (asked === undefined) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    return ask(asked, given, bench);
  },
};

function askedBy(verb: string | undefined, [word, ...more]: readonly string[], encounter: string | undefined): HoldsAsked | undefined {
  if (more.length > 0) return undefined;
  if (verb === 'hold' && word !== undefined) return { act: 'place', reason: word, ...(encounter !== undefined && { encounter }) };
  if (encounter !== undefined) return undefined;
  if (verb === 'holds' && word === undefined) return { act: 'list' };
  return verb === 'release' && word !== undefined ? { act: 'release', id: word } : undefined;
}

async function ask(asked: HoldsAsked, given: Words, { root, config, tell, say, faults }: Bench): Promise<number> {
  const as = speaker(given, config());
  const attached = await attach({ config: config(), root, command: 'countersign ledger', progress: say, faults });
  try {
    const holds = await attached.desk.holds({ ...asked, ...(as !== undefined && { as }) });
    tell(holds.length === 0 ? 'There are no holds.\n' : holds.map(sayHold).join(''));
    return 0;
  } finally {
    await attached.close();
  }
}

function sayHold({ id, encounter, reason, placedBy, placedAt, releasedBy, releasedAt }: Hold): string {
  const what = encounter === undefined ? 'the whole ledger' : `entries about ${encounter}`;
  const end = releasedAt === undefined ? 'stands' : `released by ${releasedBy ?? ''} ${releasedAt.slice(0, 10)}`;
  return `${id}  ${what}, placed by ${placedBy} ${placedAt.slice(0, 10)}, ${end}. Reason: ${reason}\n`;
}

async function purgeBefore(before: string, given: Words, { config: read, tell }: Bench): Promise<number> {
  if (!DAY.test(before) || Number.isNaN(Date.parse(before))) throw new Failure('bad-input', `${before} is no day. Write it as 2020-01-31.`);
  const config = read();
  const { purge } = await import('../owner/purge.ts');
  tell(sayPurged(await purge(config, before, speaker(given, config))));
  return 0;
}

function sayPurged({ segments, entries, from, why }: Purged): string {
  const done =
    segments === 0
      ? 'Nothing was purged.'
      : `${entries} entries were purged, in ${segments} whole ${segments === 1 ? 'segment' : 'segments'}. Their roots stay, and the ledger can be verified as before; entry ${from} is the first that is left.`;
  return `${done} ${WHY[why]}\n`;
}

const WHY: Readonly<Record<Purged['why'], string>> = {
  open: 'Entries go by whole segments of 4096, and the next one is not full.',
  unsealed: 'The next segment is not under a signed checkpoint.',
  young: 'The next segment holds entries that are younger than that day, or than six years by the clock of the database.',
  held: 'The next segment is under a legal hold: "countersign ledger holds" lists them.',
  recent: 'That day is less than six years ago.',
};
