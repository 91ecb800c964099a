const MOST = 10;

/** Ten misses, no two of one class while there are other classes, the largest class first: what would gain most if it were mended. */
export function worst<T>(misses: readonly T[], classOf: (miss: T) => string): T[] {
  const classes = new Map<string, T[]>();
  for (const miss of misses) {
    const held = classes.get(classOf(miss));
    if (held === undefined) classes.set(classOf(miss), [miss]);
    else held.push(miss);
  }
  const inOrder = [...classes.values()].toSorted((a, b) => b.length - a.length);
  const chosen: T[] = [];
  for (let round = 0; chosen.length < MOST && round < misses.length; round += 1) {
    chosen.push(...inOrder.flatMap((held) => held.slice(round, round + 1)).slice(0, MOST - chosen.length));
  }
  return chosen;
}
