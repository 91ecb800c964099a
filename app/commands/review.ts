import type { Desk } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'review measures [--from <day>] [--to <day>] [--by <person>] | review sample --share <5%> --seed <words> [--from <day>] [--to <day>] | review list | review record <P-n> agree|disagree [--reason <reason>] [--as <person>]';

type Asked = (desk: Desk, as: string | undefined) => Promise<readonly Block[]>;

export const review: Command = {
  name: 'review',
  usage: USAGE,
  summary: 'Measure how people decide, pick decisions for a second look, and record what it found.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(
      words,
      { as: 'text', from: 'text', to: 'text', by: 'text', share: 'text', seed: 'text', reason: 'text' },
      USAGE,
    );
    const ask = asked(given);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign review', progress: say, faults });
    try {
      show(await ask(attached.desk, as));
      return 0;
    } finally {
      await attached.close();
    }
  },
};

function asked({ rest, text }: Words): Asked {
  const [verb, proposal, verdict, ...more] = rest;
  const days = { from: dayOf('from', text('from')), to: dayOf('to', text('to')) };
  const reason = text('reason');
  if (verb === 'record' && proposal !== undefined && (verdict === 'agree' || verdict === 'disagree') && more.length === 0)
    return (desk, as) => desk.recordReview({ proposal, verdict, reason, as });
  if (proposal !== undefined) throw usage();
  if (verb === 'measures') return (desk, as) => desk.measureDecisions({ ...days, person: text('by'), as });
  if (verb === 'list') return (desk, as) => desk.listReviews({ as });
  const [share, seed] = [text('share'), text('seed')];
  if (verb === 'sample' && share !== undefined && seed !== undefined) {
    const part = shareOf(share);
    return (desk, as) => desk.sampleDecisions({ ...days, share: part, seed, as });
  }
  throw usage();
}

function shareOf(typed: string): number {
  const found = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(typed);
  if (found === null) throw new Failure('bad-input', `--share is written as 5%, and not as "${typed}".`);
  return Number(found[1]) / 100;
}

function dayOf(name: string, typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d$/.test(typed) ? new Date(`${typed}T00:00:00.000Z`) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== typed)
    throw new Failure('bad-input', `--${name} is a day such as 2026-03-09, and not "${typed}".`);
  return typed;
}

function usage(): Failure {
  return new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
