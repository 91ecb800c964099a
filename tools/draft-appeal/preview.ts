import type { Block } from '#core/answer/block.ts';
import type { AppealRoad } from '#core/appeals/appeal-road.ts';
import { inARow, layOut } from '#core/appeals/letter/lay-out.ts';
import type { AppealLetter } from '#core/appeals/letter/letter.ts';
import type { Claim } from '#core/billing/claim.ts';
import { dollars } from '#core/money.ts';

/** The card of a letter: what it does, what to know of it, its deadline and how that was counted, and the letter itself. */
export function previewOf(
  letter: AppealLetter,
  {
    claim,
    road,
    cents,
    warnings,
    wording,
  }: {
    readonly claim: Claim;
    readonly road: Extract<AppealRoad, { readonly window: unknown }>;
    readonly cents: number;
    readonly warnings: readonly string[];
    readonly wording: string | undefined;
  },
): Block[] {
  const { paragraphs, sources } = layOut(letter);
  const { deadline, steps } = road.window;
  return [
    { kind: 'title', text: letter.title.text },
    { kind: 'text', text: `Send this letter to ${claim.payer.name}, with its enclosures.` },
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...(wording === undefined ? [] : ([{ kind: 'note', tone: 'plain', text: wording }] satisfies Block[])),
    {
      kind: 'facts',
      rows: [
        ['Claim', claim.id],
        ['Level', road.level],
        ['Ground', letter.ground],
        ['Amount in dispute', dollars(cents)],
        ['To be filed by', deadline ?? 'deadline unknown - enter it from the contract'],
      ],
    },
    ...(steps.length === 0 ? [] : ([{ kind: 'list', items: [...steps] }] satisfies Block[])),
    { kind: 'title', text: 'The letter' },
    { kind: 'list', items: [...letter.to, ...letter.about].map(({ text }) => text) },
    ...paragraphs.map((one): Block =>
      one.kind === 'table' ? { kind: 'table', columns: one.columns, rows: one.rows } : { kind: 'text', text: inARow(one.sentences) },
    ),
    ...(letter.enclosures.length === 0
      ? []
      : ([
          { kind: 'title', text: 'Enclosures' },
          { kind: 'list', items: letter.enclosures.map(({ text }) => text) },
        ] satisfies Block[])),
    { kind: 'title', text: 'Sources' },
    { kind: 'list', items: sources.map((says, at) => `[${at + 1}] ${says}`) },
  ];
}

/** What a card says of a model's wording: its only plain note. */
export function wordingOf(preview: readonly Block[]): string | undefined {
  return preview.flatMap((block) => (block.kind === 'note' && block.tone === 'plain' ? [block.text] : []))[0];
}
