import type { CompiledEntry } from '../../terminology/compiled-edition.ts';
import { chooseTarget } from './choose-code.ts';

type Names = ReadonlySet<string>;

/** What the modifiers of a term say, taken apart where the classification reports sides or forms apart. */
export function readingsOf(names: Names, entry: CompiledEntry): readonly Names[] {
  return sidesOf(names, entry).flatMap((side) => formsOf(side, entry));
}

/**
 * Both sides at once, where the index knows "bilateral"; else one reading for each side (I.B.13: without a bilateral code,
 * right and left are reported apart).
 */
function sidesOf(names: Names, entry: CompiledEntry): readonly Names[] {
  const both = names.has('bilateral') || (names.has('left') && names.has('right'));
  if (!both || !entry.uses.has('left') || !entry.uses.has('right')) return [names];
  const together = replaced(names, ['left', 'right', 'bilateral'], 'bilateral');
  if (chooseTarget(entry, together).names.includes('bilateral')) return [together];
  return ['right', 'left'].map((side) => replaced(names, ['left', 'right', 'bilateral'], side));
}

/**
 * Acute and chronic at once, where the index knows "acute on chronic"; else one reading for each, the acute one first (I.B.8:
 * where both have an entry at one level, both are reported).
 */
function formsOf(names: Names, entry: CompiledEntry): readonly Names[] {
  if (!names.has('acute on chronic') || chooseTarget(entry, names).names.includes('acute on chronic')) return [names];
  const forms = ['acute', 'chronic'].map((form) => replaced(names, ['acute on chronic'], form));
  const apart = forms.every((form, at) => chooseTarget(entry, form).names.includes(at === 0 ? 'acute' : 'chronic'));
  return apart ? forms : [names];
}

function replaced(names: Names, old: readonly string[], fresh: string): Names {
  return new Set([...[...names].filter((name) => !old.includes(name)), fresh]);
}
