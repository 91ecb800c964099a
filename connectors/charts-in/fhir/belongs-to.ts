import { EncounterId } from '#core/chart/chart.ts';
import type { LocalDate } from '#core/codes.ts';
import { refuse } from '../refuse.ts';
import { dayOf, type Reference } from './datatypes.ts';
import type { Directory } from './directory.ts';
import { neverTookPlace } from './encounter-of.ts';
import type { FhirFile } from './read-fhir-file.ts';
import type { EncounterResource } from './resources.ts';

export type Belonging = { readonly encounter: EncounterId } | { readonly aside: string } | { readonly none: string };

interface Item {
  readonly encounters: readonly Reference[];
  readonly subject: Reference | undefined;
  readonly day: LocalDate | undefined;
}

/**
 * The encounter that something belongs to: the one it names, or, when it names none, the only encounter of its file when that has the same
 * patient and was going on that day.
 */
export function belongsTo(item: Item, from: FhirFile, directory: Directory): Belonging {
  const keys = [...new Set(item.encounters.map((reference) => directory.keyOf(reference, from) ?? 'nothing'))];
  const [key] = keys;
  if (key === undefined) return onlyEncounter(item, from, directory);
  if (keys.length > 1) return { none: `it names ${keys.length} encounters` };
  if (!key.startsWith('Encounter/')) return refuse('its encounter reference leads to no Encounter.');
  const found = directory.find('Encounter', item.encounters[0], from);
  if (found !== undefined && neverTookPlace(found)) return { aside: `Its encounter is ${found.status}.` };
  if (found !== undefined && differs(found.subject, item.subject, from, directory))
    return refuse('its patient is not the patient of its encounter.');
  return known(key.slice('Encounter/'.length));
}

function onlyEncounter({ subject, day }: Item, from: FhirFile, directory: Directory): Belonging {
  const only = directory.onlyEncounter(from);
  if (only === undefined) return { none: 'it names no encounter' };
  const same = directory.keyOf(subject, from) === directory.keyOf(only.subject, from);
  if (!same || !wasGoingOn(only, day)) return { none: 'it names no encounter' };
  if (neverTookPlace(only)) return { aside: `Its encounter is ${only.status}.` };
  return known(only.id);
}

function known(id: string): Belonging {
  const parsed = EncounterId.safeParse(id);
  return parsed.success ? { encounter: parsed.data } : refuse('the id of its encounter should begin with a letter or digit.');
}

function wasGoingOn({ period }: EncounterResource, day: LocalDate | undefined): boolean {
  const start = dayOf(period?.start);
  const end = dayOf(period?.end);
  return day !== undefined && start !== undefined && start <= day && (end === undefined || day <= end);
}

function differs(one: Reference | undefined, other: Reference | undefined, from: FhirFile, directory: Directory): boolean {
  const [a, b] = [directory.keyOf(one, from), directory.keyOf(other, from)];
  return a !== undefined && b !== undefined && a !== b;
}
