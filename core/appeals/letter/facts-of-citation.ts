import type { AppealAnswer } from '../appeal-answer.ts';
import type { Claim, ClaimLine } from '../../billing/claim.ts';
import type { ChartDocument } from '../../chart/chart.ts';
import { dollars } from '../../money.ts';
import type { Adjustment } from '../../remittance/remittance.ts';
import { isCode, toldReason } from '../../remittance/told-code.ts';
import type { Citation } from './citation.ts';
import type { LetterRecords, Remitted } from './letter-records.ts';

/** What a citation comes to: facts by name, as they stand in the record. Days are as `2026-03-14`. */
export type Facts = Readonly<Record<string, string>>;

type Of<K extends Citation['kind']> = Extract<Citation, { readonly kind: K }>;

/** Looks a citation up. Returns `undefined` where there is nothing, or where the quoted words are not there to the letter. */
export function factsOfCitation(cite: Citation, records: LetterRecords): Facts | undefined {
  switch (cite.kind) {
    case 'chart':
      return chartFacts(cite, records);
    case 'document':
      return documentFacts(documentOf(cite.document, records));
    case 'observation':
      return observationFacts(cite.id, records);
    case 'encounter':
      return encounterFacts(records);
    case 'claim':
      return cite.claim === records.claim.id ? claimFacts(records.claim) : undefined;
    case 'claim-line':
      return cite.claim === records.claim.id ? lineFacts(records.claim, cite.line) : undefined;
    case 'claim-diagnosis':
      return cite.claim === records.claim.id ? diagnosisFacts(records.claim, cite.place) : undefined;
    case 'remittance':
      return remittanceFacts(cite, records);
    case 'adjustment':
      return adjustmentFacts(cite, records);
    case 'remark':
      return remarkFacts(cite, records);
    case 'clause':
      return clauseFacts(cite, records);
    case 'terms':
      return termsFacts(cite, records);
    case 'answer':
      return answerFacts(answerAt(cite, records));
  }
}

function documentOf(id: string, { chart }: LetterRecords): ChartDocument | undefined {
  const found = chart?.documents.find((one) => one.id === id);
  const counts = found !== undefined && found.status !== 'entered-in-error' && found.status !== 'superseded';
  return counts && found.encounter === chart?.encounter.id ? found : undefined;
}

function documentFacts(document: ChartDocument | undefined): Facts | undefined {
  if (document === undefined) return undefined;
  const { id, title, date, author, authorTitle } = document;
  return trimmed({ id, title, date, author, byline: [author, authorTitle].filter((part) => part !== undefined).join(', ') });
}

function chartFacts({ document, start, end, quote }: Of<'chart'>, records: LetterRecords): Facts | undefined {
  const found = documentOf(document, records);
  if (found === undefined || start >= end || found.text.slice(start, end) !== quote) return undefined;
  return { ...documentFacts(found), quote: onOneLine(quote) };
}

function observationFacts(id: string, { chart }: LetterRecords): Facts | undefined {
  const found = chart?.observations.find((one) => one.id === id);
  if (found === undefined) return undefined;
  const { name, value, unit, date, flag } = found;
  const said = unit === undefined ? value : `${value} ${UNITS.get(unit) ?? unit}`;
  return trimmed({ name, value: said, date, flag: flag === undefined ? undefined : FLAGS.get(flag) });
}

/** Units of the UCUM as people write them; one that is not here stays as it is. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['Cel', '°C'],
  ['mm[Hg]', 'mmHg'],
  ['/min', 'per minute'],
  ['10*3/uL', 'thousand per microlitre'],
]);
/** Of HL7's interpretations, those outside the range. What is not flagged so is told without a word on it. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['H', 'high'],
  ['HH', 'critically high'],
  ['L', 'low'],
  ['LL', 'critically low'],
  ['A', 'abnormal'],
  ['AA', 'critically abnormal'],
]);

function encounterFacts({ chart }: LetterRecords): Facts | undefined {
  if (chart === undefined) return undefined;
  const { id, start, end } = chart.encounter;
  return trimmed({ id, start, end });
}

function claimFacts(claim: Claim): Facts {
  const { id, payer, patient, memberId, provider, from, to, filedOn, acknowledgedOn, authorisation, account } = claim;
  return trimmed({
    id,
    account,
    payer: payer.name,
    patient: [patient.first, patient.last].filter((part) => part !== undefined).join(' '),
    member: memberId,
    provider: provider.name,
    npi: provider.npi,
    from,
    to,
    total: dollars(claim.totalCents),
    filed: filedOn,
    acknowledged: acknowledgedOn,
    authorisation,
    daysToFile: filedOn === undefined ? undefined : daysBetween(to, filedOn),
  });
}

function lineFacts(claim: Claim, number: number): Facts | undefined {
  const line = claim.lines.find((one) => one.number === number);
  if (line === undefined) return undefined;
  return trimmed({
    claim: claim.id,
    number: String(number),
    billedAs: line.code === undefined ? revenueOf(line) : [line.code, ...line.modifiers].join('-'),
    code: line.code ?? revenueOf(line)?.toLowerCase(),
    modifiers: line.modifiers.join(', '),
    units: String(line.units),
    charge: dollars(line.chargeCents),
    date: line.date,
  });
}

function revenueOf({ revenue }: Pick<ClaimLine, 'revenue'>): string | undefined {
  return revenue === undefined ? undefined : `Revenue code ${revenue}`;
}

function diagnosisFacts({ diagnoses }: Claim, place: number): Facts | undefined {
  const code = diagnoses[place - 1];
  return code === undefined ? undefined : { code, place: String(place) };
}

/** What stands at a segment: a claim or a line of a remittance that counts. A quarantined one says nothing. */
function atSegment({ remittance, segment }: { readonly remittance: string; readonly segment: number }, { remitted }: LetterRecords) {
  const found = remitted.find(
    (one) =>
      one.remittance === remittance &&
      one.state === 'posted' &&
      (one.remitted.segment === segment || one.remitted.lines.some((line) => line.segment === segment)),
  );
  if (found === undefined) return undefined;
  const line = found.remitted.segment === segment ? undefined : found.remitted.lines.find((one) => one.segment === segment);
  return { found, line, says: line ?? found.remitted };
}

function headFacts({ remittance, trace, date, payer, remitted }: Remitted, segment: number) {
  const { payerClaimId, status, received } = remitted;
  return { remittance, trace, date, payer: payer.name, payerClaim: payerClaimId, status, received, segment: String(segment) };
}

function remittanceFacts(cite: Of<'remittance'>, records: LetterRecords): Facts | undefined {
  const at = atSegment(cite, records);
  if (at === undefined) return undefined;
  const { billedCents, paidCents } = at.says;
  const money = { billed: dollars(billedCents), paid: dollars(paidCents) };
  const line = at.line === undefined ? {} : { code: at.line.code, modifiers: at.line.modifiers.join(', ') };
  return trimmed({ ...headFacts(at.found, cite.segment), ...money, ...line });
}

/** The amount that a citation of an adjustment stands for; `undefined` where there is none. */
export function adjustmentAt(cite: Of<'adjustment'>, records: LetterRecords): Adjustment | undefined {
  return atSegment(cite, records)?.says.adjustments[cite.place - 1];
}

function adjustmentFacts(cite: Of<'adjustment'>, records: LetterRecords): Facts | undefined {
  const at = atSegment(cite, records);
  const found = adjustmentAt(cite, records);
  if (at === undefined || found === undefined) return undefined;
  const reason = toldReason(found);
  return trimmed({ ...headFacts(at.found, cite.segment), reason, amount: dollars(found.amountCents), code: at.line?.code });
}

/** What a payer wrote in the place of a code and is none cannot be cited: a letter would say it in our name. */
function remarkFacts(cite: Of<'remark'>, records: LetterRecords): Facts | undefined {
  const at = atSegment(cite, records);
  const code = at?.says.remarks[cite.place - 1];
  return at === undefined || code === undefined || !isCode(code) ? undefined : trimmed({ ...headFacts(at.found, cite.segment), code });
}

function clauseFacts({ id, on, start, end, quote }: Of<'clause'>, records: LetterRecords): Facts | undefined {
  const found = records.clause(id, on);
  if (found === undefined || start >= end || found.clause.text.slice(start, end) !== quote) return undefined;
  const { document, clause } = found;
  const { title, publisher, from, payer, summary } = document;
  if (payer !== undefined && payer !== records.claim.payer.id) return undefined;
  const words = summary === true ? { summary: onOneLine(quote) } : { quote: onOneLine(quote) };
  return trimmed({ id, title, publisher, from, on, heading: clause.heading, ...words });
}

function termsFacts({ payer, on }: Of<'terms'>, records: LetterRecords): Facts | undefined {
  const found = payer === records.claim.payer.id ? records.terms(payer, on) : undefined;
  if (found === undefined) return undefined;
  const lines = Object.fromEntries(found.appealsTo.map((line, index) => [`line${index + 1}`, line]));
  const { name, from, filingDays } = found;
  return trimmed({ name, from, filingDays: filingDays === undefined ? undefined : String(filingDays), ...lines });
}

/** The answer that a citation stands for; `undefined` where there is none. */
export function answerAt({ proposal }: Of<'answer'>, { claim, answers }: LetterRecords): AppealAnswer | undefined {
  return answers.find((one) => one.proposal === proposal && one.claim === claim.id);
}

function answerFacts(answer: AppealAnswer | undefined): Facts | undefined {
  if (answer === undefined) return undefined;
  const { level, outcome, noticeDate, amountCents, approvedOn } = answer;
  const amount = amountCents === undefined ? undefined : dollars(amountCents);
  return trimmed({ appeal: APPEALS[level], outcome, date: noticeDate, approved: approvedOn, amount });
}

const APPEALS: Readonly<Record<AppealAnswer['level'], string>> = {
  first: 'first appeal',
  second: 'second appeal',
  external: 'request for an external review',
  redetermination: 'request for a redetermination',
  reconsideration: 'request for a reconsideration',
  hearing: 'request for a hearing',
  council: 'request for a review by the Appeals Council',
};

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): string {
  return String(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** A fact that is not there is no fact: it is neither empty nor zero. */
function trimmed(facts: Readonly<Record<string, string | undefined>>): Facts {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])));
}
