import type { Claim } from '../../billing/claim.ts';
import type { Party } from '../party.ts';
import type { Claim837, Insured } from './claim-837.ts';

/** What a claim file needs and the product does not keep of a claim. */
export interface ClaimDetails {
  readonly billing: Pick<Party, 'address' | 'references' | 'taxonomy' | 'contact'>;
  readonly subscriber: Pick<Insured, 'filing' | 'birthDate' | 'sex'> & { readonly address?: Party['address'] };
  /** `1` original, `7` replacement, `8` void. */
  readonly frequency: '1' | '7' | '8';
  /** The payer's number of the claim that is replaced or voided; MUST be given for 7 and 8. */
  readonly payerClaimId?: string;
  /** Kind and source of the admission, status of the patient: an institutional claim has them. */
  readonly admission?: Claim837['admission'];
}

const LETTERS = { primary: 'P', secondary: 'S', tertiary: 'T' } as const;

/** A claim of the product as an 837 writes it, the subscriber being the patient; with frequency 7 and the payer's number it replaces one. */
export function claim837Of(claim: Claim, details: ClaimDetails): Claim837 {
  const isProfessional = claim.kind === 'professional';
  const { frequency, payerClaimId, admission } = details;
  return {
    kind: claim.kind,
    id: claim.id,
    chargeCents: claim.totalCents,
    facility: isProfessional ? (claim.facility ?? '11') : (claim.facility ?? '13').slice(0, 2),
    facilityQualifier: isProfessional ? 'B' : 'A',
    frequency,
    ...(isProfessional ? { signature: 'Y' } : {}),
    assignment: 'A',
    benefits: 'Y',
    release: 'Y',
    billing: { role: '85', isPerson: false, last: claim.provider.name, scheme: 'XX', id: claim.provider.npi, ...details.billing },
    subscriber: subscriberOf(claim, details),
    payer: { role: 'PR', isPerson: false, last: claim.payer.name, scheme: 'PI', id: claim.payer.id, references: [] },
    dates: isProfessional ? [] : [{ qualifier: '434', from: claim.from, to: claim.to }],
    ...(admission === undefined ? {} : { admission }),
    amounts: [],
    references: [
      ...(claim.authorisation === undefined ? [] : [{ qualifier: 'G1', value: claim.authorisation }]),
      ...(payerClaimId === undefined ? [] : [{ qualifier: 'F8', value: payerClaimId }]),
      { qualifier: 'EA', value: claim.patient.id },
    ],
    notes: [],
    codes: claim.diagnoses.map((code, at) => ({ qualifier: at === 0 ? 'ABK' : 'ABF', code: code.replace('.', '') })),
    providers: [],
    otherPayers: [],
    lines: linesOf(claim),
  };
}

function subscriberOf({ order, patient, memberId }: Claim, { subscriber }: ClaimDetails): Insured {
  const { address, ...born } = subscriber;
  const number = memberId === undefined ? {} : { scheme: 'MI', id: memberId };
  const first = patient.first === undefined ? {} : { first: patient.first };
  return {
    order: LETTERS[order],
    relationship: '18',
    ...born,
    party: { role: 'IL', isPerson: true, last: patient.last, ...first, ...number, ...(address && { address }), references: [] },
  };
}

function linesOf({ lines }: Claim): Claim837['lines'] {
  return lines.map((line) => ({
    number: line.number,
    ...(line.code === undefined ? {} : { qualifier: 'HC', code: line.code }),
    modifiers: line.modifiers,
    ...(line.revenue === undefined ? {} : { revenue: line.revenue }),
    chargeCents: line.chargeCents,
    unit: 'UN',
    units: line.units,
    pointers: line.diagnoses,
    dates: [{ qualifier: '472', from: line.date, to: line.date }],
    references: [{ qualifier: '6R', value: String(line.number) }],
    amounts: [],
    notes: [],
    drugs: [],
    providers: [],
    adjudications: [],
  }));
}
