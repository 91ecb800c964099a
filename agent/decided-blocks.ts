import type { Block } from '#core/answer/block.ts';
import type { Principal } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { warningsOf } from '#tools/propose-codes/draft-code.ts';

interface Around {
  readonly person: Principal | undefined;
  readonly effect: { readonly state: string; readonly says?: string } | undefined;
}

/** A decided proposal, from what stands in its row and in the outbox. */
export function decidedBlocks(proposal: Proposal, { person, effect }: Around): readonly Block[] {
  const { id, state, kind, subject, encounter, policy, digest, decidedBy, decidedAt, reason, preview } = proposal;
  const by = person === undefined ? decidedBy : `${person.name} (${person.id})`;
  const rows: [string, string][] = [
    ['Effect', `${kind} ${subject}${encounter === undefined ? '' : ` on ${encounter}`}`],
    ...(by === undefined
      ? []
      : ([['Decided', `${state} by ${by} at ${decidedAt ?? 'a time that was not recorded'}`]] satisfies [string, string][])),
    ...(reason === undefined ? [] : ([['Reason', reason]] satisfies [string, string][])),
    ...(effect === undefined
      ? []
      : ([['What became of it', effect.says === undefined ? effect.state : `${effect.state}: ${effect.says}`]] satisfies [
          string,
          string,
        ][])),
    ['Policy', policy],
    ['Digest', digest],
  ];
  return [
    { kind: 'title', text: `${id}  ${state}` },
    { kind: 'facts', rows },
    ...(state === 'withdrawn' ? [WITHDRAWN] : []),
    ...warningsOf({ preview }).map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...(effect?.state === 'failed' || effect?.state === 'unknown' ? [trouble(id, effect.state)] : []),
  ];
}

const WITHDRAWN: Block = {
  kind: 'text',
  text: 'Whoever asked for it took it back. Nothing was decided or carried out, and it may be proposed again.',
};

function trouble(id: string, state: 'failed' | 'unknown'): Block {
  const text =
    state === 'failed'
      ? `The decision stands, but the effect of ${id} was not carried out. Tell whoever runs the receiver.`
      : `The decision stands, but whether the effect of ${id} was carried out is not known. It is not sent again by itself; look at the receiver.`;
  return { kind: 'note', tone: 'warning', text };
}
