/** `demo/billing/hospital.yaml`: what the demo payers did, in dollars. */
export interface DemoBilling {
  readonly payers: Readonly<Record<string, DemoPayer>>;
  readonly authorisations: Readonly<Record<string, string>>;
  readonly claims: readonly DemoClaim[];
  readonly remittances: readonly DemoRemittance[];
}

export interface DemoPayer {
  readonly id: string;
  readonly name: string;
  readonly kind?: string;
  readonly levels?: readonly string[];
  readonly appeal?: object;
  readonly filingDays?: number;
}

export interface DemoClaim {
  readonly id: string;
  readonly account: string;
  readonly payer: string;
  readonly patient: { readonly id: string; readonly last: string; readonly first: string; readonly member: string };
  readonly kind: 'professional' | 'institutional';
  readonly on: string;
  readonly diagnoses: readonly string[];
  readonly lines: readonly { readonly code: string; readonly charge: number }[];
}

export interface DemoRemittance {
  readonly payer: string;
  readonly on: string;
  /** What the payment is more than the claims come to. */
  readonly off?: number;
  readonly plb?: Readonly<Record<string, number>>;
  readonly claims: readonly DemoRemitted[];
}

export interface DemoRemitted {
  readonly id: string;
  readonly status?: string;
  /** The day of the remittance that it takes back. */
  readonly reverses?: string;
  readonly rate?: number;
  readonly deny?: Readonly<Record<string, string>>;
  readonly share?: Readonly<Record<string, string>>;
  /** What earlier payers paid and took off, by line. */
  readonly earlier?: Readonly<Record<string, number>>;
  readonly remarks?: readonly string[];
}

export function centsOf(dollars: number): number {
  return Math.round(dollars * 100);
}
