import { z } from 'zod';
import type { SetAside } from '../chart-part.ts';
import { issueWords } from '../issue-words.ts';
import { jsonOfText } from '../json-of-text.ts';
import { attempt, refuse } from '../refuse.ts';
import { Address } from './datatypes.ts';
import { RESOURCE_TYPES, Resource } from './resources.ts';

/** One resource with its place in the file: `Bundle.entry[3] Observation/o-2`. */
export interface Entry {
  readonly place: string;
  readonly resource: Resource;
}

/** The resources of one file, sound by themselves, their references not yet followed. */
export interface FhirFile {
  readonly file: string;
  readonly entries: readonly Entry[];
  /** `Patient/p-1` by each full address that the file gives it, `urn:uuid:` among them. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly setAside: readonly SetAside[];
}

const BUNDLES = ['collection', 'transaction', 'batch', 'document', 'searchset'];

const Bundle = z.object({ resourceType: z.literal('Bundle'), type: z.enum(BUNDLES), entry: z.array(z.unknown()).default([]) });
const BundleEntry = z.object({
  fullUrl: Address.optional(),
  resource: z.looseObject({ resourceType: z.string() }).optional(),
  request: z.object({ method: z.string() }).optional(),
});
const Typed = z.looseObject({ resourceType: z.string() });

export const NOT_OF_A_CHART = 'It is not part of a chart.';

interface Gathered {
  readonly entries: Entry[];
  readonly addresses: Map<string, string>;
  readonly setAside: SetAside[];
}

/** Reads a Bundle or a single resource. Throws Failure `bad-file` naming the resource and the fault. */
export function readFhirJson(file: string, text: string): FhirFile {
  return gather(file, (gathered) => take(jsonOfText(text), '', gathered));
}

/** Reads one resource or Bundle a line. Empty lines are passed over. */
export function readFhirLines(file: string, text: string): FhirFile {
  return gather(file, (gathered) => {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const taken = attempt(() => take(jsonOfText(line), '', gathered));
      if ('why' in taken) refuse(`Line ${at + 1}: ${taken.why.replace(' (line 1)', '')}`);
    }
  });
}

function gather(file: string, read: (gathered: Gathered) => void): FhirFile {
  const gathered: Gathered = { entries: [], addresses: new Map(), setAside: [] };
  read(gathered);
  const { entries, setAside } = gathered;
  if (entries.length === 0) refuse(setAside.length === 0 ? 'It holds no resource.' : nothingOfUse(setAside));
  const seen = new Set<string>();
  for (const { place, resource } of entries) {
    if (seen.has(keyOf(resource))) refuse(`${place} occurs twice in the file.`);
    seen.add(keyOf(resource));
  }
  return { file, ...gathered };
}

function take(value: unknown, prefix: string, gathered: Gathered): void {
  const typed = Typed.safeParse(value);
  if (!typed.success) return refuse('It is JSON and not FHIR: it has no resourceType.');
  if (typed.data.resourceType === 'Bundle') return takeBundle(typed.data, prefix, gathered);
  return takeResource(typed.data, prefix, undefined, gathered);
}

function takeBundle(value: unknown, prefix: string, gathered: Gathered): void {
  const bundle = Bundle.safeParse(value);
  if (!bundle.success) return refuse(`${prefix}Bundle: ${issueWords(bundle.error, value)}.`);
  for (const [at, item] of bundle.data.entry.entries()) {
    const place = `${prefix}Bundle.entry[${at}]`;
    const entry = BundleEntry.safeParse(item);
    if (!entry.success) return refuse(`${place}: ${issueWords(entry.error, item)}.`);
    const { fullUrl, resource, request } = entry.data;
    if (request?.method === 'DELETE') return refuse(`${place} asks for a deletion. Import adds and replaces and never deletes.`);
    if (resource === undefined) return refuse(`${place} has no resource.`);
    takeResource(resource, `${place} `, fullUrl, gathered);
  }
}

function takeResource(value: z.infer<typeof Typed>, prefix: string, fullUrl: string | undefined, gathered: Gathered): void {
  const id = value['id'] ?? idOf(fullUrl);
  const place = `${prefix}${nameOf(value.resourceType, id)}`;
  if (!RESOURCE_TYPES.includes(value.resourceType)) {
    gathered.setAside.push({ resource: place, why: NOT_OF_A_CHART });
    return;
  }
  const whole = { ...value, id };
  const parsed = Resource.safeParse(whole);
  if (!parsed.success) return refuse(`${place}: ${issueWords(parsed.error, whole)}.`);
  gathered.entries.push({ place, resource: parsed.data });
  if (fullUrl !== undefined) gathered.addresses.set(fullUrl, keyOf(parsed.data));
}

export function keyOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${id}`;
}

/** A resource that a transaction brings without an id is known by its address. */
function idOf(fullUrl: string | undefined): string | undefined {
  return fullUrl === undefined ? undefined : /(?:^urn:uuid:|\/)([A-Za-z0-9.-]{1,64})$/.exec(fullUrl)?.[1];
}

/** Names are printed only when they have the shape of a type and an id. */
function nameOf(type: string, id: unknown): string {
  const shown = /^[A-Za-z]{1,40}$/.test(type) ? type : 'resource';
  return typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? `${shown}/${id}` : shown;
}

function nothingOfUse(setAside: readonly SetAside[]): string {
  const types = new Set(setAside.map(({ resource }) => /([A-Za-z]+)(?:\/[^/ ]*)?$/.exec(resource)?.[1] ?? 'resource'));
  return `It holds only ${[...types].slice(0, 5).join(', ')}. What is read: ${RESOURCE_TYPES.join(', ')}.`;
}
