import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { FoundModifier } from './found-mention.ts';

const PRESSURE_ULCERS = ['L89'];
const FROM = /\b(?:from|was)\W*$/i;
const TO = /^\W*(?:(?:and|then|is|now)\W+)*(?:to|now)\W*$/i;
const LOOK_BACK = 12;

/**
 * One reading for each of two stages that a pressure ulcer passed through in one statement (I.C.12.a.6: the stage at admission
 * and the highest one reached are both reported); the names as they are where there is one stage.
 */
export function stagesPassed(
  text: string,
  names: ReadonlySet<string>,
  held: readonly FoundModifier[],
  { code }: CompiledEntry,
): readonly ReadonlySet<string>[] {
  if (code === undefined || !inAnyPattern(PRESSURE_ULCERS, code)) return [names];
  const stages = held.filter(({ axis, name }) => axis === 'stage' && names.has(name)).toSorted((a, b) => a.range.start - b.range.start);
  const [first, second] = stages;
  if (first === undefined || second === undefined || stages.length > 2 || first.name === second.name) return [names];
  const before = text.slice(Math.max(0, first.range.start - LOOK_BACK), first.range.start);
  if (!FROM.test(before) || !TO.test(text.slice(first.range.end, second.range.start))) return [names];
  return [first, second].map(
    ({ name }) => new Set([...names].filter((one) => one === name || (one !== first.name && one !== second.name))),
  );
}
