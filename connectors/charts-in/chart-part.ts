import type { ChartDocument, ClaimOnFile, Encounter, EncounterId, Observation, Patient } from '#core/chart/chart.ts';

/**
 * What one file says of one encounter and its patient. A `record` (FHIR Encounter) says all that it knows and has the last
 * word; a `note` fills in what no record says.
 */
export interface EncounterSaid extends EncounterFacts {
  readonly id: EncounterId;
  readonly by: 'record' | 'note';
  readonly patient: Said<Patient>;
}

type EncounterFacts = Said<Omit<Encounter, 'id'>>;
type Said<Facts> = { readonly [Key in keyof Facts]?: Facts[Key] | undefined };

/** What one file gives, every reference resolved. A file is taken whole or refused whole. */
export interface ChartPart {
  /** Its path below what was imported, with `/`. */
  readonly file: string;
  readonly encounters: readonly EncounterSaid[];
  readonly documents: readonly ChartDocument[];
  readonly observations: readonly { readonly encounter: EncounterId; readonly observation: Observation }[];
  readonly claims: readonly { readonly encounter: EncounterId; readonly claim: ClaimOnFile }[];
  /** What was read, found sound and not taken into a chart, each with the reason. */
  readonly setAside: readonly SetAside[];
}

export interface SetAside {
  /** `Bundle.entry[3] Condition/c-1`. */
  readonly resource: string;
  readonly why: string;
}

export interface Refused {
  readonly file: string;
  readonly why: string;
}
