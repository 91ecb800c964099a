import type { CodeTarget } from '../../terminology/edition-source.ts';
import type { CompiledEntry } from '../../terminology/compiled-edition.ts';

export interface ChosenTarget {
  readonly target: CodeTarget | undefined;
  /** The names of the subterm that was followed, in its order. */
  readonly names: readonly string[];
  readonly path: string;
}

/**
 * The most specific subterm whose every modifier is said (guideline I.B.2); among equals the one whose modifiers stand
 * nearest, as `nearness` counts. The bare term's own code is what remains.
 */
export function chooseTarget(
  { main, code, subterms }: CompiledEntry,
  said: ReadonlySet<string>,
  nearness: (name: string) => number = () => 0,
): ChosenTarget {
  let best: { names: readonly string[]; target: CodeTarget; near: number } | undefined;
  for (const { names, target } of subterms) {
    if (names.length > said.size || !names.every((name) => said.has(name))) continue;
    const near = names.reduce((sum, name) => sum + nearness(name), 0);
    const better = best === undefined || names.length > best.names.length || (names.length === best.names.length && near < best.near);
    if (better) best = { names, target, near };
  }
  if (best === undefined) return { target: code, names: [], path: main };
  return { target: best.target, names: best.names, path: [main, ...best.names].join(' > ') };
}
