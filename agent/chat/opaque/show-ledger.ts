import type { Block } from '#core/answer/block.ts';
import { FAILURE_CODES } from '#core/errors.ts';
import { showLedger, ShownLedger } from '#tools/show-ledger/tool.ts';
import { TOOLS } from '#tools/registry.ts';
import { each, facts, opaquely, text, title, warning } from './presenter.ts';
import { codeIn, counted, momentIn, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

const HASH = /^[0-9a-f]{64}$/;

/** Who did what and when, as the published leaves tell it: they hold no patient. What an act was about is its code and proposal alone. */
export const opaqueLedger = opaquely(showLedger, ShownLedger, async ({ of, entries, head }, telling): Promise<readonly Block[]> => {
  const faults = entries.filter(({ fault }) => fault !== undefined).length;
  const rows = await each(entries, (entry) => row(entry, telling));
  const on = await each(of.split(' on '), async (part) => proposalIn(part) ?? telling.caseOf(part));
  return [
    title(`Ledger of ${on.join(' on ')}: ${counted(entries.length, 'entry', 'entries')}`),
    ...(rows.length === 0
      ? [text('The ledger holds nothing on it yet.')]
      : [{ kind: 'table' as const, columns: ['#', 'When', 'Who', 'Act', 'On', 'Leaf'], rows: rows.map((cells) => [...cells]) }]),
    ...(faults === 0 ? [] : [warning(`${counted(faults, 'entry is', 'entries are')} not what was written. Tell your compliance officer.`)]),
    ...facts([['Whole ledger', counted(head.size, 'entry', 'entries')], ...(HASH.test(head.root) ? [['Root', head.root] as const] : [])]),
  ];
});

async function row({ leaf, leafHash, about }: ShownLedger['entries'][number], { staff }: Telling): Promise<readonly string[]> {
  const who = await staff(leaf.actor);
  const on = [
    proposalIn(leaf.proposal ?? textOf(about['proposal'])),
    codeIn(textOf(about['code'])),
    leaf.act.startsWith('tool.') ? TOOLS.find(({ name }) => name === leaf.tool)?.name : undefined,
    FAILURE_CODES.find((code) => code === leaf.failure),
  ];
  return [
    String(leaf.index),
    momentIn(leaf.at) ?? '',
    leaf.onBehalfOf === undefined ? who : `${who} for ${await staff(leaf.onBehalfOf)}`,
    leaf.act,
    on.filter((part) => part !== undefined).join(' '),
    HASH.test(leafHash) ? leafHash.slice(0, 8) : '',
  ];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
