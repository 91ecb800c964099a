/** A prefix tree over word numbers. Node 0 is the root; `-1` is no node. */
export interface PhraseTrie<T> {
  readonly add: (words: readonly number[], value: T) => void;
  readonly step: (node: number, word: number) => number;
  readonly at: (node: number) => readonly T[];
  readonly size: number;
}

const NOTHING: readonly never[] = [];

/** Sets an item of a list that has no holes, and gets none. */
function put(list: number[], at: number, value: number): void {
  while (list.length <= at) list.push(-1);
  list[at] = value;
}

/** Nearly every node has one child, so a node gets a map of its own only when it branches. */
export function phraseTrie<T>(): PhraseTrie<T> {
  const soleWord: number[] = [-1];
  const soleNext: number[] = [-1];
  const branches: (Map<number, number> | undefined)[] = [undefined];
  const values: (T[] | undefined)[] = [undefined];
  // The root branches to nearly every word, and is asked of every word of a text.
  const roots: number[] = [];
  let size = 0;

  function step(node: number, word: number): number {
    if (node === 0) return roots[word] ?? -1;
    if (soleWord[node] === word) return soleNext[node] ?? -1;
    return branches[node]?.get(word) ?? -1;
  }

  function grow(node: number, word: number): number {
    const fresh = soleWord.length;
    soleWord.push(-1);
    soleNext.push(-1);
    branches.push(undefined);
    values.push(undefined);
    if (node === 0) put(roots, word, fresh);
    else if (soleWord[node] === -1) {
      soleWord[node] = word;
      soleNext[node] = fresh;
    } else {
      const branch = branches[node] ?? new Map<number, number>();
      branch.set(word, fresh);
      branches[node] = branch;
    }
    return fresh;
  }

  return {
    add(words, value) {
      let node = 0;
      for (const word of words) {
        const next = step(node, word);
        node = next === -1 ? grow(node, word) : next;
      }
      const held = values[node];
      if (held === undefined) {
        values[node] = [value];
        size += 1;
      } else held.push(value);
    },
    step: (node, word) => (word < 0 ? -1 : step(node, word)),
    at: (node) => values[node] ?? NOTHING,
    get size() {
      return size;
    },
  };
}
