import type { IndexEntry } from './edition-source.ts';
import { modifierNames } from './phrase-words.ts';

/**
 * Lets a general main term reach what stands under its narrower ones: where `Sprain` has the subterm `ankle` and the index
 * also has `Sprain, ankle`, the subterms of the latter hold for "sprain of … ankle" too.
 */
export function descendIndex(index: readonly IndexEntry[]): IndexEntry[] {
  const byMain = new Map(index.map((entry) => [entry.main, entry]));
  return index.map((entry) => {
    const names = new Set(Object.keys(entry.sub).flatMap(modifierNames));
    const known = new Set(Object.keys(entry.sub).map(keyOf));
    const sub = { ...entry.sub };
    for (const name of names) {
      const narrower = byMain.get(`${entry.main}, ${name}`);
      if (narrower === undefined) continue;
      for (const [subterm, target] of Object.entries(narrower.sub)) {
        const whole = `${name}, ${subterm}`;
        if (known.has(keyOf(whole))) continue;
        known.add(keyOf(whole));
        sub[whole] = target;
      }
    }
    return { ...entry, sub };
  });
}

function keyOf(subterm: string): string {
  return [...new Set(modifierNames(subterm))].toSorted().join(', ');
}
