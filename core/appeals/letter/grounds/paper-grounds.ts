import { findPassages } from '../../evidence/find-passages.ts';
import type { Citation } from '../citation.ts';
import { clauseSentences, documentsOf, isThere, quoteAll, type AppealCase, type Ground } from './ground.ts';

const claimCite = ({ records }: AppealCase): Citation => ({ kind: 'claim', claim: records.claim.id });

/** 62, 197: none is on file. Other reasons find one that does not fit, or a referral or a step, and the claim's number answers none of them. */
const NONE_ON_FILE = new Set(['62', '197']);

/** Care without the payer's leave. */
export const authorisation: Ground = (appeal, write) => {
  const { claim, chart } = appeal.records;
  if (claim.authorisation !== undefined && appeal.denied.every(({ adjustment }) => NONE_ON_FILE.has(adjustment.reason)))
    return {
      paragraphs: [[write.say('claim-authorised', { claim: claimCite(appeal) }), write.say('ask-authorisation')]],
      documents: [],
      warnings: [],
    };
  const emergency = chart?.documents.find(({ type, status }) => type === 'emergency-note' && (status === 'final' || status === 'amended'));
  if (emergency === undefined)
    return {
      refused:
        claim.authorisation === undefined
          ? 'The claim bears no authorisation, and the record has no final emergency note. Do not appeal on this ground: ask the payer whether it gives an authorisation afterwards, and look whether one was given that the claim left out; then send a corrected claim.'
          : `The claim bears authorisation ${claim.authorisation}, and the payer's reason is not that it has none: it holds that it does not fit, or wants something else. Do not appeal on this ground: compare what was authorised with what was billed, then send a corrected claim or ask the payer to extend it.`,
    };
  const clauses = clauseSentences(appeal, write);
  return {
    paragraphs: [
      [write.say('seen-as-emergency', { document: { kind: 'document', document: emergency.id } }), ...clauses],
      [write.say('ask-emergency')],
    ],
    documents: [emergency.id],
    warnings: clauses.length === 0 ? ['The policy library holds no clause on emergency care for this payer: the letter cites none.'] : [],
  };
};

/** A claim that the payer holds to have come too late. */
export const timelyFiling: Ground = (appeal, write) => {
  const { claim, terms } = appeal.records;
  const { filedOn, acknowledgedOn, to } = claim;
  const { date, remitted } = appeal.remitted;
  if (filedOn === undefined)
    return {
      refused:
        'The claim has no day on which it was filed, so nothing shows that it was in time. Bring in what was sent, or its acknowledgement.',
    };
  if (acknowledgedOn === undefined && remitted.received === undefined)
    return {
      refused:
        'Nothing here shows that the payer had the claim: no acknowledgement (277CA), and no day of receipt in its remittance. Bring the acknowledgement in and ask again; without it the letter would prove nothing.',
    };
  const allowed = terms(appeal.payer.id, date)?.filingDays;
  const days = Math.round((Date.parse(filedOn) - Date.parse(to)) / 86_400_000);
  if (allowed !== undefined && days > allowed)
    return {
      refused: `The claim was filed ${days} days after service, and the terms entered for ${appeal.payer.name} allow ${allowed}. Do not appeal on this ground: the denial stands, and the patient is not billed for it without the contract saying so.`,
    };
  const at: Citation = { kind: 'remittance', remittance: appeal.remitted.remittance, segment: remitted.segment };
  const claimed = { claim: claimCite(appeal) };
  const term = { terms: { kind: 'terms', payer: appeal.payer.id, on: date } as const };
  return {
    paragraphs: [
      [
        write.say('last-day', claimed),
        write.say('filed-after', claimed),
        write.sayFirst(['acknowledged-on'], claimed),
        write.sayFirst(['received-on'], { remit: at }),
      ].filter(isThere),
      [
        write.sayFirst(['filing-terms'], term),
        write.sayFirst(['filed-in-time'], { ...claimed, ...term }),
        ...clauseSentences(appeal, write),
      ].filter(isThere),
      [write.say('ask-timely')],
    ].filter((paragraph) => paragraph.length > 0),
    documents: [],
    warnings:
      allowed === undefined ? [`No filing limit is entered for ${appeal.payer.name}: the letter states the days and claims no limit.`] : [],
  };
};

/** Another plan comes first, or did. */
export const coordination: Ground = (appeal, write) => {
  const other = appeal.records.remitted.find(
    ({ payer, state, date, remittance }) =>
      state === 'posted' &&
      date !== undefined &&
      payer.name !== undefined &&
      payer.id !== appeal.payer.id &&
      remittance !== appeal.remitted.remittance,
  );
  if (other === undefined)
    return {
      refused:
        'No remittance of another plan is here for this claim. Do not appeal on this ground: ask the patient for the other cover, bill that plan first, and send its remittance with the claim.',
    };
  const cite: Citation = { kind: 'remittance', remittance: other.remittance, segment: other.remitted.segment };
  const said = write.sayFirst(['other-paid'], { other: cite });
  if (said === undefined)
    return { refused: `The remittance ${other.remittance} of the other plan does not say who it is or when it paid. Ask for a copy.` };
  return { paragraphs: [[said, write.say('ask-coordination')]], documents: [], warnings: [] };
};

const LEVEL =
  /\b(?:two midnights?|2 midnights?|expect\w* (?:length of stay|stay|to (?:require|need))|inpatient (?:admission|status|level|care)|admit\w* (?:to|for|as) (?:inpatient|hospital|telemetry|icu|step)|requir\w+ (?:inpatient|hospital|icu|close|continuous|iv|intravenous|telemetry)|(?:on|for|continuous) telemetry|intravenous|iv (?:antibiotics?|furosemide|fluids?|diuresis)|high risk)\b/i;
/** Words by which care of that level ends: they argue for the payer. */
const ENDS =
  /\b(?:stop(?:s|ped|ping)?|discontinu\w+|d\/c|wean\w*|off|no longer|transition\w*|switch\w*|chang\w+ to|to (?:po|oral|by mouth)|not (?:need\w*|require\w*|indicated)|without (?:need|requir\w+)|< ?(?:2|two) midnights)\b/i;
const LEVEL_TYPES = ['history-and-physical', 'emergency-note', 'progress-note', 'consultation', 'discharge-summary'] as const;

/** Care in a bed that the payer holds to have been care without one. */
export const levelOfCare: Ground = (appeal, write) => {
  const { chart } = appeal.records;
  if (chart === undefined)
    return { refused: 'No chart of this claim is here, and the ground rests on what the record says. Import the chart and ask again.' };
  if (chart.encounter.setting !== 'inpatient')
    return {
      refused: `The chart of ${chart.encounter.id} is of ${chart.encounter.setting} care, and the claim cannot argue for another. Do not appeal on this ground: send a claim for the setting that the record has.`,
    };
  const passages = findPassages(chart, { words: LEVEL, without: ENDS, types: LEVEL_TYPES, most: 6 });
  if (passages.length === 0)
    return {
      refused:
        'The record does not say why the patient needed this level of care. Do not appeal on this ground: ask the admitting provider.',
    };
  const clauses = clauseSentences(appeal, write);
  return {
    paragraphs: [
      [write.sayFirst(['stay-days'], { stay: { kind: 'encounter' } }), write.say('level-only-record')].filter(isThere),
      ...quoteAll(passages, write),
      ...(clauses.length === 0 ? [] : [clauses]),
      [write.say('ask-criteria'), write.say('ask-physician')],
    ],
    documents: documentsOf(passages),
    warnings: ['A physician adviser must read this before it is sent: it contests a clinical judgement.'],
  };
};
