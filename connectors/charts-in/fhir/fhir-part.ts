import type { ChartDocument } from '#core/chart/chart.ts';
import type { ChartPart, EncounterSaid, SetAside } from '../chart-part.ts';
import { attempt, refuse } from '../refuse.ts';
import { belongsTo } from './belongs-to.ts';
import { claimOf, icd10cmOf } from './claim-of.ts';
import { dayOf, type Reference } from './datatypes.ts';
import type { Directory } from './directory.ts';
import { documentsOf } from './documents-of.ts';
import { encounterOf, neverTookPlace } from './encounter-of.ts';
import { observationsOf, observedOn } from './observations-of.ts';
import type { Entry, FhirFile } from './read-fhir-file.ts';
import type { ClaimResource, ConditionResource, ObservationResource, ProcedureResource } from './resources.ts';

interface Gathered {
  readonly encounters: EncounterSaid[];
  readonly documents: ChartDocument[];
  readonly observations: ChartPart['observations'][number][];
  readonly claims: ChartPart['claims'][number][];
  readonly setAside: SetAside[];
}

/** Follows the references of one file and gives what it says. Throws Failure `bad-file` naming the resource. */
export function fhirPart(from: FhirFile, directory: Directory): ChartPart {
  const gathered: Gathered = { encounters: [], documents: [], observations: [], claims: [], setAside: [...from.setAside] };
  for (const entry of from.entries) {
    const taken = attempt(() => take(entry, from, directory, gathered));
    if ('why' in taken) return refuse(`${entry.place}: ${taken.why}`);
    if (taken.read !== undefined) gathered.setAside.push({ resource: entry.place, why: taken.read });
  }
  return { file: from.file, ...gathered };
}

/** Takes one resource; gives the reason when it was set aside. */
function take({ resource }: Entry, from: FhirFile, directory: Directory, into: Gathered): string | undefined {
  switch (resource.resourceType) {
    case 'Encounter':
      if (neverTookPlace(resource)) return `It is ${resource.status}.`;
      into.encounters.push(encounterOf(resource, from, directory));
      return undefined;
    case 'DocumentReference': {
      const read = documentsOf(resource, from, directory);
      if ('aside' in read) return read.aside;
      into.documents.push(...read.taken);
      return undefined;
    }
    case 'Observation':
      return takeObservation(resource, from, directory, into);
    case 'Claim':
      return takeClaim(resource, from, directory, into);
    case 'Condition':
    case 'Procedure':
      return checkListed(resource);
    case 'Patient':
    case 'Practitioner':
    case 'PractitionerRole':
    case 'Organization':
    case 'Coverage':
      return undefined;
  }
}

/** Problem lists and procedures are checked and not kept: a chart has no place for them, and a code is never taken from one. */
function checkListed({ resourceType, code }: ConditionResource | ProcedureResource): string {
  if (code !== undefined) icd10cmOf(code, 'code');
  return resourceType === 'Condition' ? 'Problem lists are not kept.' : 'Procedures are not kept.';
}

function takeObservation(resource: ObservationResource, from: FhirFile, directory: Directory, into: Gathered): string | undefined {
  const read = observationsOf(resource);
  if ('aside' in read) return read.aside;
  const belonging = belongsTo(
    { encounters: listOf(resource.encounter), subject: resource.subject, day: observedOn(resource) },
    from,
    directory,
  );
  if ('aside' in belonging) return belonging.aside;
  if ('none' in belonging) return sentence(belonging.none);
  into.observations.push(...read.taken.map((observation) => ({ encounter: belonging.encounter, observation })));
  return undefined;
}

function takeClaim(resource: ClaimResource, from: FhirFile, directory: Directory, into: Gathered): string | undefined {
  const read = claimOf(resource, from, directory);
  if ('aside' in read) return read.aside;
  const encounters = resource.item.flatMap(({ encounter }) => encounter);
  const belonging = belongsTo({ encounters, subject: resource.patient, day: dayOf(resource.billablePeriod?.start) }, from, directory);
  if ('aside' in belonging) return belonging.aside;
  if ('none' in belonging) return sentence(belonging.none);
  into.claims.push(...read.taken.map((claim) => ({ encounter: belonging.encounter, claim })));
  return undefined;
}

function listOf(reference: Reference | undefined): readonly Reference[] {
  return reference === undefined ? [] : [reference];
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
