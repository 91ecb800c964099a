import type { EffectsAsked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { EFFECT_STATES } from '#guardrails/effects/outbox.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'effects [--state <state>] | effects show <proposal> | effects resend <proposal> | effects close <proposal> "<reason>" | effects repropose <proposal> [--as <person>]';

export const effects: Command = {
  name: 'effects',
  usage: USAGE,
  summary: 'List the effects that are under way, unknown or failed; show one; send it again, close it, or propose it again.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text', state: 'text' }, USAGE);
    const asked = askedBy(given);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign effects', progress: say, faults });
    try {
      const blocks = await attached.desk.effects({ ...asked, ...(as !== undefined && { as }) });
      show(blocks);
      return 0;
    } finally {
      await attached.close();
    }
  },
};

function askedBy({ rest, text }: Words): EffectsAsked {
  const [act, proposal, reason, ...more] = rest;
  const typed = text('state');
  const state = EFFECT_STATES.find((one) => one === typed);
  if (typed !== undefined && state === undefined)
    throw new Failure('bad-input', `There is no state ${typed}. The states are ${EFFECT_STATES.join(', ')}.`);
  if (act === undefined) return { act: 'list', ...(state !== undefined && { state }) };
  if (typed === undefined && proposal !== undefined && more.length === 0) {
    if (act === 'close' && reason !== undefined) return { act, proposal, reason };
    if ((act === 'show' || act === 'resend' || act === 'repropose') && reason === undefined) return { act, proposal };
  }
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
