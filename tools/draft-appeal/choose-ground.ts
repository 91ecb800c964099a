import type { DenialOfFamily } from '#core/appeals/denied-amounts.ts';
import { groundOfDenial } from '#core/appeals/ground-of-denial.ts';
import type { DeniedAmount } from '#core/appeals/letter/grounds/ground.ts';
import type { AppealGround } from '#core/appeals/letter/letter.ts';

/** What the letter is asked for: a ground by name, or the diagnosis that the payer disputes. */
export interface GroundAsked {
  readonly ground?: AppealGround | undefined;
  readonly diagnosis?: string | undefined;
}

interface OnGround {
  readonly ground: AppealGround;
  readonly amounts: readonly DeniedAmount[];
  readonly cents: number;
}
export type ChosenGround = OnGround | { readonly refused: string };

/** A clinical judgement may be of a level or of a diagnosis. The payer's code seldom says which, so whoever asks may. */
const OF_JUDGEMENT = new Set<AppealGround>(['clinical-validation', 'level-of-care']);

/** The ground that is asked for, if the payer denied anything on it; else that of the most money that a letter can contest. */
export function chooseGround(denials: readonly DenialOfFamily[], { ground, diagnosis }: GroundAsked): ChosenGround {
  const [first] = denials;
  if (first === undefined) return { refused: 'The newest remittance of this claim denies nothing. There is nothing to appeal.' };
  const asked = ground ?? (diagnosis === undefined ? undefined : 'clinical-validation');
  const judged = denials.find(({ family }) => family === 'clinical-validation');
  if (asked !== undefined && OF_JUDGEMENT.has(asked) && judged !== undefined) return { ground: asked, ...judged };
  const contested = byGround(denials);
  const found = asked === undefined ? contested[0] : contested.find((one) => one.ground === asked);
  if (found !== undefined) return found;
  const told = contested.length === 0 ? denials.map(({ family }) => family) : contested.map((one) => one.ground);
  if (asked !== undefined && !denials.some(({ family }) => family === asked))
    return { refused: `The payer did not deny this claim for ${asked}, but for ${told.join(', ')}.` };
  const of = denials.find(({ family }) => family === asked) ?? first;
  const [why] = of.amounts.map((amount) => groundOfDenial(of.family, amount)).filter((one) => 'refused' in one);
  return why ?? { refused: `The payer did not deny this claim for ${asked ?? 'a ground of a letter'}, but for ${told.join(', ')}.` };
}

/** What a letter can contest, the most money first. Amounts of one family may be of different grounds, and then are different letters. */
function byGround(denials: readonly DenialOfFamily[]): readonly OnGround[] {
  const found = new Map<AppealGround, DeniedAmount[]>();
  for (const { family, amounts } of denials) {
    for (const amount of amounts) {
      const contested = groundOfDenial(family, amount);
      if ('refused' in contested) continue;
      found.set(contested.ground, [...(found.get(contested.ground) ?? []), amount]);
    }
  }
  return [...found]
    .map(([ground, amounts]) => ({ ground, amounts, cents: amounts.reduce((sum, { adjustment }) => sum + adjustment.amountCents, 0) }))
    .toSorted((one, other) => other.cents - one.cents || (one.ground < other.ground ? -1 : 1));
}
