import type { Entry } from './audit/ledger.ts';
import type { DecisionTier } from './policy/policy.ts';

/** A signature under a proposal, as the ledger bears it out. */
export interface Signature {
  readonly by: string;
  readonly at: string;
  readonly role: string;
  /** Whose authority it was, where it was lent. */
  readonly for?: string;
}

/** The signatures under a digest, oldest first. An entry that is not what was written, or is not sealed, is none. */
export function signaturesIn(entries: readonly Entry[], digest: string): readonly Signature[] {
  return entries.flatMap(({ leaf, about, fault }) => {
    const signs = leaf.act === 'proposal.signed' || leaf.act === 'proposal.approved';
    if (!signs || fault !== undefined || leaf.digest !== digest) return [];
    const { role, for: lender } = about;
    return [
      { by: leaf.actor, at: leaf.at, role: typeof role === 'string' ? role : '', ...(typeof lender === 'string' && { for: lender }) },
    ];
  });
}

/** Everybody whose authority a signature used up: whoever signed, and whoever lent them the right. */
export function signersOf(signatures: readonly Signature[]): ReadonlySet<string> {
  return new Set(signatures.flatMap(({ by, for: lender }) => (lender === undefined ? [by] : [by, lender])));
}

/** Whether they are enough: of as many different people as the tier wants, each with a role that it names, one of them with the role that it wants among them. */
export function areEnough(signatures: readonly Signature[], { roles, signatures: wanted, including }: DecisionTier): boolean {
  const counting = signatures.filter(({ role }) => roles.includes(role));
  const people = new Set(counting.map(({ by }) => by));
  return people.size >= wanted && (including === undefined || counting.some(({ role }) => role === including));
}
