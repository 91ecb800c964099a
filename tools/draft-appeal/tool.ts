import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { APPEAL_LEVELS } from '#core/appeals/appeal-road.ts';
import { wordingOf } from '#core/appeals/letter-card.ts';
import { AppealGround } from '#core/appeals/letter/letter.ts';
import { Icd10Cm } from '#core/codes.ts';
import { dollars } from '#core/money.ts';
import { wordableOf } from '#core/appeals/letter/wording/word-letter.ts';
import { inMinutes } from '#core/moment.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { defineTool, type Refused } from '../define-tool.ts';
import { warningsOf } from '../propose-codes/draft-code.ts';
import { draftLetter } from './draft-letter.ts';

export const DraftedAppeal = z.object({
  letters: z.array(
    z.object({
      proposal: z.string(),
      claim: z.string(),
      encounter: z.string().optional(),
      level: z.string(),
      ground: z.string(),
      amountCents: z.int(),
      /** `YYYY-MM-DD`, or `unknown`. */
      deadline: z.string(),
      state: z.string(),
      digest: z.string(),
      expiresAt: z.string(),
      warnings: z.array(z.string()),
      /** How much of the letter a model worded. Absent where none was asked. */
      wording: z.string().optional(),
    }),
  ),
  refused: z.array(z.object({ subject: z.string(), why: z.string() })),
});
export type DraftedAppeal = z.infer<typeof DraftedAppeal>;

export const draftAppeal = defineTool({
  name: 'draft_appeal',
  summary:
    'Draft the appeal of a denied claim: a letter whose every statement cites the claim, the remittance, the chart or a stored clause. It is sent only once a person approves it.',
  risk: 'billing',
  input: z.object({
    claim: z.string().min(1).max(60).describe('Claim id, such as C-88'),
    level: z.enum(APPEAL_LEVELS).optional().describe('Level of appeal; without it, the one that is due'),
    ground: AppealGround.optional().describe('Which denial is contested; without it, the one of most money'),
    diagnosis: Icd10Cm.optional().describe('For a clinical validation: the diagnosis that is in dispute'),
  }),
  output: DraftedAppeal,
  async draft(input, running) {
    const drafted = await draftLetter(input, running);
    return 'refused' in drafted ? { drafts: [], refused: [drafted.refused] } : { drafts: [drafted.draft], refused: [] };
  },
  wordable: (drafts) =>
    drafts.flatMap(({ payload }) => {
      const { written } = parsePayload('appeal.submit', payload).letter;
      return written === undefined ? [] : wordableOf(written);
    }),
  report: reportHeld,
  present: presentDrafted,
});

function reportHeld(held: readonly Proposal[], refused: readonly Refused[]): DraftedAppeal {
  return {
    letters: held.map(({ id, payload, preview, encounter, state, digest, expiresAt }) => {
      const { claim, level, amountCents, deadline, letter } = parsePayload('appeal.submit', payload);
      const wording = wordingOf(preview);
      return {
        ...{ proposal: id, claim, level, amountCents, deadline, state, digest, expiresAt },
        ground: letter.written?.ground ?? 'other',
        warnings: [...warningsOf({ preview })],
        ...(wording !== undefined && { wording }),
        ...(encounter !== undefined && { encounter }),
      };
    }),
    refused: refused.map((one) => ({ ...one })),
  };
}

function presentDrafted({ letters, refused }: DraftedAppeal): Block[] {
  return [
    { kind: 'title', text: letters.length === 0 ? 'No letter was drafted' : 'A letter waits for a countersignature' },
    ...letters.flatMap(({ proposal, claim, level, ground, amountCents, deadline, state, expiresAt, warnings, wording }): Block[] => [
      {
        kind: 'proposal',
        id: proposal,
        state,
        says: `appeal.submit ${claim}, ${level}, for ${ground}, ${dollars(amountCents)}, until ${inMinutes(expiresAt)}`,
      },
      {
        kind: 'facts',
        rows: [['To be filed by', deadline === 'unknown' ? 'deadline unknown - enter it from the contract' : deadline]],
      },
      ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
      ...(wording === undefined ? [] : ([{ kind: 'note', tone: 'plain', text: wording }] satisfies Block[])),
      { kind: 'note', tone: 'plain', text: `Nothing is sent yet. "show ${proposal}" shows the letter and what each sentence rests on.` },
    ]),
    ...(refused.length === 0 ? [] : ([{ kind: 'list', items: refused.map(({ subject, why }) => `${subject}: ${why}`) }] satisfies Block[])),
  ];
}
