import { Claim, type ClaimLine } from '../../billing/claim.ts';
import { readIcd10Cm, type Icd10Cm, type LocalDate } from '../../codes.ts';
import { Failure } from '../../errors.ts';
import { referenceTo } from '../party.ts';
import { diagnosesOf, type Claim837, type Line837 } from './claim-837.ts';

const ORDERS = { P: 'primary', S: 'secondary', T: 'tertiary' } as const;

/**
 * A claim of an 837 as the product keeps it. The patient goes by the medical record number (REF*EA), else by the member's number; the
 * account by the number of the claim. What it corrects is told by `correctionOf`, in the payer's number. Throws Failure `bad-file` that names what is missing, by its segment and never by a name.
 */
export function claimOf(claim: Claim837): Claim {
  const { id, payer, billing, subscriber, patient, references } = claim;
  const person = patient?.party ?? subscriber?.party;
  const memberId = subscriber?.party?.id;
  const dates = datesOf(claim);
  const frequency = claim.frequency ?? '1';
  const candidate = {
    id,
    account: id,
    kind: claim.kind,
    payer: { id: payer?.id, name: payer?.last ?? payer?.id },
    order: ORDERS[(subscriber?.order ?? 'P') as keyof typeof ORDERS] ?? 'primary',
    patient: { id: referenceTo(references, 'EA') ?? memberId ?? id, last: person?.last, first: person?.first },
    memberId,
    provider: { npi: billing?.scheme === 'XX' ? billing.id : undefined, name: billing?.last },
    from: dates.from,
    to: dates.to,
    authorisation: referenceTo(references, 'G1'),
    facility: claim.kind === 'institutional' ? `${claim.facility ?? ''}${frequency}` : claim.facility,
    diagnoses: diagnosesOf(claim).map(({ qualifier, code }) => icd10(qualifier, code, claim)),
    lines: claim.lines.map((line, at) => lineOf(line, at, dates.from)),
    totalCents: claim.chargeCents,
  };
  const read = Claim.safeParse(candidate);
  if (read.success) return read.data;
  throw refused(
    claim,
    `it has no ${[...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ')} that a claim here can hold`,
  );
}

/** Whether it replaces (7) or voids (8) an earlier claim, and the payer's number of that one. */
export function correctionOf({ frequency = '1', references }: Claim837): Correction | undefined {
  return ['7', '8'].includes(frequency) ? { voids: frequency === '8', payerClaimId: referenceTo(references, 'F8') } : undefined;
}

export interface Correction {
  /** It takes the earlier claim back and puts nothing in its place. */
  readonly voids: boolean;
  readonly payerClaimId?: string | undefined;
}

function lineOf(
  line: Line837,
  at: number,
  claimFrom: LocalDate | undefined,
): Omit<ClaimLine, 'date'> & { readonly date: LocalDate | undefined } {
  return {
    number: at + 1,
    code: line.code,
    modifiers: [...line.modifiers],
    revenue: line.revenue,
    units: line.units ?? 1,
    chargeCents: line.chargeCents,
    date: line.dates.find(({ qualifier }) => qualifier === '472')?.from ?? claimFrom,
    diagnoses: [...line.pointers],
  };
}

/** The days that the claim states (434), else the first and last of its lines. */
function datesOf({ dates, lines }: Claim837): { readonly from: LocalDate | undefined; readonly to: LocalDate | undefined } {
  const stated = dates.find(({ qualifier }) => qualifier === '434' || qualifier === '472');
  if (stated !== undefined) return stated;
  const served = lines.flatMap((line) => line.dates.filter(({ qualifier }) => qualifier === '472'));
  const [from] = served.map((day) => day.from).toSorted();
  return {
    from,
    to: served
      .map((day) => day.to)
      .toSorted()
      .at(-1),
  };
}

function icd10(qualifier: string, code: string, claim: Claim837): Icd10Cm {
  const read = qualifier.startsWith('A') ? readIcd10Cm(code) : undefined;
  if (read === undefined) throw refused(claim, 'one of its diagnoses is no code of ICD-10-CM');
  return read;
}

function refused({ segment }: Claim837, why: string): Failure {
  const where = segment === undefined ? '' : ` at segment ${segment}`;
  return new Failure('bad-file', `The claim${where} cannot be taken in: ${why}. Mend it where it was made, and send it again.`);
}
