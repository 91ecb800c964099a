import type { Replayed } from '#agent/oversight-desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Act, Entry } from '#guardrails/audit/ledger.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { isCode } from '#guardrails/standing.ts';
import { noProposal } from '#guardrails/why-not.ts';
import { inMinutes } from '#core/moment.ts';
import { showLedger } from '#tools/show-ledger/tool.ts';
import type { Unit } from '#tools/unit.ts';
import { cannot, differs, type Check } from './check.ts';
import { checkCoding } from './check-coding.ts';
import { checkDraft } from './check-draft.ts';
import { checkEffect } from './check-effect.ts';
import { checkRecord } from './check-record.ts';
import { checkRight } from './check-right.ts';

const DECISION = 'Decision';
const DECIDING: readonly Act[] = ['proposal.approved', 'proposal.rejected', 'proposal.changed'];

/**
 * Runs a decision again under its own editions and policy and tells whether the same comes of it. It reads a chart, so it takes the
 * right to look into the ledger and is an entry itself. Throws Failure `not-found` and `not-allowed`.
 */
export async function replayDecision(unit: Unit, of: string, actor: Actor): Promise<Replayed> {
  const policy = await unit.policies.inForce();
  if (!mayUse(policy, showLedger.name, actor))
    throw new Failure(
      'not-allowed',
      `Your roles may not replay a decision: it is for ${(policy.tools[showLedger.name] ?? ['nobody']).join(', ')}.`,
    );
  const proposal = await proposalOf(unit, of);
  const entries = await unit.ledger.list({ proposal: proposal.id });
  const checks = await check(unit, proposal, entries, actor);
  const verdict = verdictOf(checks);
  const { tenant, channel } = actor;
  const about = { encounter: proposal.encounter, code: proposal.subject, proposal: proposal.id, trace: proposal.trace, verdict };
  await unit.ledger.append({
    tenant,
    act: 'tool.read',
    actor: actor.principal.id,
    channel,
    tool: 'replay_decision',
    policy: policy.version,
    about,
  });
  return { verdict, blocks: present(proposal, checks, verdict) };
}

async function proposalOf(unit: Unit, of: string): Promise<Proposal> {
  const id = /^\d{1,15}$/.test(of) ? await proposalAt(unit, Number(of)) : of.toUpperCase();
  const found = await unit.proposals.find(id);
  if (found === undefined) throw noProposal(id);
  return found;
}

async function proposalAt(unit: Unit, index: number): Promise<string> {
  const [entry] = await unit.ledger.list({ index });
  const id = entry?.leaf.proposal ?? entry?.about['proposal'];
  if (typeof id === 'string') return id;
  const why = entry === undefined ? `There is no entry ${index} in the ledger` : `Entry ${index} is of no decision`;
  throw new Failure('not-found', `${why}. Name a proposal, such as P-4, or the number of an entry about one.`);
}

async function check(unit: Unit, proposal: Proposal, entries: readonly Entry[], actor: Actor): Promise<readonly Check[]> {
  const record = await checkRecord(unit, proposal, entries);
  const decision = entries.findLast(({ leaf }) => DECIDING.includes(leaf.act));
  if (decision === undefined) return [...record, await checkUndecided(unit, proposal)];
  const right = await checkRight(unit, proposal, entries, decision);
  const coding = await checkCode(unit, proposal, actor, right);
  return [...record, ...right, ...coding, ...(await checkEffect(unit, proposal))];
}

/** What the ledger holds no decision on: nobody decided it, or its entries were purged, or somebody took them away. */
async function checkUndecided(unit: Unit, { id, state, decidedAt = '' }: Proposal): Promise<Check> {
  if (state !== 'approved' && state !== 'rejected') return cannot(DECISION, `${id} was decided by nobody: it is ${state}`);
  const purges = await unit.ledger.list({ acts: ['ledger.purged'] });
  const purged = purges.some(({ about: { before }, fault }) => fault === undefined && typeof before === 'string' && decidedAt < before);
  if (purged) return cannot(DECISION, `the entries of ${id} were purged, for it was decided at ${inMinutes(decidedAt)}`);
  return differs(DECISION, `the ledger holds no decision on ${id}, and nothing of that time was purged`);
}

/** Coding again and drafting again, for a code. Without the policy of then nothing can be drafted. */
async function checkCode(unit: Unit, proposal: Proposal, actor: Actor, right: readonly Check[]): Promise<readonly Check[]> {
  const { kind, trace } = proposal;
  if (!isCode(kind) || trace === undefined) return [];
  const { checks, coded } = await checkCoding(unit, { ...proposal, trace });
  const lacksPolicy = right.length === 1;
  return coded === undefined || lacksPolicy ? checks : [...checks, ...(await checkDraft(unit, proposal, coded, actor))];
}

/** A difference weighs more than what could not be looked at: somebody has to see to it. */
function verdictOf(checks: readonly Check[]): Replayed['verdict'] {
  if (checks.some(({ outcome }) => outcome === 'differs')) return 'differs';
  return checks.some(({ outcome }) => outcome === 'cannot') ? 'cannot' : 'same';
}

function present(proposal: Proposal, checks: readonly Check[], verdict: Replayed['verdict']): readonly Block[] {
  const { id, kind, subject, encounter, state, decidedBy, decidedAt } = proposal;
  const on = encounter === undefined ? '' : ` on ${encounter}`;
  const decided = decidedAt === undefined ? state : `${state} by ${decidedBy ?? 'somebody'} at ${inMinutes(decidedAt)}`;
  return [
    { kind: 'title', text: headline(id, checks, verdict) },
    { kind: 'text', text: `${kind} ${subject}${on}, ${decided}.` },
    {
      kind: 'table',
      columns: ['Looked at', 'Result', 'Found'],
      rows: checks.map(({ what, outcome, says }) => [what, WORDS[outcome], says]),
    },
    { kind: 'note', tone: verdict === 'differs' ? 'warning' : 'plain', text: MEANING[verdict] },
  ];
}

const WORDS: Readonly<Record<Check['outcome'], string>> = { same: 'same', differs: 'DIFFERS', cannot: 'cannot' };
const MEANING: Readonly<Record<Replayed['verdict'], string>> = {
  same: 'Run again today under the editions and the policy of then, the same comes of it.',
  differs: 'Something is not as it was when this was decided. Run countersign audit verify, and tell whoever keeps the database.',
  cannot: 'What could be looked at is as it was. What is missing is no sign that anything was altered.',
};

function headline(id: string, checks: readonly Check[], verdict: Replayed['verdict']): string {
  switch (verdict) {
    case 'same':
      return `${id}: same`;
    case 'differs': {
      const count = checks.filter(({ outcome }) => outcome === 'differs').length;
      return `${id}: ${count === 1 ? '1 difference' : `${count} differences`}`;
    }
    case 'cannot':
      return `${id} cannot be replayed: ${checks.find(({ outcome }) => outcome === 'cannot')?.says ?? ''}`;
  }
}
