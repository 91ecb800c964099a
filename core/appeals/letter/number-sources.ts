import type { Citation } from './citation.ts';
import { sentencesIn, type AppealLetter, type LetterSentence, type LetterSource } from './letter.ts';

/** The sources that the body of a letter cites, as its readers see them: numbered from 1 as they come, places of one record together. */
export interface NumberedSources {
  readonly list: readonly string[];
  /** Numbers of what these sentences cite, ascending. */
  readonly marksOf: (sentences: readonly LetterSentence[]) => readonly number[];
}

interface Entry {
  readonly number: number;
  readonly places: Map<Unit, number[]>;
}

export function numberSources({ paragraphs, sources }: AppealLetter): NumberedSources {
  const entries = new Map<string, Entry>();
  for (const place of paragraphs.flatMap(sentencesIn).flatMap(placesOf)) {
    const source = sources[place];
    if (source === undefined) continue;
    const { record, place: of } = partedOf(source);
    const entry = entries.get(record) ?? { number: entries.size + 1, places: new Map<Unit, number[]>() };
    entries.set(record, entry);
    if (of === undefined) continue;
    const known = entry.places.get(of.unit) ?? [];
    if (!known.includes(of.at)) entry.places.set(of.unit, [...known, of.at]);
  }
  const marksOf = (sentences: readonly LetterSentence[]): number[] =>
    [
      ...new Set(
        sentences
          .flatMap(placesOf)
          .flatMap((place) => sources[place] ?? [])
          .flatMap((source) => entries.get(partedOf(source).record)?.number ?? []),
      ),
    ].toSorted((one, other) => one - other);
  return { list: [...entries].map(([record, { places }]) => named(record, places)), marksOf };
}

function placesOf({ cites }: LetterSentence): number[] {
  return Object.values(cites).toSorted((one, other) => one - other);
}

interface Parted {
  readonly record: string;
  readonly place?: { readonly unit: Unit; readonly at: number };
}
type Unit = keyof typeof PLURAL;
const PLURAL = { segment: 'segments', line: 'lines', diagnosis: 'diagnoses' } as const;

/** `Claim C-88, line 2` is line 2 of the record `Claim C-88`. A record that is cited whole has no place. */
function partedOf({ cite, says }: LetterSource): Parted {
  const place = placeOf(cite);
  if (place === undefined) return { record: says };
  const ending = `, ${place.unit} ${place.at}`;
  return says.endsWith(ending) ? { record: says.slice(0, -ending.length), place } : { record: says };
}

function placeOf(cite: Citation): Parted['place'] {
  if ('segment' in cite) return { unit: 'segment', at: cite.segment };
  if (cite.kind === 'claim-line') return { unit: 'line', at: cite.line };
  return cite.kind === 'claim-diagnosis' ? { unit: 'diagnosis', at: cite.place } : undefined;
}

function named(record: string, places: ReadonlyMap<Unit, readonly number[]>): string {
  return [record, ...[...places].map(([unit, at]) => `${at.length === 1 ? unit : PLURAL[unit]} ${runsOf(at).join(', ')}`)].join(', ');
}

/** `1-3` and `7`: numbers ascending, three or more in a row as a run. */
export function runsOf(numbers: readonly number[]): readonly string[] {
  const runs: [number, number][] = [];
  for (const one of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && one === last[1] + 1) last[1] = one;
    else runs.push([one, one]);
  }
  return runs.flatMap(([from, to]) => (from === to ? [`${from}`] : to === from + 1 ? [`${from}`, `${to}`] : [`${from}-${to}`]));
}
