import { isAltered } from '#guardrails/altered.ts';
import type { Entry } from '#guardrails/audit/ledger.ts';
import { proposalDigest, type Proposal } from '#guardrails/proposal.ts';
import type { Unit } from '#tools/unit.ts';
import { differs, same, type Check } from './check.ts';

const ENTRIES = 'Ledger';
const PROPOSED = 'What was proposed';

/** Whether ledger and database still tell the same of a proposal, and each of them what was written. */
export async function checkRecord(unit: Unit, proposal: Proposal, entries: readonly Entry[]): Promise<readonly Check[]> {
  const broken = entries.filter(({ fault }) => fault !== undefined);
  return [
    ...(broken.length === 0
      ? [same(ENTRIES, `its ${entries.length} entries are what was written`)]
      : broken.map(({ leaf, fault = '' }) => differs(ENTRIES, `entry ${leaf.index} is not what was written. ${fault}`))),
    await checkProposed(unit, proposal),
  ];
}

async function checkProposed(unit: Unit, proposal: Proposal): Promise<Check> {
  const { digest, policy } = proposal;
  const now = proposalDigest(proposal, policy);
  if (now !== digest)
    return differs(PROPOSED, `what the database holds has the digest ${now.slice(0, 12)}…, and ${digest.slice(0, 12)}… was decided on`);
  if (await isAltered(unit, proposal))
    return differs(PROPOSED, 'the ledger tells otherwise than the database who asked for it, who decided it, or how it ended');
  return same(PROPOSED, `digest ${digest.slice(0, 12)}…`);
}
