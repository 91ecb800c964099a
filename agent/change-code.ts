import { readIcd10Cm } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { change } from '#guardrails/change.ts';
import { decidable, rightToDecide } from '#guardrails/decidable.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { draftCodeChange } from '#tools/propose-codes/change-code.ts';
import { proposeCodes } from '#tools/propose-codes/tool.ts';
import { describeProposal } from '#tools/show-proposal/describe-proposal.ts';
import { keepingTraces } from '#tools/keeping-traces.ts';
import type { Unit } from '#tools/unit.ts';
import type { AgentParts } from './agent-parts.ts';
import { refusal, type Ordered } from './ordered.ts';
import type { DecideStep } from './plan.ts';
import { refusedOrder } from './refused-order.ts';
import type { Turn } from './turn.ts';

type Input = DecideStep['input'];

interface Found {
  readonly proposal: string;
  readonly made: readonly string[];
}

/**
 * Puts another code in the place of a proposed one, for the person who might have decided it. The other code is read against the
 * chart as every proposed code is, and waits under its own digest. What fails is rolled back whole, and the refusal is an entry.
 */
export async function changeCode(input: Input, { proposal: id, made }: Found, turn: Turn, parts: AgentParts): Promise<Ordered> {
  const to = input.to === undefined ? undefined : readIcd10Cm(input.to);
  if (to === undefined)
    return refusal(input, {
      code: 'bad-input',
      says: `Into which code? Name it, as in "change ${id} to I50.33, wrong-type". Nothing was changed.`,
      made,
    });
  try {
    const { before, after } = await parts.store.within(turn.actor.tenant, (unit) =>
      changeWithin(unit, { ...input, proposal: id, to }, turn, parts),
    );
    return await changed(before, after, turn, parts);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await witness(thrown, { ...input, proposal: id }, turn, parts);
    return refusedOrder(input, { code: thrown.code, says: thrown.says, proposal: id, made }, turn, parts);
  }
}

type Changing = Input & { readonly proposal: string; readonly to: NonNullable<ReturnType<typeof readIcd10Cm>> };

async function changeWithin(unit: Unit, { proposal, to, reason, byKey, seen }: Changing, { actor }: Turn, { editions }: AgentParts) {
  // What is drafted rests on what was decided so far, so nobody may decide in between.
  await unit.lockWriters();
  const request = {
    proposal,
    ...(reason !== undefined && { reason }),
    ...(byKey !== undefined && { byKey }),
    ...(seen !== undefined && { seen }),
  };
  // Whoever may not decide it is told nothing of the chart either, so that is asked before the chart is read.
  const { proposal: found, policy } = await decidable(unit, request, actor, 'change');
  const { name: tool } = proposeCodes;
  const draft = await keepingTraces(unit, (keep) => draftCodeChange(found, to, { unit, editions, actor, policy, keep }));
  const done = await change(unit, { ...request, draft }, actor, tool);
  const { encounter, trace } = draft;
  const entry = { tenant: actor.tenant, actor: actor.principal.id, channel: actor.channel, policy: policy.version };
  await unit.ledger.append({ ...entry, act: 'tool.read', tool, about: { encounter, codes: [to], trace, proposal: done.after.id } });
  return done;
}

/** The new card, that the first is closed for it, and who decides. */
async function changed(before: Proposal, after: Proposal, { actor }: Turn, { store }: AgentParts): Promise<Ordered> {
  const { decide, notBy, signatures, mine } = await store.within(actor.tenant, async (unit) => {
    const policy = await unit.policies.inForce();
    const right = await rightToDecide(unit, after, actor, policy, 'approve');
    return { ...(await describeProposal(after, { unit, policy })), mine: !(right instanceof Failure) };
  });
  const count = signatures.wanted > 1 ? `, ${signatures.wanted} of them` : '';
  const who = `${notBy.includes(actor.principal.id) ? 'another ' : ''}${decide.join(' or ')}${count} decides it`;
  return {
    blocks: [
      { kind: 'title', text: `${before.id} changed into ${after.id}` },
      {
        kind: 'facts',
        rows: [
          [before.id, `${before.subject} on ${before.encounter ?? ''}, superseded by ${after.id}`],
          [after.id, `${after.kind} ${after.subject}, pending: ${who}${mine ? ', you among them' : ''}`],
        ],
      },
      ...after.preview,
      { kind: 'note', tone: 'plain', text: `Nothing was decided yet. "approve ${after.id}"${mine ? '' : ' of somebody else'} decides it.` },
    ],
    line: `${before.subject}: changed into ${after.subject} (${before.id} is superseded by ${after.id}); ${who}`,
    beside: [],
    taken: true,
    decided: [before.id],
    made: [after.id],
  };
}

async function witness(
  { code }: Failure,
  { proposal, encounter, code: named, to }: Input,
  { actor }: Turn,
  { store }: AgentParts,
): Promise<void> {
  await store.within(actor.tenant, (unit) =>
    unit.ledger.append({
      tenant: actor.tenant,
      act: 'decision.refused',
      actor: actor.principal.id,
      channel: actor.channel,
      ...(proposal !== undefined && { proposal }),
      failure: code,
      about: { verdict: 'changed', encounter, code: named, to },
    }),
  );
}
