import { z } from 'zod';
import { ButtonKind, CardId } from '#agent/chat/event.ts';

/** Verbs of what is pressed. Its data are the id of a card or of a message, and what was filled in. */
export const VERBS = { rateGood: 'rate-good', rateBad: 'rate-bad', refresh: 'refresh' } as const;

/** A form on the card is sent with a verb of its own, so that it is not taken for the click that asks for one. */
export function filledVerb(button: 'reject' | 'change'): string {
  return `fill-${button}`;
}

/** Inputs of one card share one space of names, so each bears the card's id. */
export function fieldOf(field: 'reason' | 'note' | 'to', card: string, button: 'reject' | 'change'): string {
  return `${field}_${button}_${card}`;
}

const Data = z.looseObject({ card: CardId });
const Rated = z.looseObject({ message: z.uuid() });

export type Pressed =
  | { readonly kind: 'clicked'; readonly button: ButtonKind; readonly card: string }
  | {
      readonly kind: 'filled';
      readonly button: 'reject' | 'change';
      readonly card: string;
      readonly reason: string;
      readonly note?: string;
      readonly to?: string;
    }
  | { readonly kind: 'rated'; readonly message: string; readonly good: boolean }
  | { readonly kind: 'refreshed'; readonly card: string };

/** What was pressed on one of our cards; `undefined` for what is none of it. */
export function readPressed(verb: string, data: unknown): Pressed | undefined {
  if (verb === VERBS.rateGood || verb === VERBS.rateBad) {
    const rated = Rated.safeParse(data);
    return rated.success ? { kind: 'rated', message: rated.data.message, good: verb === VERBS.rateGood } : undefined;
  }
  const read = Data.safeParse(data);
  if (!read.success) return undefined;
  const { card } = read.data;
  if (verb === VERBS.refresh) return { kind: 'refreshed', card };
  const button = ButtonKind.safeParse(verb);
  if (button.success) return { kind: 'clicked', button: button.data, card };
  return readFilled(verb, read.data);
}

function readFilled(verb: string, data: z.infer<typeof Data>): Pressed | undefined {
  const button = (['reject', 'change'] as const).find((one) => filledVerb(one) === verb);
  if (button === undefined) return undefined;
  const field = (name: 'reason' | 'note' | 'to'): string | undefined => {
    const value = data[fieldOf(name, data.card, button)];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [reason, note, to] = [field('reason'), field('note'), field('to')];
  if (reason === undefined) return undefined;
  return { kind: 'filled', button, card: data.card, reason, ...(note !== undefined && { note }), ...(to !== undefined && { to }) };
}
