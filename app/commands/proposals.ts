import type { ProposalsAsked } from '#agent/proposals-desk.ts';
import { Failure } from '#core/errors.ts';
import { ProposalState } from '#guardrails/proposal.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { attach } from '../owner/attach.ts';
import { attachWhenAsked } from '../owner/attach-when-asked.ts';
import type { Command } from '../command.ts';
import { ordersInDoubt } from '../owner/decision-in-doubt.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'proposals [list] [--state <state>] [--case <encounter>] [--kind <kind>] [--by <person>] [--mine] | proposals show <proposal> | ' +
  'proposals accept|reject|escalate|withdraw <proposal>… [--reason <key>] [--note "<words>"] | ' +
  'proposals change <proposal> --to <code> --reason <key> [--note "<words>"] [--as <person>]';

const OPTIONS = {
  as: 'text',
  state: 'text',
  case: 'text',
  kind: 'text',
  by: 'text',
  to: 'text',
  reason: 'text',
  note: 'text',
  mine: 'switch',
} as const;
const STATES = [...ProposalState.options, 'decided', 'any'] as const;
const FILTERS = ['state', 'case', 'kind', 'by', 'mine'];
const VERDICTS = ['accept', 'reject', 'change', 'escalate', 'withdraw'] as const;
/** Options that each order takes. */
const TAKES: Readonly<Record<(typeof VERDICTS)[number], readonly string[]>> = {
  accept: [],
  reject: ['reason', 'note'],
  change: ['to', 'reason', 'note'],
  escalate: ['reason', 'note'],
  withdraw: ['reason', 'note'],
};

export const proposals: Command = {
  name: 'proposals',
  usage: USAGE,
  summary:
    'List proposals, show one, or decide: each of several is decided by itself. A rejection and a change have a reason of the policy.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, OPTIONS, USAGE);
    const asked = askedBy(given);
    const as = speaker(given, config());
    const desk = attachWhenAsked(() => attach({ config: config(), root, command: 'countersign proposals', progress: say, faults }));
    try {
      const { blocks, refused } = await desk.ask(
        (at) => at.proposals({ ...asked, ...(as !== undefined && { as }) }),
        () => Promise.resolve(asked.act === 'decide' ? ordersInDoubt(asked.proposals) : undefined),
      );
      show(blocks);
      return refused === undefined ? 0 : new Failure(refused, '').exit;
    } finally {
      await desk.close();
    }
  },
};

function askedBy(given: Words): ProposalsAsked {
  const [act = 'list', ...ids] = given.rest;
  const [proposal] = ids;
  if (act === 'list' && proposal === undefined) return listed(given);
  if (act === 'show' && proposal !== undefined && ids.length === 1 && only(given, [])) return { act, proposal };
  const verdict = VERDICTS.find((one) => one === act);
  if (verdict === undefined || proposal === undefined || !only(given, TAKES[verdict])) throw usage();
  if (verdict === 'change' && ids.length > 1) throw new Failure('bad-input', 'A change is of one proposal. Nothing was changed.');
  const { text } = given;
  const [to, reason, note] = [text('to'), text('reason'), text('note')];
  const byKey = verdict === 'reject' || verdict === 'change';
  const order = { act: 'decide', verdict, proposals: ids, ...(to !== undefined && { to }) } as const;
  // A note alone is no reason of the policy's.
  const said = byKey && reason === undefined ? '' : [reason, note].filter((one) => one !== undefined).join(', ');
  return { ...order, ...(said !== '' && { reason: said }), ...(byKey && { byKey }) };
}

function listed(given: Words): ProposalsAsked {
  if (!only(given, FILTERS)) throw usage();
  return {
    act: 'list',
    state: oneOf(STATES, given.text('state'), 'state'),
    kind: oneOf(EFFECT_KINDS, given.text('kind'), 'kind'),
    encounter: given.text('case'),
    by: given.text('by'),
    ...(given.has('mine') && { mine: true }),
  };
}

function oneOf<T extends string>(all: readonly T[], typed: string | undefined, what: string): T | undefined {
  const found = all.find((one) => one === typed);
  if (typed !== undefined && found === undefined)
    throw new Failure('bad-input', `There is no ${what} ${typed}. There are ${all.join(', ')}.`);
  return found;
}

/** Whether no options were given but these, and who speaks. */
function only({ text, has }: Words, options: readonly string[]): boolean {
  return Object.keys(OPTIONS).every((name) => name === 'as' || options.includes(name) || (text(name) === undefined && !has(name)));
}

function usage(): Failure {
  return new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
