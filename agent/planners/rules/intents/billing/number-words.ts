const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const VALUES: ReadonlyMap<string, number> = new Map([
  ...ONES.split(' ').map((word, at) => [word, at] as const),
  ...TENS.split(' ').map((word, at) => [word, (at + 2) * 10] as const),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
]);

export const NUMBER_WORD = [...VALUES.keys()].slice(1).join('|');

/** The one number that a text spells: `twelve hundred`, `one thousand two hundred and fifty`, `six`; `undefined` where there is none. */
export function countIn(text: string): number | undefined {
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const from = words.findIndex((word) => VALUES.has(word));
  if (from === -1) return undefined;
  let total = 0;
  let part = 0;
  for (const word of words.slice(from)) {
    const [value, scale] = [VALUES.get(word), SCALES.get(word)];
    if (value !== undefined) part += value;
    else if (scale === 100) part *= 100;
    else if (scale !== undefined) [total, part] = [total + part * scale, 0];
    else if (word !== 'and') break;
  }
  return total + part;
}

/** `6` and `six` */
export function numberOf(typed: string): number | undefined {
  return /^\d+$/.test(typed) ? Number(typed) : countIn(typed);
}
