import { z } from 'zod';
import { readIcd10Cm, type Icd10Cm } from '#core/codes.ts';
import { explainCode as explain } from '#core/coder/explain-code.ts';
import { CodeExplanation, type Mention, type Trace } from '#core/coder/trace.ts';
import { Failure } from '#core/errors.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import { CodeStanding, codeStandings } from '../coding/code-standing.ts';
import { keptFor } from '../coding/kept-for.ts';
import { defineTool } from '../define-tool.ts';
import { CitedSpan, citeSpan } from '../evidence/cited-span.ts';
import { Basis, basisOf } from '../evidence/edition-line.ts';
import { widerOn } from './wider-on.ts';
import { presentExplanation } from './present.ts';

export const ExplainedCode = z.object({
  encounter: z.string(),
  explanation: CodeExplanation,
  /** The suggestion's evidence, or what stands in the note instead, with where it stands. */
  evidence: z.array(
    z.object({ span: CitedSpan, sentence: z.string(), assertion: z.string(), cue: z.string().optional(), rule: z.string().optional() }),
  ),
  /** Roles for which the policy keeps a suggested code because of its tier. */
  needs: z.array(z.string()),
  /** What people decided about it on this encounter; absent where it was never put up. */
  standing: CodeStanding.optional(),
  basis: Basis,
});
export type ExplainedCode = z.infer<typeof ExplainedCode>;

export const explainCode = defineTool({
  name: 'explain_code',
  summary: 'Explain why an ICD-10-CM code is, or is not, suggested for an encounter: words, assertion, index path, checks, alternatives.',
  risk: 'read',
  input: z.object({
    encounter: z.string().min(1).describe('Encounter id, such as E-1042'),
    code: z.string().min(1).describe('ICD-10-CM code, with or without its dot'),
  }),
  output: ExplainedCode,
  async run({ encounter, code: typed }, running) {
    const code = codeOf(typed);
    const { chart, edition, trace, traceId } = await codeEncounter(encounter, running);
    const explanation = explain(trace, edition, code, await widerOn(code, edition, running));
    const standing = (await codeStandings(chart.encounter.id, running.unit)).now.get(code);
    return {
      encounter: chart.encounter.id,
      explanation,
      needs: explanation.suggestion === undefined ? [] : [...keptFor(explanation.suggestion.tier, running.policy)],
      evidence: spansOf(explanation, trace).map(({ mention, ...rest }) => ({
        ...rest,
        span: citeSpan(rest.span, chart.documents),
        ...about(mention),
      })),
      ...(standing && { standing }),
      basis: basisOf(trace, traceId),
    };
  },
  present: presentExplanation,
});

/** Throws Failure `bad-input` when the words have not the shape of an ICD-10-CM code. */
export function codeOf(typed: string): Icd10Cm {
  const code = readIcd10Cm(typed);
  if (code === undefined) {
    throw new Failure(
      'bad-input',
      `"${typed}" has not the shape of an ICD-10-CM code. Codes look like I50.23: a letter, a digit, then up to five more.`,
    );
  }
  return code;
}

function spansOf({ suggestion, instead }: CodeExplanation, trace: Trace) {
  const mentionAt = (document: string, start: number) =>
    trace.mentions.find(({ span, sentence }) => span.document === document && sentence.start <= start && start < sentence.end);
  if (suggestion !== undefined) {
    const denials = suggestion.against.map((span) => {
      const mention = trace.mentions.find(
        ({ span: own }) => own.document === span.document && own.start >= span.start && own.end <= span.end,
      );
      return { span, assertion: 'negated', mention };
    });
    const support = suggestion.evidence.map((span) => {
      const mention = trace.mentions.find(
        ({ id, span: own }) =>
          suggestion.mentions.includes(id) && own.document === span.document && own.start >= span.start && own.end <= span.end,
      );
      return { span, assertion: suggestion.assertion, mention: mention ?? mentionAt(span.document, span.start) };
    });
    return [...support, ...denials];
  }
  return instead.map(({ span, assertion }) => {
    const mention = trace.mentions.find(
      ({ span: own, assertion: { status } }) =>
        status === assertion && own.document === span.document && own.start >= span.start && own.end <= span.end,
    );
    return { span, assertion, mention: mention ?? mentionAt(span.document, span.start) };
  });
}

function about(mention: Mention | undefined) {
  return {
    sentence: mention?.sentence.text ?? '',
    ...(mention && { rule: mention.assertion.rule }),
    ...(mention?.assertion.cue && { cue: mention.assertion.cue.text }),
  };
}
