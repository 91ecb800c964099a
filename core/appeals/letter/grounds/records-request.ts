import type { Chart, ChartDocument } from '../../../chart/chart.ts';
import { absentFrom } from '../../evidence/expected-documents.ts';
import type { AppealCase, Ground } from './ground.ts';

/** Reasons by which a payer says that papers are absent, late or not whole. */
const ASKS_FOR_RECORDS = new Set(['163', '226', '250', '251', '252']);
/** Reasons that leave it to the remark what is absent. */
const REMARK_TELLS = new Set(['16', 'A1']);

/** Records that the payer waits for: every final document of the encounter that may leave the house, and what is absent or stays is told. */
export const missingInformation: Ground = (appeal, write) => {
  if (!asksForRecords(appeal))
    return {
      refused:
        'The payer says that the claim lacks something, which is no decision that can be appealed: a claim that could not be processed has no appeal under Medicare (Medicare Claims Processing Manual, chapter 1, section 80.3). Mend what the remark code names and send a corrected claim.',
    };
  const { chart, claim } = appeal.records;
  const own = (chart?.documents ?? []).filter(({ encounter }) => encounter === claim.encounter);
  const held = own.map((document) => ({ document, why: chart === undefined ? undefined : whyHeld(document, chart) }));
  const enclosed = held.flatMap(({ document, why }) => (why === undefined ? [document] : []));
  if (enclosed.length === 0) return { refused: 'No final document of this encounter is here to send. Import the chart and ask again.' };
  const absent = absentFrom(enclosed, { claim, chart, remarks: remarksOf(appeal) });
  const [asked] = absent.filter((one) => one.askedBy !== undefined);
  if (asked !== undefined)
    return {
      refused: `The payer asks for ${asked.what} (${asked.askedBy}), and the record does not hold a final one of this encounter. Do not answer without it: bring it in and ask again.`,
    };
  return {
    paragraphs: [[write.say(absent.length === 0 ? 'record-enclosed' : 'record-enclosed-final'), write.say('ask-records')]],
    documents: enclosed.map(({ id }) => id),
    warnings: [
      'Records are enclosed: look whether they are what the payer asked for, and no more.',
      ...absent.map(({ what, why }) => `Not in the record: ${what}, ${why}. Bring it in before this is sent, or say why there is none.`),
      ...held.flatMap(({ document, why }) => (why === undefined ? [] : [`Not enclosed: ${document.id} (${document.type}), ${why}.`])),
    ],
  };
};

function asksForRecords(appeal: AppealCase): boolean {
  return appeal.denied.every(({ adjustment, remarks }) => {
    if (ASKS_FOR_RECORDS.has(adjustment.reason)) return true;
    const told = remarks.flatMap(({ code }) => appeal.remarkWords(code) ?? []).filter(({ alert }) => !alert);
    return REMARK_TELLS.has(adjustment.reason) && told.length > 0 && told.every(({ usually }) => usually === 'send-records');
  });
}

function remarksOf({ denied }: AppealCase): readonly string[] {
  return [...new Set(denied.flatMap(({ remarks }) => remarks.map(({ code }) => code)))];
}

/** Words in the title of a document that is the patient's to release, or that federal law holds apart. */
const CONFIDENTIAL =
  /psycho|counsel|behavio|mental|substance|addiction|alcohol|drug (?:use|abuse)|detox|withdrawal|ciwa|cows|therapy (?:session|note)|group note/i;

/**
 * Why a document does not go to a payer; `undefined` where it may. Notes of therapy are the patient's to release (45 CFR 164.508(a)(2)), and
 * records of treatment for substance use are held apart (42 CFR part 2): a paper of no known type goes only where neither can be meant.
 */
function whyHeld({ type, status, role, title }: ChartDocument, { encounter, documents }: Chart): string | undefined {
  if (status !== 'final' && status !== 'amended') return `which is ${status}`;
  if (type === 'behavioural-health-note') return 'which is for the patient to release';
  const isBehavioural = encounter.setting === 'behavioural' || documents.some((one) => one.type === 'behavioural-health-note');
  const isTold = CONFIDENTIAL.test(title);
  if (type === 'other' ? isBehavioural || isTold : isBehavioural && isTold) return 'which may be for the patient to release';
  if (type === 'medication-list' || (role === 'system' && type !== 'laboratory-report'))
    return 'which no clinician wrote: add it by hand where the payer wants it';
  return undefined;
}
