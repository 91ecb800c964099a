import { FAILURE_CODES } from '#core/errors.ts';
import { Leaf } from './ledger.ts';

const PROPOSAL = /^P-\d{1,15}$/;
const TOOL = /^[a-z][a-z_]{0,59}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const POLICY = /^[a-z0-9][a-z0-9._-]{0,99}@[0-9a-z]{1,64}$/i;
const BASE64 = /^[A-Za-z0-9+/]{1,200}={0,2}$/;

/**
 * Whether a leaf holds ids, codes and digests alone, so that it may leave the hospital: whatever in it could be words of a person is
 * of a shape that words do not have. Principal ids name staff and go with it.
 */
export function isPublishable(text: string): boolean {
  const leaf = leafOf(text);
  if (leaf === undefined) return false;
  const { proposal, tool, digest, policy, failure, about, seal } = leaf;
  return (
    DIGEST.test(about) &&
    fits(proposal, PROPOSAL) &&
    fits(tool, TOOL) &&
    fits(digest, DIGEST) &&
    fits(policy, POLICY) &&
    fits(seal, BASE64) &&
    (failure === undefined || FAILURE_CODES.some((code) => code === failure))
  );
}

function fits(value: string | undefined, shape: RegExp): boolean {
  return value === undefined || shape.test(value);
}

function leafOf(text: string): Leaf | undefined {
  try {
    const parsed = Leaf.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
