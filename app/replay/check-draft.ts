import { Icd10Cm } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Entry } from '#guardrails/audit/ledger.ts';
import { proposalDigest, type Proposal, type ProposalDraft } from '#guardrails/proposal.ts';
import type { Running } from '#tools/define-tool.ts';
import { traceId } from '#tools/keeping-traces.ts';
import { draftCodeChange } from '#tools/propose-codes/change-code.ts';
import { proposeCodes } from '#tools/propose-codes/tool.ts';
import type { Unit } from '#tools/unit.ts';
import { editionsInForce } from '../editions/editions.ts';
import { cannot, differs, same, type Check } from './check.ts';
import type { Recoded } from './check-coding.ts';
import { callOf, standingThen, type Call } from './standing-then.ts';

const DRAFT = 'Drafted again';
const MOST = 10_000;
/** What the digest is over, beside the policy, under the names that people know it by. */
const PARTS = [
  ['payload', 'the effect'],
  ['preview', 'the card'],
  ['editions', 'the editions'],
  ['sources', 'what it rests on'],
  ['trace', 'the trace'],
  ['care', 'the care it takes'],
] as const satisfies readonly (readonly [keyof ProposalDraft, string])[];

/**
 * Drafts a code's proposal again, by the tool that drafted it, from the chart, the edition and the decisions of then, and compares what a
 * decision is bound to. A proposal of another tool is not drafted again: its trace was compared.
 */
export async function checkDraft(
  unit: Unit,
  proposal: Proposal,
  coded: NonNullable<Recoded['coded']>,
  actor: Actor,
): Promise<readonly Check[]> {
  const { encounter = '', id, digest, policy } = proposal;
  const entries = await unit.ledger.list({ encounter });
  const made = entries.find(({ leaf }) => leaf.act === 'proposal.made' && leaf.proposal === id);
  const kept = await unit.policies.find(policy);
  if (made?.leaf.tool !== proposeCodes.name || kept === undefined) return [];
  const all = await unit.proposals.list({ encounter, limit: MOST });
  if (!tellsOfAll(all, entries)) return [cannot(DRAFT, `the ledger no longer tells what was decided on ${encounter} before it`)];
  const call = callOf(made, entries);
  const running = runningThen(unit, { actor, coded, policy: kept.policy, standing: standingThen(all, entries, call.begins) });
  const draft = await draftAgain(unit, proposal, call, running);
  if (typeof draft === 'string') return [differs(DRAFT, draft)];
  if (proposalDigest(draft, policy) === digest) return [same(DRAFT, 'the same effect, card and digest')];
  const others = PARTS.filter(([part]) => textOf(draft[part]) !== textOf(proposal[part])).map(([, name]) => name);
  return [differs(DRAFT, `${others.join(', ')} would be another, and with it the digest`)];
}

/** The draft, or why there would be none. What a person put in the place of another proposal is drafted from that one. */
async function draftAgain(
  unit: Unit,
  { id, encounter = '', kind, subject }: Proposal,
  call: Call,
  running: Running,
): Promise<ProposalDraft | string> {
  const before = (await unit.proposals.list({ encounter, limit: MOST })).find(({ replacedBy }) => replacedBy === id);
  if (before !== undefined) {
    const drafted = draftCodeChange(before, Icd10Cm.parse(subject), running);
    return drafted.catch((thrown: unknown) => (thrown instanceof Failure ? thrown.says : Promise.reject(thrown)));
  }
  const { drafts, refused } = await proposeCodes.draft({ encounter, ...codesOf(call) }, running);
  const why = refused.find((one) => one.subject === subject)?.why;
  return drafts.find((one) => one.kind === kind && one.subject === subject) ?? why ?? `${kind} ${subject} would not be proposed`;
}

/** Whether the making of each proposal is still told: entries that are old enough are purged. */
function tellsOfAll(proposals: readonly Proposal[], entries: readonly Entry[]): boolean {
  const told = new Set(entries.flatMap(({ leaf }) => (leaf.act === 'proposal.made' ? [leaf.proposal] : [])));
  return proposals.every(({ id }) => told.has(id));
}

interface Then {
  readonly actor: Actor;
  readonly coded: NonNullable<Recoded['coded']>;
  readonly policy: Running['policy'];
  readonly standing: readonly Proposal[];
}

function runningThen(unit: Unit, { actor, coded, policy, standing }: Then): Running {
  return {
    unit: { ...unit, proposals: { ...unit.proposals, standing: () => Promise.resolve(standing) } },
    editions: { ...editionsInForce(), on: () => Promise.resolve(coded.edition) },
    actor,
    policy,
    keep: traceId,
  };
}

/** The codes that were asked for, where any were named. */
function codesOf({ asked }: Call): { readonly codes?: readonly string[] } {
  const codes = asked?.about['codes'];
  return Array.isArray(codes) ? { codes: codes.map(String) } : {};
}

function textOf(part: unknown): string {
  return part === undefined ? '' : canonicalJson(jsonOf(part));
}
