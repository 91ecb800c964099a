import type { CodeRow } from '#core/terminology/edition-source.ts';
import { wordsOf, type Peer } from './peer.ts';

const QUALIFIER = / (?:unspecified|nos)$/;

/** A plain dictionary: a code where its title stands in the text word for word, with or without a closing "unspecified". */
export function titleDictionary(codes: readonly CodeRow[]): Peer {
  const byPhrase = new Map<string, string>();
  let longest = 0;
  for (const { code, title } of codes.filter(({ billable }) => billable)) {
    const phrase = wordsOf(title).join(' ');
    for (const form of [phrase, phrase.replace(QUALIFIER, '')]) {
      if (!byPhrase.has(form)) byPhrase.set(form, code);
      longest = Math.max(longest, form.split(' ').length);
    }
  }
  return {
    id: 'peer.dictionary',
    says: 'plain dictionary of titles',
    learn:
      () =>
      ({ text }) => {
        const words = wordsOf(text);
        const found = new Set<string>();
        for (let at = 0; at < words.length; at += 1) {
          for (let size = Math.min(longest, words.length - at); size > 0; size -= 1) {
            const code = byPhrase.get(words.slice(at, at + size).join(' '));
            if (code === undefined) continue;
            found.add(code);
            at += size - 1;
            break;
          }
        }
        return found;
      },
  };
}
