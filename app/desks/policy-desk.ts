import type { OversightDesk, PolicyShown } from '#agent/oversight-desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { leftOut, rolesOfNobody } from '#guardrails/policy/policy-warnings.ts';
import { proposePolicy } from '#guardrails/policy/propose-policy.ts';
import { tierOf } from '#guardrails/policy/policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { tierInWords } from '#guardrails/policy/rule-in-words.ts';
import type { Unit } from '#tools/unit.ts';
import { inMinutes } from '#core/moment.ts';
import type { Asking } from './oversight-desk.ts';
import { GRANTABLE } from '../people/rights.ts';

type Reading = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

/** The policy in force, those before it, and the way to another. */
export function policyDesk(asking: Asking, reading: Reading): Pick<OversightDesk, 'showPolicy' | 'proposePolicy'> {
  return {
    showPolicy: ({ version }) => reading((unit) => showPolicy(unit, version)),
    proposePolicy: ({ file, text, as }) =>
      asking('propose_policy', as, async (unit, actor) => {
        const { id, subject, preview, expiresAt, policy } = await proposePolicy(unit, { file, text }, actor);
        const wouldBe = readPolicy(text.replace(/^\uFEFF/, ''), file, GRANTABLE);
        const warnings = [...leftOut(wouldBe, GRANTABLE), ...rolesOfNobody(wouldBe, await unit.principals.list())];
        const inForce = await unit.policies.find(policy);
        const wanted = inForce && tierInWords(tierOf(inForce.policy, { kind: 'policy.change' }));
        return [
          ...preview,
          ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
          { kind: 'proposal', id, state: 'pending', says: `policy.change ${subject}, until ${inMinutes(expiresAt)}` },
          { kind: 'note', tone: 'plain', text: `Nothing is changed yet. "approve ${id}" signs it (${wanted ?? 'as the policy says'}).` },
        ];
      }),
  };
}

async function showPolicy(unit: Unit, wanted: string | undefined): Promise<PolicyShown> {
  const entries = (await unit.ledger.list({ matter: 'policy' })).filter(
    ({ fault, leaf }) => fault === undefined && leaf.act === 'policy.activated',
  );
  const adoptions = entries.map(({ leaf, about }) => ({
    version: typeof about['adopts'] === 'string' ? about['adopts'] : 'unknown',
    at: leaf.at,
    by: leaf.actor,
    ...(leaf.proposal !== undefined && { proposal: leaf.proposal }),
  }));
  const { version: inForce } = await unit.policies.inForce();
  const version = wanted ?? inForce;
  // A text that is kept and was never adopted is nobody's policy.
  const found = adoptions.some((one) => one.version === version) ? await unit.policies.find(version) : undefined;
  if (found === undefined) {
    const known = [...new Set(adoptions.map((one) => one.version))].join(', ');
    throw new Failure('not-found', `No policy ${version} was ever in force here. Those that were: ${known}.`);
  }
  return { version, inForce: version === inForce, text: found.text, adoptions };
}
