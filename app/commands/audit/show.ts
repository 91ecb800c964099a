import type { LedgerStory } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { columnsOf } from '#connectors/cli/lay-lines.ts';
import { NO_PAINT } from '#core/answer/plain-text.ts';
import type { Act } from '#guardrails/audit/ledger.ts';
import type { Verb } from './verb.ts';

type Told = LedgerStory['entries'][number];

export const show: Verb = {
  name: 'show',
  usage: '<encounter or P-n> [--as <person>]',
  options: {},
  read({ rest: [of, ...more] }, as) {
    if (of === undefined || more.length > 0) return undefined;
    return async (desk, { print }) => {
      print(plainText(presentStory(await desk.showLedger({ of, as })), NO_PAINT, columnsOf(process.stdout)));
      return 0;
    };
  },
};

function presentStory({ of, entries }: LedgerStory): Block[] {
  const many = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  return [
    { kind: 'title', text: `What the ledger holds on ${of}: ${many}, oldest first, in UTC` },
    { kind: 'table', columns: ['#', 'When', 'Who', 'What'], rows: entries.map(rowOf) },
    ...entries.flatMap(({ leaf, fault }): Block[] =>
      fault === undefined ? [] : [{ kind: 'note', tone: 'warning', text: `Entry ${leaf.index} is not what was written. ${fault}` }],
    ),
  ];
}

const DID: Readonly<Partial<Record<Act, string>>> = {
  'tool.read': 'asked',
  'tool.refused': 'was refused',
  'proposal.made': 'proposed',
  'proposal.signed': 'signed',
  'proposal.approved': 'approved',
  'proposal.rejected': 'rejected',
  'proposal.changed': 'changed',
  'proposal.escalated': 'escalated',
  'proposal.withdrawn': 'took back',
  'proposal.expired': 'closed as expired',
  'proposal.superseded': 'closed as replaced',
  'decision.refused': 'was refused a decision on',
  'effect.done': 'carried out',
  'effect.failed': 'could not carry out',
  'effect.unknown': 'sent, with no word whether it arrived,',
  'chart.imported': 'brought in the chart',
  'billing.imported': 'brought in claims and accounts',
  'remittance.imported': 'brought in the remittance',
  'remittance.matched': 'said which claim is meant in the remittance',
  'remittance.unmatched': 'took back which claim is meant in the remittance',
  'appeal.answered': 'entered what the payer answered to',
  'library.imported': 'brought in the policy',
  'ledger.exported': 'exported from the ledger',
  'review.sampled': 'picked for a second look',
  'review.recorded': 'looked again at',
};

/** A fault shows at its entry too, for whoever reads the story and not its end. */
function rowOf({ leaf, about, fault }: Told): string[] {
  const { index, at, actor, onBehalfOf, channel, act, tool, proposal, policy, failure } = leaf;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const did = [DID[act] ?? act, act.startsWith('tool.') ? tool : undefined, proposal ?? text(about['proposal'])];
  const subject = [about.document, about.code, about['form']].map(text).filter((part) => part !== undefined);
  const what = [
    fault === undefined ? '' : '! ',
    did.filter((part) => part !== undefined).join(' '),
    subject.length === 0 ? '' : `: ${subject.join(', ')}`,
    failure === undefined ? '' : `. Refused: ${failure}`,
    text(about.reason) === undefined ? '' : `. Reason: ${text(about.reason)}`,
    act === 'review.recorded' ? `. Second look: ${text(about['verdict']) ?? 'unknown'}s` : '',
    about['glass'] === true ? `. By authority taken in an emergency, ${text(about['grant']) ?? 'unknown'}` : '',
    policy === undefined ? '' : `. Policy ${policy}`,
  ];
  const who = onBehalfOf === undefined ? actor : `${actor} for ${onBehalfOf}`;
  return [String(index), at.slice(0, 19).replace('T', ' '), `${who} (${channel})`, what.join('')];
}
