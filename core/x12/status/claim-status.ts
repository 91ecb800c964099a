import type { LocalDate } from '../../codes.ts';
import type { Party, Reference } from '../party.ts';
import type { Days } from '../read-day.ts';

/** One status of an STC: claim status category, claim status, and whom it is about. Codes are kept as they are written. */
export interface StatusSaid {
  readonly category: string;
  readonly status?: string | undefined;
  readonly entity?: string | undefined;
  readonly on?: LocalDate | undefined;
  /** `WQ` accepted, `U` rejected, in a 277CA (STC03). */
  readonly action?: string | undefined;
  readonly chargeCents?: number | undefined;
  readonly paidCents?: number | undefined;
  readonly paidOn?: LocalDate | undefined;
  /** Of the check or transfer (STC09). */
  readonly paymentNumber?: string | undefined;
  readonly message?: string | undefined;
}

export interface LineStatus {
  readonly qualifier?: string | undefined;
  readonly code?: string | undefined;
  readonly modifiers: readonly string[];
  readonly revenue?: string | undefined;
  readonly chargeCents?: number | undefined;
  readonly paidCents?: number | undefined;
  readonly units?: number | undefined;
  readonly statuses: readonly StatusSaid[];
  readonly references: readonly Reference[];
  readonly days?: Days | undefined;
}

export type StatusLevel = 'source' | 'receiver' | 'provider' | 'subscriber' | 'dependent' | 'patient';

/** What one TRN is about: a claim, or all that a receiver or a provider sent. In a 276 it is asked about, and has no status yet. */
export interface ClaimStatus {
  readonly level: StatusLevel;
  /** TRN02: in a 277CA the provider's number of the claim. */
  readonly trace?: string | undefined;
  readonly statuses: readonly StatusSaid[];
  /** The payer's number of the claim (REF*1K). */
  readonly payerClaimId?: string | undefined;
  readonly references: readonly Reference[];
  readonly dates: readonly ({ readonly qualifier: string } & Days)[];
  /** How many were accepted and rejected, and of how much money, by qualifier (277CA). */
  readonly quantities: readonly { readonly qualifier: string; readonly quantity: number }[];
  readonly amounts: readonly { readonly qualifier: string; readonly cents: number }[];
  readonly source?: Party | undefined;
  readonly receiver?: Party | undefined;
  readonly provider?: Party | undefined;
  readonly subscriber?: Party | undefined;
  readonly patient?: Party | undefined;
  readonly birthDate?: LocalDate | undefined;
  readonly sex?: string | undefined;
  readonly lines: readonly LineStatus[];
  /** Of TRN in its file. */
  readonly segment: number;
}

export interface StatusHead {
  readonly type: '276' | '277' | '277CA';
  /** BHT03. */
  readonly reference?: string | undefined;
  readonly createdOn?: LocalDate | undefined;
}
