import { CardId, type ButtonKind } from '#agent/chat/event.ts';
import type { CardView, FormView } from '#agent/chat/view.ts';
import { clip, isClipped, shown, spoken, webAddress } from './shown-text.ts';

/** A letter or a message to a patient of common length stands on its card whole: nobody signs what they were not shown. */
const MOST = { title: 300, facts: 60, key: 40, value: 1_500, allFacts: 6_000, warnings: 5, warning: 400, outcome: 600 } as const;
const OF_A_QUOTE = { text: 600, source: 240, flags: 3, flag: 200 } as const;
const MOST_QUOTES = 3;

/** A card as every chat shows it, whatever it is made of there. */
export interface ShownCard {
  readonly id: string;
  readonly proposal: string;
  readonly title: string;
  /** `pending`, or how it ended, with a mark that is no colour. */
  readonly state: string;
  readonly mark: string;
  /** Facts of a few words, which stand in one small line, and those that are read as text. */
  readonly brief: readonly Fact[];
  readonly long: readonly Fact[];
  readonly warnings: readonly string[];
  readonly quotes: CardView['quotes'];
  /** Passages that are not shown. */
  readonly more: number;
  readonly outcome: string | undefined;
  readonly buttons: readonly ButtonKind[];
  readonly open: string | undefined;
  readonly forms: readonly FormView[];
}

type Fact = readonly [string, string];
const BRIEF = 110;
const ALL_BRIEF = 1_200;

const MARKS: Readonly<Record<string, string>> = { approved: '✓', rejected: '✗' };
const TOO_LONG = 'Not all of this card can be shown here, so it cannot be decided here. Open the case.';

/**
 * A few passages stand on a card, those with a flag first, and the rest is counted. Of all else nothing may be missing from a card with
 * buttons: where something is, the card says so and has none.
 */
export function shownCard(card: CardView): ShownCard {
  const flagged = card.quotes.toSorted((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0));
  const quotes = flagged.slice(0, MOST_QUOTES);
  const whole = isWhole(card) && flagged.slice(MOST_QUOTES).every(({ flags }) => flags.length === 0);
  const { brief, long } = laidOut(factsOf(card));
  const warnings = card.warnings.slice(0, MOST.warnings).map((one) => clip(spoken(one), MOST.warning));
  return {
    id: CardId.parse(card.id),
    proposal: clip(card.proposal, MOST.key),
    title: clip(spoken(card.title), MOST.title),
    state: clip(spoken(card.state), MOST.key),
    mark: card.outcome === undefined ? '' : (MARKS[card.state] ?? '–'),
    ...{ brief, long },
    warnings: whole || card.buttons.length === 0 ? warnings : [TOO_LONG, ...warnings],
    quotes: quotes.map((one) => ({
      text: clip(spoken(one.text), OF_A_QUOTE.text),
      source: clip(spoken(one.source), OF_A_QUOTE.source),
      flags: one.flags.slice(0, OF_A_QUOTE.flags).map((flag) => clip(spoken(flag), OF_A_QUOTE.flag)),
    })),
    more: card.quotes.length - quotes.length,
    outcome: card.outcome === undefined ? undefined : clip(spoken(card.outcome), MOST.outcome),
    buttons: whole ? card.buttons : [],
    open: webAddress(card.open),
    forms: card.forms ?? [],
  };
}

/** The first facts, as many as there is room for. */
function factsOf({ facts }: CardView): Fact[] {
  let room: number = MOST.allFacts;
  return facts.slice(0, MOST.facts).flatMap(([key, value]): Fact[] => {
    const fact: Fact = [clip(key, MOST.key), clip(key === '' ? spoken(value) : value, MOST.value)];
    room -= fact[0].length + fact[1].length;
    return room < 0 ? [] : [fact];
  });
}

/** What has no name is text, and text stays in its order. */
function laidOut(facts: readonly Fact[]): Pick<ShownCard, 'brief' | 'long'> {
  const [brief, long]: [Fact[], Fact[]] = [[], []];
  let room = ALL_BRIEF;
  for (const fact of facts) {
    const [key, value] = fact;
    const isBrief = key !== '' && value.trim() !== '' && value.length <= BRIEF && key.length + value.length <= room;
    if (isBrief) room -= key.length + value.length;
    (isBrief ? brief : long).push(fact);
  }
  return { brief, long };
}

function isWhole(card: CardView): boolean {
  const { title, facts, warnings, quotes } = card;
  return (
    !isClipped(title, MOST.title) &&
    facts.length === factsOf(card).length &&
    facts.every(([key, value]) => !isClipped(key, MOST.key) && !isClipped(value, MOST.value)) &&
    warnings.length <= MOST.warnings &&
    warnings.every((one) => !isClipped(one, MOST.warning)) &&
    quotes.every(({ flags }) => flags.length <= OF_A_QUOTE.flags && flags.every((flag) => !isClipped(flag, OF_A_QUOTE.flag)))
  );
}

/** `P-17 · pending · Case: K-7QF3M2` */
export function standing({ proposal, state, brief }: ShownCard): string {
  return [`${proposal} · ${state}`, ...brief.map(([key, value]) => `${key}: ${value}`)].join('\u00A0· ');
}

/** `7 more passages` */
export function morePassages({ more }: ShownCard): string | undefined {
  return more === 0 ? undefined : `${more} more passage${more === 1 ? '' : 's'}`;
}

/** What stands for a card where there is no room for all of it. */
export function cardLine({ state, mark, title }: ShownCard): string {
  return `${mark === '' ? '' : `${mark} `}${state}: ${clip(title, 120)}`;
}

export const BUTTON_WORDS: Readonly<Record<ButtonKind, string>> = {
  accept: 'Accept',
  change: 'Change',
  reject: 'Reject',
  escalate: 'Escalate',
  withdraw: 'Withdraw',
};

const ORDER: readonly ButtonKind[] = ['accept', 'change', 'reject', 'escalate', 'withdraw'];

/** The buttons of a card, always in one order, each with what it does said in full. */
export function buttonsOf(card: ShownCard): readonly { readonly kind: ButtonKind; readonly text: string; readonly label: string }[] {
  return ORDER.filter((kind) => card.buttons.includes(kind)).map((kind) => ({
    kind,
    text: BUTTON_WORDS[kind],
    label: clip(`${BUTTON_WORDS[kind]} ${card.proposal}: ${shown(card.title).replaceAll(/\s+/g, ' ')}`, 75),
  }));
}
