import { codeOf, encounterOf } from './references.ts';
import type { Word } from './words.ts';

const BEFORE_ENCOUNTER = new Set('on for in of regarding re encounter enc visit case chart account admission stay patient'.split(' '));
const BEFORE_CODE = new Set(
  'accept approve reject decline countersign refuse sign change replace escalate add propose why explain not was is were and or with versus vs than about codes justify'.split(
    ' ',
  ),
);

/**
 * Decides what an undotted `E1042` is: an encounter after "on" or where a code stands beside it, a code where the
 * encounter is already named. Where the words leave it open it stays `either`, and the person is asked.
 */
export function settle(words: readonly Word[], known: string | undefined): readonly Word[] {
  const encounters = words.filter(({ kind }) => kind === 'encounter').length;
  const codes = words.filter(({ kind }) => kind === 'code').length;
  let settledEncounters = encounters;
  return words.map((word, index) => {
    if (word.kind !== 'either') return word;
    const kind = meant(word, before(words, index), { encounters: settledEncounters, codes, known });
    if (kind === 'encounter') settledEncounters += 1;
    return kind === 'either'
      ? word
      : { ...word, kind, norm: `<${kind}>`, value: kind === 'code' ? codeOf(word.value) : encounterOf(word.value) };
  });
}

interface Around {
  readonly encounters: number;
  readonly codes: number;
  readonly known: string | undefined;
}

function meant({ value }: Word, previous: string, { encounters, codes, known }: Around): 'encounter' | 'code' | 'either' {
  const likeEncounter = value.length === 5;
  if (BEFORE_ENCOUNTER.has(previous)) return 'encounter';
  if (encounters > 0) return 'code';
  if (previous === 'code' || previous === 'recode') return likeEncounter ? 'encounter' : 'either';
  if (codes > 0 && likeEncounter && previous !== 'and') return 'encounter';
  if (!BEFORE_CODE.has(previous)) return likeEncounter ? 'encounter' : 'code';
  if (known === undefined) return likeEncounter ? 'either' : 'code';
  return known === encounterOf(value) ? 'either' : 'code';
}

function before(words: readonly Word[], index: number): string {
  const said = words.slice(0, index).filter(({ kind, norm }) => kind !== 'mark' && norm !== 'the');
  return said.at(-1)?.norm ?? '';
}
