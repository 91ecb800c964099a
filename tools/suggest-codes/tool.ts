import { z } from 'zod';
import { editorFindings } from '#core/coder/editor-findings.ts';
import { presentOnAdmission } from '#core/coder/present-on-admission.ts';
import { AssertionStatus, Tier } from '#core/coder/trace.ts';
import { Failure } from '#core/errors.ts';
import type { CodeFacts } from '#core/terminology/code-facts.ts';
import { codeEncounter, type CodedEncounter } from '../coding/code-encounter.ts';
import { CodeStanding, codeStandings } from '../coding/code-standing.ts';
import { keptFor } from '../coding/kept-for.ts';
import { paymentFlags, PaymentFlags, seesPaymentFlags } from '../coding/payment-flags.ts';
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
  /** Roles for which the policy keeps it because of its tier; empty where whoever accepts a straightforward one accepts it. */
  needs: z.array(z.string()),
  evidence: z.array(CitedSpan),
  /** Passages in which a provider denies it; where there are any, the code is contested. */
  against: z.array(CitedSpan),
  path: z.string(),
  open: z.array(z.string()),
  flags: z.array(z.string()),
  /** Of a stay: the present-on-admission indicator, and where it is read off. */
  admission: z.object({ indicator: z.enum(['Y', 'N', 'U', 'W', '1']), says: z.string(), ask: z.boolean() }).optional(),
  /** What the Medicare Code Editor has against it; absent where no edition of it is in force on the coding date. */
  edits: z.array(z.string()).optional(),
  /** There only where they were asked for by somebody who may see them. */
  payment: PaymentFlags.optional(),
  /** What people decided about it on this encounter; absent where it was never put up. */
  standing: CodeStanding.optional(),
});

export const SuggestedCodes = z.object({
  show: z.enum(['all', 'claims', 'payment']),
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
  /** Editions of the tables that were read beside the code set; absent where none of the kind is in force on the coding date. */
  tables: z.object({
    poaExempt: z.string().optional(),
    editor: z.string().optional(),
    hcc: z.string().optional(),
    severity: z.string().optional(),
  }),
  basis: Basis,
});
export type SuggestedCodes = z.infer<typeof SuggestedCodes>;

export const suggestCodes = defineTool({
  name: 'suggest_codes',
  summary: 'Suggest ICD-10-CM codes for an encounter, each with the exact words of the chart that support it.',
  risk: 'read',
  input: z.object({
    encounter: z.string().min(1).describe('Encounter id, such as E-1042'),
    show: z
      .enum(['all', 'claims', 'payment'])
      .default('all')
      .describe('What the text shows: everything, only how claims on file differ, or the payment flags of each code'),
  }),
  output: SuggestedCodes,
  async run({ encounter, show }, running) {
    if (show === 'payment' && !seesPaymentFlags(running.policy, running.actor)) throw new Failure('not-allowed', NO_MONEY);
    const coded = await codeEncounter(encounter, running);
    const facts = await running.editions.facts(coded.trace.input.codingDate, running.unit);
    const standings = (await codeStandings(coded.chart.encounter.id, running.unit)).now;
    const needs = (tier: Tier) => [...keptFor(tier, running.policy)];
    return { show, ...suggested(coded, { standings, facts, needs }, show === 'payment') };
  },
  present: presentSuggestions,
});

const NO_MONEY = 'Payment flags are shown to roles that have see_payment_flags, and to nobody who picks codes or asks providers.';

interface Beside {
  readonly standings: ReadonlyMap<string, CodeStanding>;
  readonly facts: CodeFacts;
  readonly needs: (tier: Tier) => string[];
}

function suggested(
  { chart, edition, trace, traceId, readiness }: CodedEncounter,
  { standings, facts, needs }: Beside,
  withPayment: boolean,
): Omit<SuggestedCodes, 'show'> {
  const inpatient = chart.encounter.setting === 'inpatient';
  const principal = trace.suggestions.find(({ rank }) => rank === 'principal')?.code;
  return {
    encounter: chart.encounter.id,
    setting: chart.encounter.setting,
    ready: readiness.ready,
    missing: [...readiness.missing],
    suggestions: trace.suggestions.map((one) => {
      const { code, title, rank, assertion, confidence, tier, evidence, against, path, open, flags } = one;
      const admission = presentOnAdmission(one, trace, chart, facts.poaExempt);
      return {
        ...{ code, title, rank, assertion, confidence, tier, path, open, flags },
        needs: needs(tier),
        evidence: evidence.map((span) => citeSpan(span, chart.documents)),
        against: against.map((span) => citeSpan(span, chart.documents)),
        ...(admission && { admission }),
        ...(facts.editor && { edits: editorFindings(one, chart, trace.input.codingDate, facts.editor) }),
        ...(withPayment && { payment: paymentFlags(code, principal, inpatient, facts) }),
        ...(standings.has(code) && { standing: standings.get(code) }),
      };
    }),
    notCoded: trace.abstentions.flatMap(({ mention: id, code, why }) => {
      const mention = trace.mentions.find((one) => one.id === id);
      if (mention === undefined) return [];
      const span = citeSpan(mention.span, chart.documents);
      return [{ span, assertion: mention.assertion.status, why, ...(code !== undefined && { code }) }];
    }),
    notRead: trace.skipped.map((one) => ({ ...one })),
    claims: compareWithClaims(chart, trace, edition),
    tables: tablesOf(facts, inpatient, withPayment),
    basis: basisOf(trace, traceId),
  };
}

function tablesOf({ poaExempt, editor, hcc, severity }: CodeFacts, inpatient: boolean, withPayment: boolean): SuggestedCodes['tables'] {
  return {
    ...(inpatient && poaExempt && { poaExempt: poaExempt.edition }),
    ...(editor && { editor: editor.edition }),
    ...(withPayment && hcc && { hcc: hcc.edition }),
    ...(withPayment && inpatient && severity && { severity: severity.edition }),
  };
}
