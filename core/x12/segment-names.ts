const MOST_NAMES = 1_000;

/**
 * Names of segments, each the same string however often it is met, so that to compare them is cheap. What is no name of one to three
 * characters is given as it is.
 */
export function segmentNames(): (text: string, from: number, to: number) => string {
  const names = new Map<number, string>();
  return (text, from, to) => {
    const length = to - from;
    if (length < 1 || length > 3) return text.slice(from, to);
    let key = length;
    for (let at = from; at < to; at += 1) key = key * 65_536 + text.charCodeAt(at);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = text.slice(from, to);
    if (names.size < MOST_NAMES) names.set(key, name);
    return name;
  };
}
