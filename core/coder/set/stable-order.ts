/**
 * The items in their order, except that what must precede one is drawn up to stand before it. Where the demands go round in a
 * circle, the one that closes it is let go.
 */
export function stableOrder<T>(items: readonly T[], precedes: (first: T, second: T) => boolean): T[] {
  const order = new Set<T>();
  const open = new Set<T>();
  const place = (item: T): void => {
    if (order.has(item) || open.has(item)) return;
    open.add(item);
    for (const other of items) if (other !== item && !order.has(other) && precedes(other, item)) place(other);
    order.add(item);
  };
  items.forEach(place);
  return [...order];
}
