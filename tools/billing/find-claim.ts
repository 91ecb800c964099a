import type { Claim } from '#core/billing/claim.ts';
import { Failure } from '#core/errors.ts';
import type { Running } from '../define-tool.ts';

/** A claim by its number as people type it. Throws Failure `not-found` with those that were perhaps meant. */
export async function claimCalled(typed: string, { unit }: Pick<Running, 'unit'>): Promise<Claim> {
  const { claims } = unit.billing;
  for (const id of new Set([typed, typed.toUpperCase(), `C-${typed}`])) {
    const claim = await claims.find(id);
    if (claim !== undefined) return claim;
  }
  const near = await claims.near(typed, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' "what should I work first?" lists the claims that were refused.';
  throw new Failure('not-found', `There is no claim ${typed}.${hint}`);
}
