import type { Chart } from '../../../chart/chart.ts';
import { toldReason } from '../../../remittance/told-code.ts';
import { documentedCriteria } from '../../evidence/documented-criteria.ts';
import type { Passage } from '../../evidence/find-passages.ts';
import type { Citation } from '../citation.ts';
import type { LetterWriter } from '../letter-writer.ts';
import type { LetterSentence } from '../letter.ts';
import {
  clauseSentences,
  deniedLines,
  documentsOf,
  isThere,
  lineCite,
  quoteCite,
  quoteAll,
  type AppealCase,
  type Ground,
} from './ground.ts';

const MOST_QUOTES = 2;
const MOST_DIAGNOSES = 4;

/** Care that the payer holds not to be needed for what it was billed for. */
export const medicalNecessity: Ground = (appeal, write) => {
  const argued = fromDiagnoses(appeal, write);
  if ('refused' in argued) return argued;
  const clauses = clauseSentences(appeal, write);
  const { paragraphs, passages, warnings } = argued;
  return {
    paragraphs: [...paragraphs, ...(clauses.length === 0 ? [] : [clauses]), [write.say('ask-policy')]],
    documents: documentsOf(passages),
    warnings:
      clauses.length === 0 ? [...warnings, 'The policy library holds no clause that names the service: the letter asks for it.'] : warnings,
  };
};

/** Reason codes by which the payer says that the claim itself is wrong: nothing that a letter says mends it. */
const MENDED_BY_CLAIM = new Set(['4', '16', '181', '182', '125', '129']);

/** A diagnosis that the payer holds not to fit the service. */
export const coding: Ground = (appeal, write) => {
  const wrong = appeal.denied.find(({ adjustment }) => MENDED_BY_CLAIM.has(adjustment.reason));
  if (wrong !== undefined)
    return {
      refused: `${toldReason(wrong.adjustment)} says that a code or modifier of the claim is not valid as it was sent. Do not appeal: look the code up for the day of service and send a corrected claim.`,
    };
  const argued = fromDiagnoses(appeal, write);
  if ('refused' in argued) return argued;
  const { paragraphs, passages, warnings } = argued;
  return { paragraphs: [...paragraphs, [write.say('ask-coding')]], documents: documentsOf(passages), warnings };
};

interface Stated {
  readonly paragraphs: readonly (readonly LetterSentence[])[];
  readonly passages: readonly Passage[];
  readonly warnings: readonly string[];
}

function fromDiagnoses(appeal: AppealCase, write: LetterWriter): Stated | { readonly refused: string } {
  const { records, support } = appeal;
  const lines = deniedLines(appeal);
  const places = new Set(lines.flatMap(({ diagnoses }) => diagnoses));
  const codes = (
    lines.length === 0 ? records.claim.diagnoses.slice(0, 1) : [...places].flatMap((at) => records.claim.diagnoses[at - 1] ?? [])
  )
    .filter((code, at, all) => all.indexOf(code) === at)
    .slice(0, MOST_DIAGNOSES);
  if (records.chart === undefined) return { refused: noChart() };
  const stated = codes.filter((code) => (support.get(code) ?? []).length > 0);
  if (stated.length === 0)
    return {
      refused: `The record, as the coder program reads it, does not state ${listed(codes)} for which the service was billed. Do not appeal on this ground: ask the provider, or send a corrected claim with what the record does state.`,
    };
  const passages = stated.flatMap((code) => (support.get(code) ?? []).slice(0, MOST_QUOTES));
  const billed = lines
    .map((line) => write.sayFirst(['line-diagnosis', 'line-diagnoses'], { line: lineCite(appeal, line) }))
    .filter(isThere);
  const left = codes.filter((code) => !stated.includes(code));
  return {
    paragraphs: [...(billed.length === 0 ? [] : [billed]), stated.flatMap((code) => diagnosisSentences(code, appeal, write))],
    passages,
    warnings:
      left.length === 0
        ? []
        : [`The record does not state ${listed(left)}, which the line was billed for too: the letter is silent of it.`],
  };
}

/** Words of the chart that state a diagnosis of the claim. */
function diagnosisSentences(code: string, { records, support }: AppealCase, write: LetterWriter): LetterSentence[] {
  const place = records.claim.diagnoses.findIndex((one) => one === code) + 1;
  const diagnosis: Citation = { kind: 'claim-diagnosis', claim: records.claim.id, place };
  return (support.get(code) ?? [])
    .slice(0, MOST_QUOTES)
    .map((one) => write.sayFirst(['diagnosis-note', 'diagnosis-note-unsigned'], { diagnosis, quote: quoteCite(one) }))
    .filter(isThere);
}

/** A diagnosis that is documented, and that the payer holds not to be met by its criteria. The record speaks, to the letter. */
export const clinicalValidation: Ground = (appeal, write) => {
  const { chart, claim } = appeal.records;
  if (chart === undefined) return { refused: noChart() };
  const wanted = (appeal.diagnosis === undefined ? claim.diagnoses : [appeal.diagnosis]).filter((code) => claim.diagnoses.includes(code));
  const found = wanted.flatMap((code) => documented(code, chart, appeal) ?? []).slice(0, MOST_DIAGNOSES);
  if (found.length === 0)
    return {
      refused: `The record documents no value or finding for ${listed(wanted.slice(0, 1))} that this program knows how to look for. Do not appeal on this ground by a drafted letter: ask the provider for the clinical basis, or have a physician adviser write it.`,
    };
  const clauses = clauseSentences(appeal, write);
  return {
    paragraphs: [
      ...found.flatMap(({ code, values, passages }) => [
        diagnosisSentences(code, appeal, write),
        values.map((id) => write.sayFirst(['value-flagged', 'value-measured'], { value: { kind: 'observation', id } })).filter(isThere),
        ...quoteAll(passages, write),
      ]),
      [write.say('only-record')],
      ...(clauses.length === 0 ? [] : [clauses]),
      [write.say('ask-criteria'), write.say('ask-physician')],
    ],
    documents: documentsOf(found.flatMap(({ passages, stated }) => [...stated, ...passages])),
    warnings: ['A physician adviser must read this before it is sent: it contests a clinical judgement.'],
  };
};

interface Documented {
  readonly code: string;
  readonly values: readonly string[];
  readonly passages: readonly Passage[];
  readonly stated: readonly Passage[];
}

/** A criterion counts only for a diagnosis that a provider states. */
function documented(code: string, chart: Chart, { support }: AppealCase): Documented | undefined {
  const stated = support.get(code) ?? [];
  const criteria = stated.length === 0 ? undefined : documentedCriteria(code, chart);
  if (criteria === undefined || criteria.values.length + criteria.passages.length === 0) return undefined;
  const quoted = new Set(stated.map(({ document, start }) => `${document} ${start}`));
  const passages = criteria.passages.filter(({ document, start }) => !quoted.has(`${document} ${start}`));
  return { code, values: criteria.values.map(({ id }) => id), passages, stated: stated.slice(0, MOST_QUOTES) };
}

function noChart(): string {
  return 'No chart of this claim is here, and the ground rests on what the record says. Import the chart and ask again.';
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'the diagnosis' : codes.join(', ');
}
