import { Failure } from '#core/errors.ts';
import { digest } from '#guardrails/audit/canonical-json.ts';
import type { Entry } from '#guardrails/audit/ledger.ts';
import { grantsIn } from '#guardrails/authority.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { tierOf, type DecisionTier, type Policy } from '#guardrails/policy/policy.ts';
import { tierInWords } from '#guardrails/policy/rule-in-words.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { areEnough, signaturesIn } from '#guardrails/signatures.ts';
import { inMinutes } from '#core/moment.ts';
import type { Unit } from '#tools/unit.ts';
import { cannot, differs, same, type Check } from './check.ts';

const POLICY = 'Policy';
const SIGNATURES = 'Signatures';
const PURGED = 'its entries of that time were purged';

/** Whether the policy of a decision is what was in force then, and whether it lets those decide who did. `decision` ended the proposal. */
export async function checkRight(unit: Unit, proposal: Proposal, entries: readonly Entry[], decision: Entry): Promise<readonly Check[]> {
  const kept = await keptPolicy(unit, proposal, decision);
  if (!('policy' in kept)) return [kept];
  const tier = forDeed(decision, tierOf(kept.policy, weightOf(proposal)));
  const { says } = kept;
  return [same(POLICY, says), ...(await checkSignatures(unit, { proposal, entries, decision, tier }))];
}

/** Who rejects is more than who approves, where the policy says so. */
function forDeed({ leaf }: Entry, tier: DecisionTier): DecisionTier {
  return leaf.act === 'proposal.approved' ? tier : { ...tier, roles: [...tier.roles, ...(tier.mayReject ?? [])] };
}

async function keptPolicy(
  unit: Unit,
  { policy }: Proposal,
  { leaf }: Entry,
): Promise<Check | { readonly policy: Policy; readonly says: string }> {
  const version = leaf.act === 'proposal.rejected' ? (leaf.policy ?? policy) : policy;
  try {
    const kept = await unit.policies.find(version);
    if (kept === undefined) return cannot(POLICY, `the text of ${version} is no longer kept`);
    const adopted = (await unit.ledger.list({ matter: 'policy' })).findLast((one) => one.leaf.index < leaf.index);
    if (adopted === undefined) return cannot(POLICY, `the ledger no longer tells which policy was in force then: ${PURGED}`);
    if (adopted.fault !== undefined)
      return differs(POLICY, `entry ${adopted.leaf.index}, which brought a policy into force, is not what was written`);
    if (adopted.about['adopts'] !== version) return differs(POLICY, `${version} was not in force when it was decided`);
    if (adopted.about['text'] !== digest(kept.text)) return differs(POLICY, `the text of ${version} is no longer the one that was adopted`);
    return { policy: kept.policy, says: `${version}, in force since ${inMinutes(adopted.leaf.at)} (entry ${adopted.leaf.index})` };
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.code === 'altered' || thrown.code === 'bad-config'))
      return differs(POLICY, `the text of ${version} was changed in the database and not by Countersign`);
    throw thrown;
  }
}

interface Signing {
  readonly proposal: Proposal;
  readonly entries: readonly Entry[];
  readonly decision: Entry;
  readonly tier: DecisionTier;
}

async function checkSignatures(unit: Unit, { proposal, entries, decision, tier }: Signing): Promise<readonly Check[]> {
  const approved = decision.leaf.act === 'proposal.approved';
  const signing = approved ? entries.filter(({ leaf }) => leaf.act === 'proposal.signed' || leaf.act === 'proposal.approved') : [decision];
  const wrong = [];
  for (const one of signing) wrong.push(await whyNoRight(unit, one, proposal, tier));
  const faults = wrong.filter((one) => typeof one === 'string');
  if (approved && !areEnough(signaturesIn(entries, proposal.digest), tier))
    faults.push(`the ledger does not hold the signatures that the policy wants (${tierInWords(tier)})`);
  if (faults.length > 0) return faults.map((says) => differs(SIGNATURES, says));
  const untold = wrong.find((one) => typeof one === 'object');
  if (untold !== undefined) return [cannot(SIGNATURES, `the ledger no longer tells which roles ${untold.untold} had then: ${PURGED}`)];
  const hands = signing.map(
    ({ leaf, about }) => `${leaf.actor}${typeof about['role'] === 'string' ? ` as ${about['role']}` : ''}${inWhoseStead(about)}`,
  );
  return [
    same(SIGNATURES, `${hands.join(' and ')}; the policy wants ${approved ? tierInWords(tier) : `one of ${tier.roles.join(' or ')}`}`),
  ];
}

function inWhoseStead({ for: lender, grant, glass }: Entry['about']): string {
  if (typeof grant !== 'string') return '';
  return glass === true
    ? `, taken in an emergency (${grant})`
    : `, lent by ${typeof lender === 'string' ? lender : 'nobody known'} (${grant})`;
}

/** Of whom the ledger no longer tells what they were. */
interface Untold {
  readonly untold: string;
}

/** Why somebody had no right to what an entry says they did, with the roles that they had then. */
async function whyNoRight(
  unit: Unit,
  { leaf, about }: Entry,
  { maker, onBehalfOf }: Proposal,
  tier: DecisionTier,
): Promise<string | Untold | undefined> {
  const { actor: by, index, at } = leaf;
  if (!tier.makerMayDecide && [maker, onBehalfOf].includes(by)) return `${by} asked for it and may not sign it`;
  const { role, grant: id, for: lender } = about;
  if (typeof role !== 'string') return undefined;
  if (!tier.roles.includes(role)) return `${by} signed as ${role}, and it is decided by ${tier.roles.join(' or ')}`;
  if (typeof id !== 'string') return whyNoRole(unit, { person: by, role, before: index }, `${by} was no ${role} when they signed`);
  const grant = grantsIn((await unit.ledger.list({ grant: id })).filter((one) => one.leaf.index < index)).find((one) => one.id === id);
  const stood = grant !== undefined && !grant.ended && grant.to === by && grant.roles.includes(role) && at < grant.until;
  if (!stood) return `${by} signed by the authority ${id}, which did not stand then`;
  if (typeof lender !== 'string') return undefined;
  return whyNoRole(unit, { person: lender, role, before: index }, `${lender}, who had lent ${id}, was no ${role} any more`);
}

/** `says`, unless the person was active and had the role before an entry was written. */
async function whyNoRole(
  unit: Unit,
  { person, role, before }: { readonly person: string; readonly role: string; readonly before: number },
  says: string,
): Promise<string | Untold | undefined> {
  const set = (await unit.ledger.list({ matter: 'principal' })).findLast(
    ({ leaf, about }) => leaf.index < before && about['principal'] === person,
  );
  if (set === undefined) return { untold: person };
  const { roles, active } = set.about;
  return set.fault === undefined && active === true && Array.isArray(roles) && roles.includes(role) ? undefined : says;
}
