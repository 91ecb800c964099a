import type { Trace } from '../../../coder/trace.ts';
import { needOf, type BilledFor, type Need, type Reason } from '../../evidence/service-reasons.ts';
import type { Passage } from '../../evidence/find-passages.ts';
import type { Citation } from '../citation.ts';
import type { LetterWriter } from '../letter-writer.ts';
import type { LetterSentence } from '../letter.ts';
import { namesPolicy } from '../answer-remarks.ts';
import {
  clauseSentences,
  deniedLines,
  documentsOf,
  isThere,
  lineCite,
  quoteCite,
  quotesOf,
  together,
  type AppealCase,
  type Ground,
} from './ground.ts';

const MOST_QUOTES = 3;
const MOST_DIAGNOSES = 4;

/** Care that the payer holds not to be needed for what it was billed for. */
export const medicalNecessity: Ground = (appeal, write) => {
  const argued = fromChart(appeal, write);
  if ('refused' in argued) return argued;
  const clauses = clauseSentences(appeal, write);
  const { paragraphs, passages, warnings } = argued;
  return {
    paragraphs: [...paragraphs, ...(clauses.length === 0 ? [] : [clauses]), ...(namesPolicy(appeal) ? [] : [[write.say('ask-policy')]])],
    documents: documentsOf(passages),
    warnings:
      clauses.length === 0 ? [...warnings, 'The policy library holds no clause that names the service: the letter asks for it.'] : warnings,
  };
};

/** A diagnosis that the payer holds not to fit the service. */
export const coding: Ground = (appeal, write) => {
  const argued = fromChart(appeal, write);
  if ('refused' in argued) return argued;
  const { paragraphs, passages, warnings } = argued;
  return { paragraphs: [...paragraphs, [write.say('ask-coding')]], documents: documentsOf(passages), warnings };
};

interface Stated {
  readonly paragraphs: readonly (readonly LetterSentence[])[];
  readonly passages: readonly Passage[];
  readonly warnings: readonly string[];
}

/** Why each service was done, and where providers state the diagnoses of the claim that it was done for. */
function fromChart(appeal: AppealCase, write: LetterWriter): Stated | { readonly refused: string } {
  const { claim, chart, reading } = appeal.records;
  if (chart === undefined || reading === undefined) return { refused: NO_CHART };
  const need = needOf(deniedLines(appeal), { claim, chart, trace: reading });
  if ('refused' in need) return need;
  const diagnoses = need.diagnoses.slice(0, MOST_DIAGNOSES);
  return {
    paragraphs: [
      need.reasons.flatMap((reason) => reasonSentence(reason, appeal, write) ?? []),
      ...diagnoses.map((one) => diagnosisSentences(one, appeal, write)),
    ],
    passages: [...need.reasons.map(({ passage }) => passage), ...diagnoses.flatMap(quotedOf)],
    warnings: warningsOf(need, reading),
  };
}

function warningsOf({ unstated, untied }: Need, { mentions }: Trace): readonly string[] {
  const denied = unstated.filter((code) => mentions.some((one) => one.code === code && one.assertion.status === 'negated'));
  const silent = unstated.filter((code) => !denied.includes(code));
  return [
    ...(denied.length === 0
      ? []
      : [`The record denies ${denied.join(', ')}, and the claim reports it: the letter is silent of it. Correct the claim first.`]),
    ...(silent.length === 0
      ? []
      : [
          `The record does not state ${silent.join(', ')} as present by the day of service, and the claim reports it: the letter is silent of it. If it is wrong, correct the claim first.`,
        ]),
    ...untied.map(
      ({ number, code }) =>
        `How notes name ${code ?? `line ${number}`} is not known here: the claim alone ties its diagnosis to it. Look whether that was the reason.`,
    ),
  ];
}

const REASONS = { report: ['report-reason', 'report-reason-unsigned'], note: ['note-reason', 'note-reason-unsigned'] } as const;

function reasonSentence({ line, passage, from }: Reason, appeal: AppealCase, write: LetterWriter): LetterSentence | undefined {
  return write.sayFirst(REASONS[from], { line: lineCite(appeal, line), quote: quoteCite(passage) });
}

/** Words of the chart that state a diagnosis of the claim, a sentence for each document. */
export function diagnosisSentences(billed: BilledFor, { records }: AppealCase, write: LetterWriter): LetterSentence[] {
  const place = records.claim.diagnoses.findIndex((one) => one === billed.code) + 1;
  const diagnosis: Citation = { kind: 'claim-diagnosis', claim: records.claim.id, place };
  const passages = quotedOf(billed);
  return documentsOf(passages)
    .map((document, at) => {
      const own = passages.filter((one) => one.document === document);
      return write.sayFirst(together(at === 0 ? 'diagnosis-note' : 'diagnosis-also', own.length), { diagnosis, ...quotesOf(own) });
    })
    .filter(isThere);
}

export function quotedOf({ statements }: BilledFor): readonly Passage[] {
  return statements.slice(0, MOST_QUOTES).map(({ passage }) => passage);
}

export const NO_CHART = 'No chart of this claim is here, and the ground rests on what the record says. Import the chart and ask again.';
