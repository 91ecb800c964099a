import { EncounterId } from '#core/chart/chart.ts';
import type { EncounterSaid } from '../chart-part.ts';
import { refuse } from '../refuse.ts';
import { dayOf, wordsOf } from './datatypes.ts';
import type { Directory } from './directory.ts';
import { nameOfPerson } from './name-of-person.ts';
import type { FhirFile } from './read-fhir-file.ts';
import type { EncounterResource } from './resources.ts';
import { ENCOUNTER_CLASSES, settingOf } from './setting-of.ts';

/** Statuses of encounters that never took place. What belongs to one is set aside with it. */
const NEVER_WAS = ['planned', 'cancelled', 'entered-in-error'];

export function neverTookPlace({ status }: EncounterResource): boolean {
  return NEVER_WAS.includes(status);
}

/** Throws Failure `bad-file`, without the place, when it lacks what a chart needs. */
export function encounterOf(encounter: EncounterResource, from: FhirFile, directory: Directory): EncounterSaid {
  const id = EncounterId.safeParse(encounter.id);
  if (!id.success) return refuse('its id should begin with a letter or digit.');
  const setting = settingOf(encounter);
  if (setting === undefined) return refuse(`its class should be one of ${ENCOUNTER_CLASSES.join(', ')}.`);
  const { period, reasonCode } = encounter;
  const start = dayOf(period?.start);
  if (start === undefined) return refuse('period.start gives no day.');
  const end = dayOf(period?.end);
  if (end === undefined && period?.end !== undefined) return refuse('period.end gives no day.');
  if (end !== undefined && end < start) return refuse('its period ends before it starts.');
  const reasons = reasonCode.flatMap((reason) => wordsOf(reason) ?? []);
  return {
    id: id.data,
    by: 'record',
    setting,
    start,
    end,
    reason: reasons.length > 0 ? reasons.join('; ') : undefined,
    patient: patientOf(encounter, from, directory),
  };
}

function patientOf({ subject }: EncounterResource, from: FhirFile, directory: Directory): EncounterSaid['patient'] {
  const key = directory.keyOf(subject, from);
  if (key === undefined || !key.startsWith('Patient/')) return refuse('subject names no Patient.');
  const found = directory.find('Patient', subject, from);
  const id = key.slice('Patient/'.length);
  if (found === undefined) return { id };
  return { id, name: nameOfPerson(found.name), sex: found.gender, birthDate: dayOf(found.birthDate) };
}
