import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import { codeStandings, standingInWords, type CodeStanding } from '../coding/code-standing.ts';
import { defineTool, type Refused } from '../define-tool.ts';
import { inMinutes } from '#core/moment.ts';
import { asSentence } from '../evidence/sentence.ts';
import { codeOf } from '../explain-code/tool.ts';
import { draftCode, warningsOf } from './draft-code.ts';

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
      /** What its card warns of: that the chart denies it, that another code excludes it, that it was rejected before. */
      warnings: z.array(z.string()),
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
    const standings = await codeStandings(coded.chart.encounter.id, running.unit);
    const asked = codes === undefined ? coded.trace.suggestions.map(({ code }) => code) : [...new Set(codes.map(codeOf))];
    const rejected = codes === undefined ? asked.flatMap((code) => rejectedBefore(code, standings.now)) : [];
    const wanted = asked.filter((code) => !rejected.some(({ subject }) => subject === code));
    const outcomes = wanted.map((code) => draftCode(code, coded, { standings, codes: wanted, policy: running.policy }));
    return {
      drafts: outcomes.flatMap((outcome) => ('draft' in outcome ? [outcome.draft] : [])),
      refused: [...outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : [])), ...rejected],
    };
  },
  report: reportHeld,
  present: presentProposed,
});

/** A code that somebody rejected is put up again only when it is named. */
function rejectedBefore(code: string, standings: ReadonlyMap<string, CodeStanding>): readonly Refused[] {
  const standing = standings.get(code);
  if (standing?.state !== 'rejected') return [];
  return [{ subject: code, why: `${asSentence(`${code} was ${standingInWords(standing)}`)} "add ${code}" puts it up again.` }];
}

function reportHeld(held: readonly Proposal[], refused: readonly Refused[]): ProposedCodes {
  return {
    proposals: held.map(({ id, kind, encounter, subject, state, digest, expiresAt, preview }) => ({
      proposal: id,
      kind,
      code: subject,
      state,
      digest,
      expiresAt,
      warnings: [...warningsOf({ preview })],
      ...(encounter !== undefined && { encounter }),
    })),
    refused: refused.map((one) => ({ ...one })),
  };
}

function presentProposed({ proposals, refused }: ProposedCodes): Block[] {
  const count = proposals.length === 1 ? '1 proposal waits' : `${proposals.length} proposals wait`;
  return [
    { kind: 'title', text: proposals.length === 0 ? 'Nothing was proposed' : `${count} for a countersignature` },
    ...(proposals.length + refused.length === 0
      ? ([{ kind: 'text', text: 'No code is supported by the words of this chart, so there is none to propose.' }] satisfies Block[])
      : []),
    ...proposals.flatMap(waits),
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

function waits({ proposal, kind, encounter, code, state, expiresAt, warnings }: ProposedCodes['proposals'][number]): Block[] {
  const on = encounter === undefined ? '' : ` on ${encounter}`;
  return [
    { kind: 'proposal', id: proposal, state, says: `${kind} ${code}${on}, until ${inMinutes(expiresAt)}` },
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
  ];
}
