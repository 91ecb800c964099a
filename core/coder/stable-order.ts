/**
 * The items in their order, each moved only as far as it must be for what precedes it to stand before it. Where the demands go round
 * in a circle, the first of the circle stays first.
 */
export function stableOrder<T>(items: readonly T[], precedes: (first: T, second: T) => boolean): T[] {
  const before = items.map((second) => items.map((first) => first !== second && precedes(first, second)));
  const left = items.map((_, at) => at);
  const order: T[] = [];
  while (left.length > 0) {
    const free = left.findIndex((at) => left.every((other) => before[at]?.[other] !== true));
    const [taken] = left.splice(Math.max(free, 0), 1);
    const item = taken === undefined ? undefined : items[taken];
    if (item !== undefined) order.push(item);
  }
  return order;
}
