import type { ChartDocument } from '#core/chart/chart.ts';
import { Failure } from '#core/errors.ts';
import type { ConsoleParts } from './console-parts.ts';
import { toPassage } from './links.ts';
import type { PlaceOf } from './blocks.ts';

/** A case by the name that stands in its links, and where each of its documents stands in it. What of it may be read the tools say. */
export interface TheCase {
  readonly handle: string;
  readonly encounter: string;
  readonly documents: readonly Pick<ChartDocument, 'id' | 'title' | 'date' | 'author' | 'type'>[];
}

type Stored = Pick<ConsoleParts, 'store' | 'tenant'>;

/** Throws Failure `not-found` for a handle that names nothing here. */
export async function caseOf(typed: string, { store, tenant }: Stored): Promise<TheCase> {
  return store.within(tenant, async ({ handles, charts }) => {
    const encounter = await handles.encounter(typed);
    if (encounter === undefined) throw new Failure('not-found', `There is no case ${typed.toUpperCase()} here.`);
    return { handle: await handles.of(encounter), encounter, documents: (await charts.find(encounter))?.documents ?? [] };
  });
}

export async function caseNamed(encounter: string, { store, tenant }: Stored): Promise<TheCase> {
  return store.within(tenant, async ({ handles, charts }) => ({
    handle: await handles.of(encounter),
    encounter,
    documents: (await charts.find(encounter))?.documents ?? [],
  }));
}

export interface Place {
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

export function pathOf({ handle, documents }: TheCase, { document, start, end }: Place): string | undefined {
  const at = documents.findIndex(({ id }) => id === document);
  return at < 0 ? undefined : toPassage(handle, at, { start, end });
}

/** Where a quotation of the program says that it stands. */
export function placeIn(source: string): Place | undefined {
  const [, document, start, end] = /^([\w.-]+) .*characters (\d+)-(\d+)$/su.exec(source) ?? [];
  return document === undefined ? undefined : { document, start: Number(start), end: Number(end) };
}

export function placesIn(the: TheCase): PlaceOf {
  return (source) => {
    const place = placeIn(source);
    return place && pathOf(the, place);
  };
}
