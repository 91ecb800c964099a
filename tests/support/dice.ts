/** A whole number from 0 up to, and without, `below`. */
export type Dice = (below: number) => number;

/** The multiply-with-carry generator of Marsaglia: small, and the same everywhere. */
export function diceOf(seed: number): Dice {
  let [high, low] = [seed, 362_436_069];
  return (below) => {
    high = (36_969 * (high & 65_535) + (high >>> 16)) >>> 0;
    low = (18_000 * (low & 65_535) + (low >>> 16)) >>> 0;
    return (((high << 16) >>> 0) + low) % below;
  };
}

/** So many different ones of a list, in the list's order; all of them where it has no more. */
export function drawn<T>(from: readonly T[], count: number, dice: Dice): readonly T[] {
  const left = from.map((_one, at) => at);
  const taken: number[] = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(dice(left.length), 1));
  return taken.toSorted((a, b) => a - b).flatMap((at) => from.slice(at, at + 1));
}
