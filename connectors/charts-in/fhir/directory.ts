import type { Reference } from './datatypes.ts';
import { keyOf, type FhirFile } from './read-fhir-file.ts';
import type { Resource } from './resources.ts';

type Named<Type extends Resource['resourceType']> = Extract<Resource, { resourceType: Type }>;

/** Everything that one import brings, to follow references in. */
export interface Directory {
  /** `Patient/p-1` that a reference means, seen from one file; `undefined` for a search, a fragment or no reference. */
  keyOf(reference: Reference | undefined, from: FhirFile): string | undefined;
  /** The resource of that type which a reference means: the file's own first, then the first of the import. */
  find<Type extends Resource['resourceType']>(type: Type, reference: Reference | undefined, from: FhirFile): Named<Type> | undefined;
  /** The encounter of a file that has just one. */
  onlyEncounter(file: FhirFile): Named<'Encounter'> | undefined;
  /** True when some reference led to a resource of this file. */
  used(file: FhirFile): boolean;
}

export function directoryOf(files: readonly FhirFile[]): Directory {
  const byFile = new Map(files.map((file) => [file, new Map(file.entries.map(({ resource }) => [keyOf(resource), resource]))]));
  const first = new Map<string, FhirFile>();
  for (const file of files) for (const { resource } of file.entries) if (!first.has(keyOf(resource))) first.set(keyOf(resource), file);
  const only = new Map(files.map((file) => [file, onlyEncounterOf(file)]));
  const used = new Set<FhirFile>();

  function locate(key: string, from: FhirFile): Resource | undefined {
    const holder = byFile.get(from)?.has(key) === true ? from : first.get(key);
    if (holder === undefined) return undefined;
    used.add(holder);
    return byFile.get(holder)?.get(key);
  }

  return {
    keyOf: (reference, from) => keyIn(reference?.reference, from),
    find(type, reference, from) {
      const key = keyIn(reference?.reference, from);
      const found = key === undefined ? undefined : locate(key, from);
      return found !== undefined && isNamed(found, type) ? found : undefined;
    },
    onlyEncounter: (file) => only.get(file),
    used: (file) => used.has(file),
  };
}

function onlyEncounterOf({ entries }: FhirFile): Named<'Encounter'> | undefined {
  const encounters = entries.flatMap(({ resource }) => (resource.resourceType === 'Encounter' ? [resource] : []));
  return encounters.length === 1 ? encounters[0] : undefined;
}

function keyIn(reference: string | undefined, { addresses }: FhirFile): string | undefined {
  if (reference === undefined || reference.startsWith('#') || reference.includes('?')) return undefined;
  const bare = reference.replace(/\/_history\/[^/]*$/, '');
  return addresses.get(bare) ?? /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/.exec(bare)?.[1];
}

function isNamed<Type extends Resource['resourceType']>(resource: Resource, type: Type): resource is Named<Type> {
  return resource.resourceType === type;
}
