import type { AccountEntry } from './account.ts';
import type { Claim } from './claim.ts';
import { pairReversals } from './pair-reversals.ts';
import { orderOf, payerOf, type PayersWord } from './payers-word.ts';
import { adjustmentsOf, effectOf, type IsDenial, type PlacedAdjustment } from './taken-off.ts';

const ORDER: Readonly<Record<Claim['order'], number>> = { primary: 1, secondary: 2, tertiary: 3 };

/** What one payer in order says of a claim. */
interface Payer {
  readonly order: number;
  readonly words: readonly PayersWord[];
  readonly paidCents: number;
}

/**
 * What payers did to one claim, from the words that count, in their order. Payments count each; what was taken off counts once a
 * payer, by its newest word on the same charge, and the patient's share by the last payer alone. `charged`: false for a claim that
 * another corrects, of which the payments alone count.
 */
export function claimEntries(claim: Claim, words: readonly PayersWord[], isDenial: IsDenial, charged: boolean): readonly AccountEntry[] {
  const { standing, undone, ofNothing } = pairReversals(words);
  const paid = [...standing, ...undone.flatMap(({ word, by }) => [word, by])].flatMap((word) => paymentOf(claim, word));
  const missing = ofNothing.map((word) =>
    entryOf(claim, word, 'reversal', { kind: 'insurance-payment', amountCents: 0, says: NOTHING_TO_REVERSE }),
  );
  if (!charged) return [...paid, ...missing];

  const payers = payersOf(claim, standing).map((payer) => ({ ...payer, words: newestWords(payer.words, isDenial) }));
  const sharing = payers.findLast(({ words: said }) => said.length > 0);
  const entries: AccountEntry[] = [];
  for (const payer of payers) {
    entries.push(...takenOff(claim, payer, settledBefore(claim, payer, words, isDenial), isDenial));
    if (payer === sharing) entries.push(...payer.words.flatMap((word) => sharesOf(claim, word, isDenial)));
  }
  return [...paid, ...missing, ...entries];
}

/**
 * What earlier payers paid and took off: by their words that stand, or, where that is more, by those that stood when this payer spoke. It
 * repeats what it knew then; what was taken back since was never its own.
 */
function settledBefore(claim: Claim, { order, words: own }: Payer, words: readonly PayersWord[], isDenial: IsDenial): number {
  const last = own.at(-1);
  if (order === 1 || last === undefined) return 0;
  const then = words.slice(0, words.indexOf(last) + 1);
  return Math.max(settledBy(claim, order, words, isDenial), settledBy(claim, order, then, isDenial));
}

function settledBy(claim: Claim, before: number, words: readonly PayersWord[], isDenial: IsDenial): number {
  let cents = 0;
  for (const payer of payersOf(claim, pairReversals(words).standing).filter(({ order }) => order < before)) {
    const off = takenOff(claim, { ...payer, words: newestWords(payer.words, isDenial) }, cents, isDenial);
    cents += payer.paidCents - sumOf(off);
  }
  return cents;
}

const NOTHING_TO_REVERSE = 'The payer took back a payment that is not here.';

function payersOf(claim: Claim, standing: readonly PayersWord[]): readonly Payer[] {
  const byOrder = new Map<number, PayersWord[]>();
  for (const word of standing) {
    const said = orderOf(word) ?? standing.filter((one) => payerOf(one) === payerOf(word)).flatMap((one) => orderOf(one) ?? [])[0];
    const order = said ?? (payerOf(word) === claim.payer.id ? ORDER[claim.order] : 1);
    byOrder.set(order, [...(byOrder.get(order) ?? []), word]);
  }
  return [...byOrder]
    .toSorted(([a], [b]) => a - b)
    .map(([order, words]) => ({ order, words, paidCents: words.reduce((sum, { remitted }) => sum + remitted.paidCents, 0) }));
}

/** A later word on the same charge takes the place of an earlier one, unless it refuses all: that takes nothing off and gives nothing back. */
function newestWords(words: readonly PayersWord[], isDenial: IsDenial): readonly PayersWord[] {
  const settling = words.filter(
    (word) => word.remitted.paidCents !== 0 || adjustmentsOf(word).some((one) => effectOf(one, isDenial) !== 'denied'),
  );
  return settling.filter((word, at) => !settling.slice(at + 1).some(({ remitted }) => remitted.billedCents === word.remitted.billedCents));
}

/**
 * What a payer took off. A later payer's adjustments hold again what those before it paid and took off, under reason 23 or under their own
 * reasons: only what is more than that is its own.
 */
function takenOff(claim: Claim, { order, words }: Payer, beforeCents: number, isDenial: IsDenial): readonly AccountEntry[] {
  const all = words.flatMap((word) =>
    adjustmentsOf(word).map((adjustment) => ({ word, adjustment, effect: effectOf(adjustment, isDenial) })),
  );
  const own = all.filter(({ effect }) => effect === 'contractual' || effect === 'payer-adjustment');
  const entries = own.map(({ word, adjustment, effect }, at) =>
    entryOf(claim, word, `off-${at}`, {
      ...placed(adjustment),
      kind: effect as 'contractual',
      says: TAKEN_OFF[effect as keyof typeof TAKEN_OFF],
    }),
  );
  const again = all.filter(({ effect }) => effect === 'earlier-payer').reduce((sum, { adjustment }) => sum + adjustment.amountCents, 0);
  if (order === 1 || words.length === 0) return entries;

  const more = Math.max(0, again - sumOf(entries) - beforeCents);
  if (more === -sumOf(entries)) return entries;
  const [word] = words;
  if (more === 0 || word === undefined) return [];
  return [
    entryOf(claim, word, 'off', { kind: 'payer-adjustment', amountCents: -more, says: 'The later insurance took this off as well.' }),
  ];
}

const TAKEN_OFF = {
  contractual: 'The insurance took this off under its contract.',
  'payer-adjustment': 'The insurance took this off.',
} as const;

/** Out of what the insurance owes, and into what the patient owes. */
function sharesOf(claim: Claim, word: PayersWord, isDenial: IsDenial): readonly AccountEntry[] {
  return adjustmentsOf(word)
    .filter((adjustment) => effectOf(adjustment, isDenial) === 'patient-share')
    .flatMap((adjustment, at) => {
      const share = { ...placed(adjustment), kind: 'patient-share', says: "The insurance says that this is the patient's share." } as const;
      return [
        entryOf(claim, word, `share-${at}-out`, share),
        entryOf(claim, word, `share-${at}-in`, { ...share, amountCents: adjustment.amountCents, owedBy: 'patient' }),
      ];
    });
}

function paymentOf(claim: Claim, word: PayersWord): readonly AccountEntry[] {
  const { paidCents } = word.remitted;
  if (paidCents === 0) return [];
  const says = paidCents < 0 ? 'The insurance took a payment back.' : 'The insurance paid.';
  return [entryOf(claim, word, 'paid', { kind: 'insurance-payment', amountCents: -paidCents, says })];
}

function placed({ group, reason, amountCents, segment, line }: PlacedAdjustment) {
  return { group, reason, amountCents: -amountCents, segment, ...(line !== undefined && { line }) };
}

function entryOf(
  claim: Claim,
  { remittance, position, date, remitted }: PayersWord,
  name: string,
  {
    segment = remitted.segment,
    ...entry
  }: Pick<AccountEntry, 'kind' | 'amountCents' | 'says'> & Partial<AccountEntry> & { readonly segment?: number },
): AccountEntry {
  const id = `${remittance}.${position}.${name}`;
  return {
    id,
    ...(date !== undefined && { date }),
    owedBy: 'insurance',
    claim: claim.id,
    remittance: { id: remittance, segment },
    ...entry,
  };
}

/** Never -0, which no JSON can hold. */
function sumOf(entries: readonly AccountEntry[]): number {
  return entries.reduce((sum, { amountCents }) => sum + amountCents, 0) + 0;
}
