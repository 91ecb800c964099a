import type { RemittanceHead, RemittedClaim } from '../remittance/remittance.ts';
import type { LocalDate } from '../codes.ts';

/** What a payer says of one claim, as it was posted. Words of one remittance and position are one word. */
export interface PayersWord {
  readonly remittance: string;
  readonly position: number;
  readonly state: 'posted' | 'quarantined';
  readonly payer: RemittanceHead['payer'];
  readonly trace?: string;
  readonly date?: LocalDate;
  readonly remitted: RemittedClaim;
  readonly matched?: { readonly claim: string };
}

/** Claim status (CLP02) of a reversal. */
export const REVERSAL = '22';
/** Statuses that move no money: it was sent on to somebody else, or it only says what would be paid. */
const NO_MONEY: ReadonlySet<string> = new Set(['23', '25']);

const ORDERS: Readonly<Record<string, number>> = { '1': 1, '19': 1, '2': 2, '20': 2, '3': 3, '21': 3 };

/** Which payer in order spoke: 1, 2 or 3; `undefined` where the status does not tell. */
export function orderOf({ remitted }: Pick<PayersWord, 'remitted'>): number | undefined {
  return ORDERS[remitted.status];
}

export function payerOf({ payer }: Pick<PayersWord, 'payer'>): string {
  return payer.id ?? payer.name ?? '';
}

/** What counts of these: posted, once each, in the order of their days, whatever order they were brought in. */
export function countingWords<W extends PayersWord>(words: readonly W[]): readonly W[] {
  const once = new Map(words.map((word) => [`${word.remittance} ${word.position}`, word]));
  return [...once.values()]
    .filter(({ state, remitted }) => state === 'posted' && !NO_MONEY.has(remitted.status))
    .toSorted((a, b) => compare(placeOf(a), placeOf(b)));
}

/** A reversal goes before what corrects it. The numbers of remittances say when they were brought in, and so tell nothing here. */
function placeOf({ date, trace = '', remitted, position }: PayersWord): readonly string[] {
  const reversal = remitted.status === REVERSAL ? '0' : '1';
  return [date ?? '', reversal, trace, String(position).padStart(9, '0'), JSON.stringify(remitted)];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
