import { z } from 'zod';
import { SignaturesWanted } from '../show-proposal/signatures-wanted.ts';
import { ListedProposals } from './list-proposals.ts';

export const MOST_PROPOSALS = 200;
export const MOST_CHARTS = 50;

export const Work = z.object({
  /** Proposals that wait and that the asker may decide, the first to expire first. */
  waiting: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      encounter: z.string().optional(),
      subject: z.string(),
      /** The money that it moves or claims, in cents. */
      amountCents: z.int().optional(),
      maker: z.string(),
      escalatedBy: z.string().optional(),
      /** Where it takes more than one. */
      signatures: SignaturesWanted.optional(),
      expiresAt: z.string(),
    }),
  ),
  /** Proposals that wait for somebody else. */
  waitingForOthers: z.number(),
  /** Absent for those who may not code them. */
  charts: z
    .array(
      z.object({
        encounter: z.string(),
        setting: z.string(),
        start: z.string(),
        documents: z.number(),
        proposals: z.number(),
        ready: z.boolean(),
        missing: z.array(z.string()),
      }),
    )
    .optional(),
  /** Proposals of one state, kind or person, where those were asked for. */
  listed: ListedProposals.optional(),
});
export type Work = z.infer<typeof Work>;
