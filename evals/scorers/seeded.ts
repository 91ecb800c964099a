/** Numbers from 0 to below 1, the same for the same seed on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy in an order that the seed chooses. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = seeded(seed);
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const held = copy[at] as T;
    copy[at] = copy[other] as T;
    copy[other] = held;
  }
  return copy;
}

/** `size` of the items, in their order, chosen by the seed; all of them where there are no more. */
export function sampled<T>(items: readonly T[], size: number, seed: number): T[] {
  if (size >= items.length) return [...items];
  const chosen = new Set(
    shuffled(
      items.map((_, at) => at),
      seed,
    ).slice(0, size),
  );
  return items.filter((_, at) => chosen.has(at));
}
