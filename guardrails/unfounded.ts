import type { Policy } from './policy/policy.ts';
import type { Proposal } from './proposal.ts';

/** What it takes to tell whether a proposal still stands on what it was made on. */
interface Reading {
  readonly sources: { version(id: string): Promise<string | undefined> };
}

/** Why a proposal can be approved no more, as part of a sentence: the policy or a record that it rests on has changed. */
export async function unfounded(
  { policy, sources }: Pick<Proposal, 'policy' | 'sources'>,
  inForce: Pick<Policy, 'version'>,
  unit: Reading,
): Promise<string | undefined> {
  if (inForce.version !== policy) return 'the policy has changed since';
  for (const { id, version } of sources) if ((await unit.sources.version(id)) !== version) return `${id} has changed since`;
  return undefined;
}
