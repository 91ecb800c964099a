const KEPT = new Set(['diabetes', 'herpes', 'rabies', 'scabies', 'caries', 'lues', 'series', 'pes', 'facies']);

/** Takes the plural off a lower-case word, so that "fractures" and "fracture" are one word. Idempotent. */
export function foldWord(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || KEPT.has(word)) return word;
  if (/(?:ss|us|is|os|(?<!om)as)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 5 ? `${word.slice(0, -3)}y` : word;
  if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
