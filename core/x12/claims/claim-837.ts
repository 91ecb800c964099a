import type { LocalDate } from '../../codes.ts';
import type { Adjustment } from '../../remittance/remittance.ts';
import type { Party, Reference } from '../party.ts';
import type { Days } from '../read-day.ts';

/** A DTP whose value is a day or two of them. */
export interface Dated extends Days {
  readonly qualifier: string;
}

/** One entry of an HI: a diagnosis, a procedure, a DRG, an occurrence, a value, a condition. */
export interface HealthCode {
  /** `ABK` principal diagnosis of ICD-10, `ABF` another, `BK` and `BF` those of ICD-9, `BBR` principal procedure, `DR` the DRG. */
  readonly qualifier: string;
  readonly code: string;
  readonly days?: Days | undefined;
  readonly amountCents?: number | undefined;
  /** `Y`, `N`, `U`, `W`. */
  readonly onAdmission?: string | undefined;
}

export interface AmountSaid {
  readonly qualifier: string;
  readonly cents: number;
}

/** What another payer decided of one line (2430). */
export interface Adjudication {
  readonly payerId: string;
  readonly paidCents: number;
  readonly code?: string | undefined;
  readonly modifiers: readonly string[];
  readonly revenue?: string | undefined;
  readonly units?: number | undefined;
  readonly adjustments: readonly Adjustment[];
  readonly paidOn?: LocalDate | undefined;
}

/** Another payer of the same claim (2320 and 2330), in the order of the file. */
export interface OtherPayer {
  /** `P`, `S`, `T` (SBR01). */
  readonly order: string;
  readonly relationship?: string | undefined;
  readonly group?: string | undefined;
  readonly groupName?: string | undefined;
  readonly filing?: string | undefined;
  /** OI03 and OI06: assignment of benefits, release of information. */
  readonly benefits?: string | undefined;
  readonly release?: string | undefined;
  readonly adjustments: readonly Adjustment[];
  readonly amounts: readonly AmountSaid[];
  /** Of MIA and MOA. */
  readonly remarks: readonly string[];
  readonly subscriber?: Party | undefined;
  readonly payer?: Party | undefined;
  readonly providers: readonly Party[];
  readonly paidOn?: LocalDate | undefined;
}

export interface Drug {
  /** `N4` */
  readonly qualifier: string;
  readonly code: string;
  readonly quantity?: number | undefined;
  readonly unit?: string | undefined;
  readonly references: readonly Reference[];
}

/** A service line (2400). */
export interface Line837 {
  readonly number: number;
  /** `HC` where the line has a code. */
  readonly qualifier?: string | undefined;
  readonly code?: string | undefined;
  readonly modifiers: readonly string[];
  readonly description?: string | undefined;
  readonly revenue?: string | undefined;
  readonly chargeCents: number;
  /** `UN`, `MJ`, `DA`. */
  readonly unit?: string | undefined;
  readonly units?: number | undefined;
  readonly place?: string | undefined;
  /** Places in the claim's list of diagnoses, from 1. */
  readonly pointers: readonly number[];
  readonly dates: readonly Dated[];
  readonly references: readonly Reference[];
  readonly amounts: readonly AmountSaid[];
  readonly notes: readonly Reference[];
  readonly drugs: readonly Drug[];
  readonly providers: readonly Party[];
  readonly adjudications: readonly Adjudication[];
}

export interface Insured {
  /** `P`, `S`, `T` (SBR01). */
  readonly order: string;
  /** `18` where the subscriber is the patient (SBR02). */
  readonly relationship?: string | undefined;
  readonly group?: string | undefined;
  readonly groupName?: string | undefined;
  /** Kind of plan (SBR09): `CI`, `MB`. */
  readonly filing?: string | undefined;
  readonly party?: Party | undefined;
  readonly birthDate?: LocalDate | undefined;
  readonly sex?: string | undefined;
}

/** A patient who is not the subscriber (2000C). */
export interface Dependent {
  /** To the subscriber (PAT01). */
  readonly relationship?: string | undefined;
  readonly party?: Party | undefined;
  readonly birthDate?: LocalDate | undefined;
  readonly sex?: string | undefined;
}

/** A claim of an 837P or 837I. */
export interface Claim837 {
  readonly kind: 'professional' | 'institutional';
  /** Number of the claim at the provider (CLM01). */
  readonly id: string;
  readonly chargeCents: number;
  /** Place of service, or the first two digits of the type of bill (CLM05). */
  readonly facility?: string | undefined;
  readonly facilityQualifier?: string | undefined;
  /** `1` original, `7` replacement, `8` void. */
  readonly frequency?: string | undefined;
  /** CLM06 to CLM09: signature, assignment, benefits, release. */
  readonly signature?: string | undefined;
  readonly assignment?: string | undefined;
  readonly benefits?: string | undefined;
  readonly release?: string | undefined;
  readonly billing?: Party | undefined;
  readonly payTo?: Party | undefined;
  readonly payToPlan?: Party | undefined;
  readonly subscriber?: Insured | undefined;
  readonly payer?: Party | undefined;
  readonly patient?: Dependent | undefined;
  readonly dates: readonly Dated[];
  /** CL1: kind and source of the admission, and status of the patient. */
  readonly admission?:
    | { readonly kind?: string | undefined; readonly source?: string | undefined; readonly status?: string | undefined }
    | undefined;
  readonly amounts: readonly AmountSaid[];
  readonly references: readonly Reference[];
  readonly notes: readonly Reference[];
  /** Everything that HI says, in order. */
  readonly codes: readonly HealthCode[];
  readonly providers: readonly Party[];
  readonly otherPayers: readonly OtherPayer[];
  readonly lines: readonly Line837[];
  /** Of CLM in its file, where it was read from one. */
  readonly segment?: number | undefined;
}

/** What stands before the claims of a transaction. */
export interface ClaimsHead {
  readonly type: '837P' | '837I';
  readonly submitter?: Party | undefined;
  readonly receiver?: Party | undefined;
  /** BHT03. */
  readonly reference?: string | undefined;
  readonly createdOn?: LocalDate | undefined;
}

const PRINCIPAL = new Set(['ABK', 'BK']);
const DIAGNOSES = new Set(['ABK', 'BK', 'ABF', 'BF']);

/** All diagnoses that pointers count, the principal one first. */
export function diagnosesOf({ codes }: Pick<Claim837, 'codes'>): readonly HealthCode[] {
  const all = codes.filter(({ qualifier }) => DIAGNOSES.has(qualifier));
  const first = all.findIndex(({ qualifier }) => PRINCIPAL.has(qualifier));
  return first > 0 ? [...all.slice(first, first + 1), ...all.slice(0, first), ...all.slice(first + 1)] : all;
}
