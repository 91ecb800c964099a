import type { Block } from '#core/answer/block.ts';
import type { Icd10Cm } from '#core/codes.ts';
import { explainCode } from '#core/coder/explain-code.ts';
import type { CodeExplanation, Suggestion } from '#core/coder/trace.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import type { CodedEncounter } from '../coding/code-encounter.ts';
import type { Refused } from '../define-tool.ts';
import { citeSpan, quoteOf } from '../evidence/cited-span.ts';
import { basisOf, basisRows } from '../evidence/edition-line.ts';

/**
 * The proposal for one code of an encounter. A suggested code is `code.accept`; one that is valid but not suggested is
 * `code.add`, on the asker's own reading. A code that could not be reported at all is refused and never proposed.
 */
export function draftCode(code: Icd10Cm, coded: CodedEncounter): { readonly draft: ProposalDraft } | { readonly refused: Refused } {
  const explanation = explainCode(coded.trace, coded.edition, code);
  const entry = coded.edition.code(code);
  if (entry === undefined || !entry.billable) return { refused: { subject: code, why: explanation.says } };
  const { suggestion } = explanation;
  return {
    draft: {
      kind: suggestion === undefined ? 'code.add' : 'code.accept',
      encounter: coded.chart.encounter.id,
      subject: code,
      payload: {
        v: 1,
        encounter: coded.chart.encounter.id,
        patient: coded.chart.patient.id,
        system: 'http://hl7.org/fhir/sid/icd-10-cm',
        code,
        title: entry.title,
        rank: suggestion?.rank ?? 'other',
        codingDate: coded.trace.input.codingDate,
        evidence: (suggestion?.evidence ?? []).map(({ document, start, end }) => ({ document, start, end })),
      },
      preview: preview(entry.title, explanation, suggestion, coded),
      editions: [`${coded.edition.head.id}@${coded.edition.sha256}`],
      sources: [
        { id: `chart:${coded.chart.encounter.id}`, version: coded.chart.version },
        { id: `edition:${coded.edition.head.id}`, version: coded.edition.sha256 },
      ],
      trace: coded.traceId,
    },
  };
}

function preview(
  title: string,
  explanation: CodeExplanation,
  suggestion: Suggestion | undefined,
  { chart, trace, traceId }: CodedEncounter,
): Block[] {
  const support: Block[] =
    suggestion === undefined
      ? [
          {
            kind: 'note',
            tone: 'warning',
            text: `The coder program does not suggest this code: ${explanation.says} It is added on the asker's own reading of the chart.`,
          },
          ...explanation.instead.map(({ span }) => quoteOf(citeSpan(span, chart.documents))),
        ]
      : suggestion.evidence.map((span) => quoteOf(citeSpan(span, chart.documents), suggestion.flags));
  return [
    { kind: 'title', text: `${explanation.code}  ${title}` },
    {
      kind: 'text',
      text: `Write this diagnosis to encounter ${chart.encounter.id}${suggestion?.rank === 'principal' ? ' as the first-listed one' : ''}.`,
    },
    ...support,
    { kind: 'facts', rows: basisRows(basisOf(trace, traceId)) },
  ];
}
