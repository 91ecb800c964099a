import type { Block } from '#core/answer/block.ts';
import type { Icd10Cm } from '#core/codes.ts';
import { explainCode } from '#core/coder/explain-code.ts';
import { whyUnfit } from '#core/coder/set/fits-patient.ts';
import type { CodeExplanation, Span, Trace } from '#core/coder/trace.ts';
import { doubtInWords } from '#guardrails/doubt.ts';
import { rolesForCare, type Policy } from '#guardrails/policy/policy.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import type { Care } from '#guardrails/risk.ts';
import type { CodedEncounter } from '../coding/code-encounter.ts';
import { standingInWords, type CodeStandings } from '../coding/code-standing.ts';
import { careOfTier } from '../coding/kept-for.ts';
import type { Refused } from '../define-tool.ts';
import { citeSpan, quoteOf } from '../evidence/cited-span.ts';
import { basisOf, basisRows } from '../evidence/edition-line.ts';
import { asSentence } from '../evidence/sentence.ts';
import { denials, exclusions } from './contradictions.ts';

/** What people decided on the encounter so far, the codes that are put up in the same call, and the policy that says who decides them. */
export interface Beside {
  readonly standings: CodeStandings;
  readonly codes: readonly string[];
  readonly policy: Policy;
}

/** The proposed code that another is to take the place of. */
export interface Replaced {
  readonly code: Icd10Cm;
  readonly rank: 'principal' | 'other';
}

type Drafted = { readonly draft: ProposalDraft } | { readonly refused: Refused };

/**
 * The proposal for one code of an encounter. A suggested code is `code.accept`; one that is valid but not suggested is
 * `code.add`, on the asker's own reading; one in the place of another is `code.change`. A code that could not be reported at all is
 * refused and never proposed.
 */
export function draftCode(code: Icd10Cm, coded: CodedEncounter, beside: Beside, replaced?: Replaced): Drafted {
  const standing = beside.standings.now.get(code);
  if (standing?.state === 'accepted')
    return { refused: { subject: code, why: asSentence(`${code} was already ${standingInWords(standing)}`) } };
  const explanation = explainCode(coded.trace, coded.edition, code);
  const entry = coded.edition.code(code);
  if (entry === undefined || !entry.billable) return { refused: { subject: code, why: explanation.says } };
  const unfit = whyUnfit(code, coded.chart.patient, coded.trace.input.codingDate);
  if (unfit !== undefined) return { refused: { subject: code, why: unfit } };
  const { suggestion } = explanation;
  const rank = suggestion?.rank ?? replaced?.rank ?? 'other';
  const kind = replaced !== undefined ? 'code.change' : suggestion === undefined ? 'code.add' : 'code.accept';
  const care = careOf(explanation, coded);
  const kept = rolesForCare(beside.policy, { kind, care });
  const doubts = kept === undefined ? [] : [doubtInWords(doubtOf(explanation), kept)];
  return {
    draft: {
      kind,
      encounter: coded.chart.encounter.id,
      subject: code,
      payload: {
        v: 1,
        encounter: coded.chart.encounter.id,
        patient: coded.chart.patient.id,
        system: 'http://hl7.org/fhir/sid/icd-10-cm',
        code,
        title: entry.title,
        rank,
        codingDate: coded.trace.input.codingDate,
        evidence: (suggestion?.evidence ?? []).map(({ document, start, end }) => ({ document, start, end })),
        ...(replaced && { replaces: replaced.code }),
      },
      preview: [
        { kind: 'title', text: `${code}  ${entry.title}` },
        { kind: 'text', text: effectInWords(coded, rank, replaced) },
        ...preview(explanation, [...doubts, ...warnings(explanation, coded, beside)], coded),
      ],
      editions: [`${coded.edition.head.id}@${coded.edition.sha256}`],
      sources: [
        { id: `chart:${coded.chart.encounter.id}`, version: coded.chart.version },
        { id: `edition:${coded.edition.head.id}`, version: coded.edition.sha256 },
      ],
      trace: coded.traceId,
      care,
    },
  };
}

function effectInWords({ chart }: CodedEncounter, rank: Replaced['rank'], replaced: Replaced | undefined): string {
  const place = replaced === undefined ? '' : ` in the place of ${replaced.code}`;
  return `Write this diagnosis to encounter ${chart.encounter.id}${rank === 'principal' ? ' as the first-listed one' : ''}${place}.`;
}

/** A suggested code takes the care of its tier; one on a person's own reading a second look, and a senior one where the chart denies it. */
function careOf({ code, suggestion }: CodeExplanation, coded: CodedEncounter): Care {
  if (suggestion !== undefined) return careOfTier(suggestion.tier);
  return denials(code, coded).length > 0 ? 'senior' : 'look';
}

/** Why it takes somebody senior, as a sentence without words of the chart. */
function doubtOf({ suggestion }: CodeExplanation): string {
  if (suggestion === undefined) return 'the chart denies it.';
  const { conflict, flags, confidence } = suggestion;
  const unsure = `the program is not sure of it, at a confidence of ${confidence.toFixed(2)}.`;
  return conflict === true ? (flags[0] ?? unsure) : unsure;
}

/** What whoever decides has to know before the evidence: each a sentence of its own on the card and in every answer about it. */
function warnings({ code, says, suggestion }: CodeExplanation, coded: CodedEncounter, { standings, codes }: Beside): readonly string[] {
  const before = standings.rejected.get(code);
  const added = `The coder program does not suggest this code: ${asSentence(says)} It is added on the asker's own reading of the chart.`;
  return [
    ...(before !== undefined ? [asSentence(`${code} was ${standingInWords(before)}`)] : []),
    ...(suggestion === undefined ? [added, ...denials(code, coded)] : []),
    ...exclusions(code, codes, standings.now, coded),
  ];
}

function preview({ suggestion, instead }: CodeExplanation, warned: readonly string[], { chart, trace, traceId }: CodedEncounter): Block[] {
  const quotes =
    suggestion === undefined
      ? instead.map(({ span }) => quoteOf(citeSpan(span, chart.documents), asRead(span, trace)))
      : suggestion.evidence.map((span) => quoteOf(citeSpan(span, chart.documents), suggestion.flags));
  return [
    ...warned.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...quotes,
    { kind: 'facts', rows: basisRows(basisOf(trace, traceId)) },
  ];
}

/** What stands in the chart instead is no support: the card says how it is asserted, and why the coder left it. */
function asRead({ document, start, end }: Span, { mentions, steps }: Trace): string[] {
  const inside = mentions.filter(({ span }) => span.document === document && start <= span.start && span.end <= end);
  const read = inside.flatMap(({ id, code, assertion }) => {
    const left = steps.find((step) => step.mention === id && step.outcome === 'dropped');
    const said = assertion.status === 'present' ? [] : [`Read as ${assertion.status}.`];
    return left === undefined ? [...said, ...(code === undefined ? [] : [`Read as ${code}.`])] : [...said, asSentence(left.says)];
  });
  return [...new Set(read)];
}

/** The warnings of a card, as it was made. */
export function warningsOf({ preview: card }: Pick<ProposalDraft, 'preview'>): readonly string[] {
  return card.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : []));
}
