import type { Block } from '#core/answer/block.ts';
import type { PartDiff } from '#core/terminology/edition-diff.ts';
import type { AddendaCheck } from '#core/terminology/official/order-addenda.ts';
import type { Addenda } from '#connectors/reference-data/official/read-addenda.ts';
import type { Regression } from './edition-regression.ts';

const SHOWN = 10;

/** How two editions differ, part by part, the first differences of each in words. */
export function presentDiff(from: string, to: string, parts: readonly PartDiff[]): Block[] {
  return [
    { kind: 'title', text: `${from} to ${to}` },
    ...(parts.length === 0
      ? [{ kind: 'note' as const, tone: 'plain' as const, text: 'The two have no part in common that could be compared.' }]
      : [
          {
            kind: 'table' as const,
            columns: ['Part', 'Added', 'Gone', 'Changed'],
            rows: parts.map(({ part, added, gone, changed }) => [part, String(added.length), String(gone.length), String(changed.length)]),
          },
        ]),
    ...parts.flatMap(({ part, added, gone, changed }): Block[] => [
      ...some(`${part} added`, added),
      ...some(`${part} gone`, gone),
      ...some(
        `${part} changed`,
        changed.map((one) => `${one.key}: ${short(one.from)} → ${short(one.to)}`),
      ),
    ]),
  ];
}

export function presentRegression({ against, cases, changed }: Regression): Block[] {
  const says = `${changed.length} of ${cases} regression cases give other codes than under ${against}.`;
  return [
    { kind: 'text', text: says },
    ...some(
      'Cases changed',
      changed.map(({ name, gone, come }) => `${name}: ${[...gone.map((code) => `-${code}`), ...come.map((code) => `+${code}`)].join(' ')}`),
    ),
  ];
}

export function presentAddenda(addenda: Addenda, check: AddendaCheck | undefined): Block[] {
  if (addenda.kind !== 'order') {
    const { added, deleted, revised } = addenda.counts;
    return [
      {
        kind: 'text',
        text: `${addenda.name}: ${added} lines added, ${deleted} deleted, ${revised} revised. It is counted and not applied.`,
      },
    ];
  }
  const { added, deleted, revised } = addenda.order;
  const lists = `${addenda.name}: ${added.length} added, ${deleted.length} deleted, ${revised.length} revised.`;
  if (check === undefined) return [{ kind: 'text', text: lists }];
  const { agree, wrong, unnamed } = check;
  const says = `${agree} of them hold between the two editions, ${wrong.length} do not. At ${unnamed.length} other codes the editions differ.`;
  return [
    { kind: 'text', text: `${lists} ${says}` },
    ...some('Not so in the editions', wrong),
    ...some('Different, and not named in the addendum', unnamed),
  ];
}

function some(what: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  const rest = items.length - SHOWN;
  return [
    { kind: 'text', text: `${what}:` },
    { kind: 'list', items: [...items.slice(0, SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])] },
  ];
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
