import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { chartOf } from '../coding/chart-of.ts';
import { defineTool } from '../define-tool.ts';
import { noProposal } from '../show-proposal/tool.ts';

const MOST = 100;

export const ShownLedger = z.object({
  of: z.string(),
  entries: z.array(z.object({ leaf: Leaf, leafHash: z.string(), about: z.record(z.string(), z.json()), fault: z.string().optional() })),
  head: z.object({ size: z.number(), root: z.string() }),
});
export type ShownLedger = z.infer<typeof ShownLedger>;

export const showLedger = defineTool({
  name: 'show_ledger',
  summary: 'Show what the ledger holds on an encounter or a proposal: who did what, when, and the hashes that prove it.',
  risk: 'read',
  input: z.object({
    encounter: z.string().min(1).optional().describe('Encounter id, such as E-1042'),
    proposal: z.string().min(1).optional().describe('Proposal id, such as P-17'),
  }),
  output: ShownLedger,
  async run({ encounter, proposal }, { unit }) {
    if (encounter === undefined && proposal === undefined)
      throw new Failure('bad-input', 'Name an encounter or a proposal whose ledger is wanted.');
    const chart = encounter === undefined ? undefined : await chartOf(encounter, { unit });
    const id = proposal?.toUpperCase();
    const entries = await unit.ledger.list({
      last: MOST,
      ...(chart && { encounter: chart.encounter.id }),
      ...(id !== undefined && { proposal: id }),
    });
    if (id !== undefined && entries.length === 0 && (await unit.proposals.find(id)) === undefined) throw noProposal(id);
    const head = await unit.ledger.head();
    return {
      of: [id, chart?.encounter.id].filter((one) => one !== undefined).join(' on '),
      entries: entries.map(({ leaf, leafHash, about, fault }) => ({
        leaf,
        leafHash,
        about: JSON.parse(JSON.stringify(about)) as Record<string, never>,
        ...(fault !== undefined && { fault }),
      })),
      head: { ...head },
    };
  },
  present: presentLedger,
});

function presentLedger({ of, entries, head }: ShownLedger): Block[] {
  if (entries.length === 0) {
    return [{ kind: 'title', text: `Ledger of ${of}` }, { kind: 'text', text: 'The ledger holds nothing on it yet.' }, headRow(head)];
  }
  return [
    { kind: 'title', text: `Ledger of ${of}${entries.length < MOST ? '' : `, the last ${MOST} entries`}` },
    {
      kind: 'table',
      columns: ['#', 'When (UTC)', 'Who', 'Act', 'On', 'Leaf'],
      rows: entries.map(({ leaf, leafHash, about }) => [
        String(leaf.index),
        leaf.at.slice(0, 16).replace('T', ' '),
        leaf.onBehalfOf === undefined ? leaf.actor : `${leaf.actor} for ${leaf.onBehalfOf}`,
        leaf.act,
        [leaf.proposal ?? about['proposal'], about['code'], leaf.act.startsWith('tool.') ? leaf.tool : undefined, leaf.failure]
          .filter((part) => typeof part === 'string')
          .join(' '),
        leafHash.slice(0, 8),
      ]),
    },
    ...entries.flatMap(({ leaf, fault }): Block[] =>
      fault === undefined ? [] : [{ kind: 'note', tone: 'warning', text: `Entry ${leaf.index} is not what was written. ${fault}` }],
    ),
    headRow(head),
  ];
}

function headRow({ size, root }: ShownLedger['head']): Block {
  return {
    kind: 'facts',
    rows: [
      ['Whole ledger', size === 1 ? '1 entry' : `${size} entries`],
      ['Root', root],
    ],
  };
}
