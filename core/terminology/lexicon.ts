/** Words as small numbers, shared by every trie of an edition. `-1` is a word that no phrase uses. */
export interface Lexicon {
  readonly intern: (word: string) => number;
  readonly find: (word: string) => number;
}

export function lexicon(): Lexicon {
  const ids = new Map<string, number>();
  return {
    intern(word) {
      const known = ids.get(word);
      if (known !== undefined) return known;
      ids.set(word, ids.size);
      return ids.size - 1;
    },
    find: (word) => ids.get(word) ?? -1,
  };
}
