import { ClaimId, type Claim } from '#core/billing/claim.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { Claim837 } from '#core/x12/claims/claim-837.ts';
import { claimOf, correctionOf } from '#core/x12/claims/product-claim.ts';
import type { X12Finding } from '#core/x12/finding.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { Unit } from '#tools/unit.ts';
import { openAccount } from './open-account.ts';
import { placeClaim, type PlacedClaim, type ReadClaim } from './place-claim.ts';
import type { Taking } from './take-transaction.ts';
import { unlessAltered } from './unless-altered.ts';

/** Claims that are written at once: what stands in memory of a file, whatever its size. */
const BATCH = 500;
/** Refusals of one file that are told; the rest are counted. */
const MOST_TOLD = 200;

/** What became of the claims of a file. */
export interface ClaimsTaken {
  /** Written for the first time. */
  readonly taken: number;
  /** Written in the place of the one under the same number, which they correct. */
  readonly corrected: number;
  readonly there: number;
  /** Of which nothing was kept: they bill a later payer for what is here under the same number. */
  readonly laterPayer: number;
  /** Opened for them. */
  readonly accounts: number;
  readonly refused: number;
}

export const NO_CLAIMS: ClaimsTaken = { taken: 0, corrected: 0, there: 0, laterPayer: 0, accounts: 0, refused: 0 };

const COUNTED: Readonly<Record<PlacedClaim['as'], keyof ClaimsTaken>> = {
  new: 'taken',
  version: 'corrected',
  there: 'there',
  'later-payer': 'laterPayer',
  refused: 'refused',
};

interface Waiting extends ReadClaim {
  readonly segment: number;
}

/**
 * Takes the claims of an 837 file as they stream by, a batch at a time. Each is taken for itself: one that is refused keeps no other from being
 * taken, and a file that is brought in again after a death goes on where it was.
 */
export function claimsTaker(taking: Taking, sha256: string) {
  const counts = { ...NO_CLAIMS };
  const refused: string[] = [];
  let waiting: Waiting[] = [];

  function refuse(why: string): void {
    counts.refused += 1;
    if (refused.length < MOST_TOLD) refused.push(why);
  }

  async function write(): Promise<void> {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const { placed, accounts } = await taking.store.within(taking.tenant, (unit) => takeBatch(unit, taking, batch, sha256));
    counts.accounts += accounts;
    for (const [at, one] of placed.entries()) {
      const { claim, segment = 0 } = batch[at] ?? {};
      if (one.as === 'refused') refuse(`Claim ${claim?.id} at segment ${segment} was not taken: ${one.why}`);
      else counts[COUNTED[one.as]] += 1;
    }
  }

  return {
    async claim(item: Claim837, errors: readonly X12Finding[], filedOn: LocalDate | undefined): Promise<void> {
      const read = readClaim(item, errors, filedOn);
      if ('why' in read) refuse(read.why);
      else waiting.push(read);
      if (waiting.length >= BATCH) await write();
    },
    /** What became of all of them. */
    async end(): Promise<{ readonly counts: ClaimsTaken; readonly refused: readonly string[] }> {
      await write();
      const more = counts.refused - refused.length;
      return { counts, refused: more === 0 ? refused : [...refused, `${more} more claims of the file were not taken.`] };
    },
  };
}

function readClaim(item: Claim837, errors: readonly X12Finding[], filedOn: LocalDate | undefined): Waiting | { readonly why: string } {
  const { id, segment = 0 } = item;
  const [error] = errors;
  const named = ClaimId.safeParse(id).success ? `Claim ${id}` : 'The claim';
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  if (error !== undefined)
    return { why: `${named} at segment ${segment} was not taken. Segment ${error.segment ?? segment}: ${error.says}${more}` };
  try {
    const claim = claimOf(item);
    return { claim: filedOn === undefined ? claim : { ...claim, filedOn }, correction: correctionOf(item), segment };
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'bad-file') return { why: thrown.says };
    throw thrown;
  }
}

async function takeBatch(
  unit: Unit,
  { tenant, by }: Taking,
  batch: readonly Waiting[],
  sha256: string,
): Promise<{ readonly placed: readonly PlacedClaim[]; readonly accounts: number }> {
  await unit.lockWriters();
  const here = await claimsHere(unit, batch);
  const placed: PlacedClaim[] = [];
  const written: Claim[] = [];
  let accounts = 0;
  for (const read of batch) {
    const one = await placeClaim(unit, read, here.get(read.claim.id));
    placed.push(one);
    if (!('claim' in one)) continue;
    await unit.billing.claims.put(one.claim);
    here.set(one.claim.id, one.claim);
    written.push(one.claim);
    if (one.as === 'new' && (await openAccount(unit, one.claim))) accounts += 1;
  }
  const about = { claims: written.length, accounts, file: sha256, digest: digest(jsonOf(written)) };
  if (written.length > 0) await unit.ledger.append({ tenant, ...by, act: 'billing.imported', about });
  return { placed, accounts };
}

async function claimsHere({ billing }: Unit, batch: readonly Waiting[]): Promise<Map<string, Claim>> {
  const ids = [...new Set(batch.map(({ claim }) => claim.id))];
  const all = await billing.claims.findAll(ids).catch(unlessAltered);
  const found = all ?? (await oneByOne(ids, (id) => billing.claims.find(id).catch(unlessAltered)));
  return new Map(found.map((claim) => [claim.id, claim]));
}

async function oneByOne<T>(ids: readonly string[], find: (id: string) => Promise<T | undefined>): Promise<readonly T[]> {
  const found: T[] = [];
  for (const id of ids) {
    const one = await find(id);
    if (one !== undefined) found.push(one);
  }
  return found;
}
