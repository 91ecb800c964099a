import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import { inMinutes } from '#core/moment.ts';
import { amountCentsOf } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { Refused } from '../define-tool.ts';

/** What a tool that proposes money or words on an account answers with. */
export const ProposedBilling = z.object({
  proposals: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      subject: z.string(),
      amountCents: z.int().optional(),
      state: z.string(),
      digest: z.string(),
      expiresAt: z.string(),
      /** What its card shows, in the same blocks. */
      preview: z.array(z.string()),
      warnings: z.array(z.string()),
    }),
  ),
  refused: z.array(z.object({ subject: z.string(), why: z.string() })),
});
export type ProposedBilling = z.infer<typeof ProposedBilling>;

export function reportBilling(held: readonly Proposal[], refused: readonly Refused[]): ProposedBilling {
  return {
    proposals: held.map(({ id, kind, subject, payload, state, digest, expiresAt, preview }) => {
      const amountCents = amountCentsOf(kind, payload);
      return {
        proposal: id,
        kind,
        subject,
        ...(amountCents !== undefined && { amountCents }),
        state,
        digest,
        expiresAt,
        preview: preview.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
        warnings: preview.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : [])),
      };
    }),
    refused: refused.map((one) => ({ ...one })),
  };
}

export function presentBilling({ proposals, refused }: ProposedBilling): Block[] {
  const count = proposals.length === 1 ? '1 proposal waits' : `${proposals.length} proposals wait`;
  return [
    { kind: 'title', text: proposals.length === 0 ? 'Nothing was proposed' : `${count} for a countersignature` },
    ...proposals.flatMap(waiting),
    ...refused.map(({ why }): Block => ({ kind: 'note', tone: 'warning', text: why })),
    ...(proposals.length === 0
      ? []
      : ([
          {
            kind: 'note',
            tone: 'plain',
            text: 'Nothing is changed or sent yet. "show P-…" shows one; "approve P-…" or "reject P-…, <reason>" decides it.',
          },
        ] satisfies Block[])),
  ];
}

function waiting({
  proposal,
  kind,
  subject,
  amountCents,
  state,
  expiresAt,
  preview,
  warnings,
}: ProposedBilling['proposals'][number]): Block[] {
  const of = amountCents === undefined ? '' : ` of ${dollars(amountCents)}`;
  return [
    { kind: 'proposal', id: proposal, state, says: `${kind} ${subject}${of}, until ${inMinutes(expiresAt)}` },
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...preview.map((text): Block => ({ kind: 'text', text })),
  ];
}
