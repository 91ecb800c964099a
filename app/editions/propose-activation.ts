import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { hold } from '#guardrails/gate.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import type { Unit } from '#tools/unit.ts';

interface Activation {
  readonly id: string;
  readonly sha256: string;
  readonly preview: Block[];
}

/** Puts the activation of an edition up for a person's decision. Nothing comes into force here. */
export async function proposeActivation(unit: Unit, activation: Activation, actor: Actor): Promise<Block[]> {
  const proposal = await hold(unit, draftOf(activation), actor, 'load_edition');
  return [
    ...activation.preview,
    {
      kind: 'proposal',
      id: proposal.id,
      state: proposal.state,
      says: `edition.activate ${activation.id}, until ${proposal.expiresAt}`,
    },
    {
      kind: 'note',
      tone: 'plain',
      text: `The edition is loaded and not in force. Somebody else with the right to must approve ${proposal.id}.`,
    },
  ];
}

/** The proposal that brings a loaded edition into force: the one that waits, or a new one where none does. */
export async function activateEdition(unit: Unit, id: string, actor: Actor): Promise<Block[]> {
  const policy = await unit.policies.inForce();
  if (!mayUse(policy, 'load_edition', actor))
    throw new Failure('not-allowed', `Your roles may not bring an edition into force. Policy ${policy.version} says who may.`);
  const record = await unit.editionRecords.find(id);
  if (record === undefined) throw new Failure('not-found', `There is no edition ${id}. "countersign editions list" lists those there are.`);
  const { head, sha256, state, codes } = record;
  if (state === 'active')
    return [{ kind: 'text', text: `${id} has been approved already: it is in force from ${head.from} to ${head.to}.` }];
  if (codes === 0) throw new Failure('bad-input', `${id} cannot be brought into force: it has no code list.`);
  const pending = await unit.proposals.list({ state: 'pending', limit: 1_000 });
  const waits = pending.find(({ kind, subject }) => kind === 'edition.activate' && subject === id);
  if (waits !== undefined)
    return [
      { kind: 'proposal', id: waits.id, state: waits.state, says: `edition.activate ${id}, until ${waits.expiresAt}` },
      { kind: 'note', tone: 'plain', text: `It waits for a decision: countersign proposals show ${waits.id}.` },
    ];
  const preview: Block[] = [
    { kind: 'title', text: `Bring ${head.name} into force` },
    {
      kind: 'facts',
      rows: [
        ['Edition', id],
        ['In force', `${head.from} to ${head.to}`],
        ['Codes', String(codes)],
        ['Source', head.source],
        ['SHA-256', sha256],
      ],
    },
  ];
  return proposeActivation(unit, { id, sha256, preview }, actor);
}

function draftOf({ id, sha256, preview }: Activation): ProposalDraft {
  return {
    kind: 'edition.activate',
    subject: id,
    payload: { v: 1, edition: id, sha256 },
    preview,
    editions: [`${id}@${sha256}`],
    sources: [{ id: `edition:${id}`, version: sha256 }],
  };
}
