import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import { defineTool, type Refused } from '../define-tool.ts';
import { inMinutes } from '../evidence/moment.ts';
import { codeOf } from '../explain-code/tool.ts';
import { draftCode } from './draft-code.ts';

export const ProposedCodes = z.object({
  proposals: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      encounter: z.string().optional(),
      code: z.string(),
      state: z.string(),
      digest: z.string(),
      expiresAt: z.string(),
    }),
  ),
  refused: z.array(z.object({ subject: z.string(), why: z.string() })),
});
export type ProposedCodes = z.infer<typeof ProposedCodes>;

export const proposeCodes = defineTool({
  name: 'propose_codes',
  summary: 'Put codes of an encounter up for a decision by a person. It changes nothing; each code waits as a proposal of its own.',
  risk: 'coding',
  input: z.object({
    encounter: z.string().min(1).describe('Encounter id, such as E-1042'),
    codes: z.array(z.string().min(1)).min(1).max(60).optional().describe('ICD-10-CM codes; without them, every code that is suggested now'),
  }),
  output: ProposedCodes,
  async draft({ encounter, codes }, running) {
    const coded = await codeEncounter(encounter, running);
    const wanted = codes === undefined ? coded.trace.suggestions.map(({ code }) => code) : [...new Set(codes.map(codeOf))];
    const outcomes = wanted.map((code) => draftCode(code, coded));
    return {
      drafts: outcomes.flatMap((outcome) => ('draft' in outcome ? [outcome.draft] : [])),
      refused: outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : [])),
    };
  },
  report: reportHeld,
  present: presentProposed,
});

function reportHeld(held: readonly Proposal[], refused: readonly Refused[]): ProposedCodes {
  return {
    proposals: held.map(({ id, kind, encounter, subject, state, digest, expiresAt }) => ({
      proposal: id,
      kind,
      code: subject,
      state,
      digest,
      expiresAt,
      ...(encounter !== undefined && { encounter }),
    })),
    refused: refused.map((one) => ({ ...one })),
  };
}

function presentProposed({ proposals, refused }: ProposedCodes): Block[] {
  const waits = proposals.length === 1 ? '1 proposal waits' : `${proposals.length} proposals wait`;
  return [
    { kind: 'title', text: proposals.length === 0 ? 'Nothing was proposed' : `${waits} for a countersignature` },
    ...(proposals.length + refused.length === 0
      ? ([{ kind: 'text', text: 'No code is supported by the words of this chart, so there is none to propose.' }] satisfies Block[])
      : []),
    ...proposals.map(({ proposal, kind, encounter, code, state, expiresAt }): Block => ({
      kind: 'proposal',
      id: proposal,
      state,
      says: `${kind} ${code}${encounter === undefined ? '' : ` on ${encounter}`}, until ${inMinutes(expiresAt)}`,
    })),
    ...(refused.length === 0
      ? []
      : ([
          { kind: 'title', text: 'Not proposed' },
          { kind: 'list', items: refused.map(({ subject, why }) => (why.startsWith(subject) ? why : `${subject}: ${why}`)) },
        ] satisfies Block[])),
    ...(proposals.length === 0
      ? []
      : ([
          {
            kind: 'note',
            tone: 'plain',
            text: 'Nothing is changed yet. "show P-…" shows one; "approve P-…" or "reject P-…, <reason>" decides it.',
          },
        ] satisfies Block[])),
  ];
}
