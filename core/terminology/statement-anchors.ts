/**
 * Statements by their rarest word and, among those, by their next rarest: where a sentence has not that one too, all that need it
 * are passed over at once. Word `w` has the groups from `groups[w]` up to `groups[w + 1]`, group `g` the statements
 * from `begins[g]` up to `begins[g + 1]` of `statements`, which all need `seconds[g]`.
 */
export interface Anchors {
  readonly groups: Uint32Array;
  /** `-1` for the statement that is one word. */
  readonly seconds: Int32Array;
  readonly begins: Uint32Array;
  readonly statements: Uint32Array;
}

interface Members {
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

/** Puts the statements, whose members are the rarest first, in groups; within each they keep their order. */
export function anchorsOf({ starts, members }: Members, words: number): Anchors {
  const size = starts.length - 1;
  const first = new Uint32Array(size);
  const second = new Uint32Array(size);
  for (let at = 0; at < size; at += 1) {
    const start = starts[at] ?? 0;
    first[at] = members[start] ?? 0;
    second[at] = start + 1 < (starts[at + 1] ?? 0) ? (members[start + 1] ?? 0) + 1 : 0;
  }
  const numbered = Uint32Array.from({ length: size }, (_, at) => at);
  const statements = sortedBy(first, sortedBy(second, numbered, words + 1), words);
  const groups = new Uint32Array(words + 1);
  const seconds = new Int32Array(size);
  const begins = new Uint32Array(size + 1);
  let count = 0;
  for (let at = 0, word = 0; at < size; at += 1) {
    const [before, own] = [statements[at - 1] ?? -1, statements[at] ?? 0];
    if (before >= 0 && first[before] === first[own] && second[before] === second[own]) continue;
    for (; word <= (first[own] ?? 0); word += 1) groups[word] = count;
    seconds[count] = (second[own] ?? 0) - 1;
    begins[count] = at;
    count += 1;
  }
  begins[count] = size;
  groups.fill(count, (first[statements[size - 1] ?? 0] ?? -1) + 1);
  return { groups, seconds: seconds.slice(0, count), begins: begins.slice(0, count + 1), statements };
}

/** The statements of which this word is the rarest. */
export function anchoredOn({ groups, begins, statements }: Anchors, word: number): Uint32Array {
  return statements.subarray(begins[groups[word] ?? 0] ?? 0, begins[groups[word + 1] ?? 0] ?? 0);
}

/** Items by their keys, which are below `most`; those of one key as they stood. */
function sortedBy(keys: Uint32Array, items: Uint32Array, most: number): Uint32Array {
  const next = new Uint32Array(most + 1);
  for (const item of items) next[(keys[item] ?? 0) + 1] = (next[(keys[item] ?? 0) + 1] ?? 0) + 1;
  for (let key = 1; key <= most; key += 1) next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
  const sorted = new Uint32Array(items.length);
  for (const item of items) {
    const slot = next[keys[item] ?? 0] ?? 0;
    sorted[slot] = item;
    next[keys[item] ?? 0] = slot + 1;
  }
  return sorted;
}
