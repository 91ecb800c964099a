import { z } from 'zod';
import { AssertionStatus, Tier } from '#core/coder/trace.ts';
import { codeEncounter, type CodedEncounter } from '../coding/code-encounter.ts';
import { CodeStanding, codeStandings } from '../coding/code-standing.ts';
import { defineTool } from '../define-tool.ts';
import { CitedSpan, citeSpan } from '../evidence/cited-span.ts';
import { Basis, basisOf } from '../evidence/edition-line.ts';
import { compareWithClaims, ClaimDifference } from './compare-with-claims.ts';
import { presentSuggestions } from './present.ts';

export const SuggestedCode = z.object({
  code: z.string(),
  title: z.string(),
  rank: z.enum(['principal', 'other']),
  assertion: AssertionStatus,
  confidence: z.number(),
  tier: Tier,
  evidence: z.array(CitedSpan),
  /** Passages in which a provider denies it; where there are any, the code is contested. */
  against: z.array(CitedSpan),
  path: z.string(),
  open: z.array(z.string()),
  flags: z.array(z.string()),
  /** What people decided about it on this encounter; absent where it was never put up. */
  standing: CodeStanding.optional(),
});

export const SuggestedCodes = z.object({
  show: z.enum(['all', 'claims']),
  encounter: z.string(),
  setting: z.string(),
  ready: z.boolean(),
  missing: z.array(z.string()),
  suggestions: z.array(SuggestedCode),
  /** Words that were seen and not coded, with the reason. */
  notCoded: z.array(z.object({ span: CitedSpan, assertion: AssertionStatus, code: z.string().optional(), why: z.string() })),
  /** Documents of the chart that were not coded from, with the reason. */
  notRead: z.array(z.object({ document: z.string(), why: z.string() })),
  claims: z.array(ClaimDifference),
  basis: Basis,
});
export type SuggestedCodes = z.infer<typeof SuggestedCodes>;

export const suggestCodes = defineTool({
  name: 'suggest_codes',
  summary: 'Suggest ICD-10-CM codes for an encounter, each with the exact words of the chart that support it.',
  risk: 'read',
  input: z.object({
    encounter: z.string().min(1).describe('Encounter id, such as E-1042'),
    show: z.enum(['all', 'claims']).default('all').describe('What the text shows: everything, or only how claims on file differ'),
  }),
  output: SuggestedCodes,
  async run({ encounter, show }, running) {
    const coded = await codeEncounter(encounter, running);
    return { show, ...suggested(coded, (await codeStandings(coded.chart.encounter.id, running.unit)).now) };
  },
  present: presentSuggestions,
});

function suggested(
  { chart, trace, traceId, readiness }: CodedEncounter,
  standings: ReadonlyMap<string, CodeStanding>,
): Omit<SuggestedCodes, 'show'> {
  return {
    encounter: chart.encounter.id,
    setting: chart.encounter.setting,
    ready: readiness.ready,
    missing: [...readiness.missing],
    suggestions: trace.suggestions.map(({ code, title, rank, assertion, confidence, tier, evidence, against, path, open, flags }) => ({
      code,
      title,
      rank,
      assertion,
      confidence,
      tier,
      path,
      open,
      flags,
      evidence: evidence.map((span) => citeSpan(span, chart.documents)),
      against: against.map((span) => citeSpan(span, chart.documents)),
      ...(standings.has(code) && { standing: standings.get(code) }),
    })),
    notCoded: trace.abstentions.flatMap(({ mention: id, code, why }) => {
      const mention = trace.mentions.find((one) => one.id === id);
      if (mention === undefined) return [];
      const span = citeSpan(mention.span, chart.documents);
      return [{ span, assertion: mention.assertion.status, why, ...(code !== undefined && { code }) }];
    }),
    notRead: trace.skipped.map((one) => ({ ...one })),
    claims: compareWithClaims(
      chart.claims,
      trace.suggestions.map(({ code, against }) => ({ code, contested: against.length > 0 })),
    ),
    basis: basisOf(trace, traceId),
  };
}
