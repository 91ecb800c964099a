import type { Block } from '../answer/block.ts';
import { dollars } from '../money.ts';
import type { AppealLevelName } from './appeal-road.ts';
import type { AppealWindow } from './calendar/appeal-window.ts';
import { inARow, layOut } from './letter/lay-out.ts';
import type { AppealGround, AppealLetter } from './letter/letter.ts';

/** What stands on the card of a letter beside the letter. */
export interface LetterSaid {
  readonly claim: string;
  readonly payerName: string;
  readonly level: AppealLevelName;
  readonly window: Pick<AppealWindow, 'deadline' | 'steps'>;
  readonly cents: number;
  readonly warnings: readonly string[];
  /** How much of it a model worded, where one was asked. */
  readonly wording?: string | undefined;
}

/** Grounds that contest the judgement of a clinician: a physician adviser reads the letter. */
const CLINICAL = new Set<AppealGround>(['clinical-validation', 'level-of-care']);

/** How much care a letter takes. */
export function careOfLetter({ ground }: Pick<AppealLetter, 'ground'>, warnings: readonly string[]): 'routine' | 'look' | 'senior' {
  if (CLINICAL.has(ground)) return 'senior';
  return warnings.length > 0 ? 'look' : 'routine';
}

/** The card of a letter: what it does, what to know of it, its deadline and how that was counted, and the letter itself. */
export function letterCard(letter: AppealLetter, { claim, payerName, level, window, cents, warnings, wording }: LetterSaid): Block[] {
  const { paragraphs, sources } = layOut(letter);
  const { deadline, steps } = window;
  return [
    { kind: 'title', text: letter.title.text },
    { kind: 'text', text: `Send this letter to ${payerName}, with its enclosures.` },
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...(wording === undefined ? [] : ([{ kind: 'note', tone: 'plain', text: wording }] satisfies Block[])),
    {
      kind: 'facts',
      rows: [
        ['Claim', claim],
        ['Level', level],
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
