import { claimAgain, earlierPayersClaim, isSamePatient } from '#core/billing/claim-again.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { LocalDate } from '#core/codes.ts';
import type { Correction } from '#core/x12/claims/product-claim.ts';
import type { Unit } from '#tools/unit.ts';
import { unlessAltered } from './unless-altered.ts';

/** A claim as it was read of a file, before it is known what is here of it. */
export interface ReadClaim {
  readonly claim: Claim;
  /** Where it says that it corrects or voids an earlier one. */
  readonly correction?: Correction | undefined;
}

/** Where a claim belongs. `version`: it takes the place of the one under its number. */
export type PlacedClaim =
  | { readonly as: 'new' | 'version'; readonly claim: Claim }
  /** `claim` is given where the file tells an earlier day of filing than was known. */
  | { readonly as: 'there'; readonly claim?: Claim }
  | { readonly as: 'later-payer' }
  | { readonly as: 'refused'; readonly why: string };

const MOST_ALIKE = 200;

/**
 * Says where a claim of a file belongs beside what is here. Nothing that is here is replaced unless the file says that it corrects it, and no
 * charge is taken in a second time.
 */
export async function placeClaim(unit: Unit, read: ReadClaim, there: Claim | undefined): Promise<PlacedClaim> {
  if (read.correction?.voids === true) return { as: 'refused', why: VOIDS };
  return there === undefined ? placeNew(unit, read) : placeAgain(unit, read, there);
}

const VOIDS =
  'it voids an earlier claim (CLM05-3 is 8), and no file takes charges back here. The earlier claim stays as it is until a person decides: bring in the record of its account system ("countersign remit records"), or leave it.';

async function placeAgain(unit: Unit, { claim, correction }: ReadClaim, there: Claim): Promise<PlacedClaim> {
  const filedOn = firstOf(there.filedOn, claim.filedOn);
  const again = claimAgain(there, claim);
  if (again === 'same') return { as: 'there', ...(filedOn !== there.filedOn && { claim: { ...there, filedOn } }) };
  if (correction === undefined)
    return again === 'later-payer'
      ? { as: 'later-payer' }
      : {
          as: 'refused',
          why: 'another claim is here under its number, and it does not say that it corrects it (CLM05-3 is neither 7 nor 8). Send it under a number of its own, or as a correction.',
        };
  const corrected = await calledBy(unit, correction.payerClaimId);
  const { account, encounter, acknowledgedOn } = there;
  const corrects = corrected === undefined || corrected.id === there.id ? there.corrects : corrected.id;
  return { as: 'version', claim: { ...claim, ...known({ account, encounter, acknowledgedOn, corrects, filedOn }) } };
}

async function placeNew(unit: Unit, { claim, correction }: ReadClaim): Promise<PlacedClaim> {
  if (correction !== undefined) return placeCorrection(unit, claim, correction.payerClaimId);
  const among =
    claim.order === 'primary'
      ? []
      : await unit.billing.claims.list({ from: claim.from, totalCents: claim.totalCents, limit: MOST_ALIKE }).catch(unlessAltered);
  const earlier = earlierPayersClaim(claim, among ?? []);
  const encounter = earlier?.encounter ?? (await encounterOf(unit, claim));
  return { as: 'new', claim: { ...claim, ...known({ account: earlier?.account, encounter }) } };
}

/** Which claim it corrects is told by a remittance alone. Without it, it is taken only where nothing here can be what it corrects. */
async function placeCorrection(unit: Unit, claim: Claim, payerClaimId: string | undefined): Promise<PlacedClaim> {
  const corrected = await calledBy(unit, payerClaimId);
  const encounter = corrected?.encounter ?? (await encounterOf(unit, claim));
  if (corrected !== undefined) {
    const { id: corrects, account } = corrected;
    return { as: 'new', claim: { ...claim, ...known({ account, encounter, corrects }) } };
  }
  const near = await unit.billing.claims.list({ payer: claim.payer.id, limit: MOST_ALIKE, from: claim.from });
  if (near.some((one) => isSamePatient(one, claim)))
    return {
      as: 'refused',
      why: "it corrects an earlier claim, and no remittance here tells which one the payer's number in REF*F8 stands for. Bring in the remittance of that claim, and then this file again.",
    };
  return { as: 'new', claim: { ...claim, ...known({ encounter }) } };
}

/** The one claim here that earlier remittances call by the payer's number. */
async function calledBy({ billing }: Unit, payerClaimId: string | undefined): Promise<Claim | undefined> {
  if (payerClaimId === undefined) return undefined;
  const called = (await billing.remittances.claimsCalled([payerClaimId])).get(payerClaimId) ?? [];
  const [only, ...more] = called;
  return only === undefined || more.length > 0 ? undefined : billing.claims.find(only).catch(unlessAltered);
}

/** The one encounter of this patient on these days, of which the chart stands unaltered. */
async function encounterOf({ charts }: Unit, { patient, from, to }: Claim): Promise<Claim['encounter']> {
  const [only, ...more] = await charts.ofPatient(patient.id, from, to);
  if (only === undefined || more.length > 0) return undefined;
  const chart = await charts.find(only).catch(unlessAltered);
  return chart?.patient.id === patient.id ? chart.encounter.id : undefined;
}

function firstOf(one: LocalDate | undefined, other: LocalDate | undefined): LocalDate | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}

/** What is known of it, and nothing that is not. */
function known<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
