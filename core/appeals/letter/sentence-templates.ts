import { SEPARATING_MODIFIERS } from './separating-modifiers.ts';
import type { Facts } from './facts-of-citation.ts';

export type FactsBySource = Readonly<Record<string, Facts>>;

/**
 * A sentence that a letter may hold. `{line.code}` is the fact `code` of the source that the sentence cites as `line`, `{total}` the
 * sum of the adjustments that it cites. Its own words state no figure, day, code or name, so a letter can say of the case only
 * what its sources say. `holds` is what else must be so where the words draw a conclusion.
 */
export interface SentenceTemplate {
  readonly says: string;
  /** The same as the cells of a row, for a sentence that stands in a table. */
  readonly cells?: readonly string[];
  readonly holds?: (facts: FactsBySource, total: string | undefined) => boolean;
}

/** Columns of a table of refused lines. */
export const REFUSED_COLUMNS = ['Line', 'Billed as', 'Date of service', 'Units', 'Billed', 'Refused'] as const;

const inTime = (days: string | undefined, allowed: string | undefined): boolean =>
  days !== undefined && allowed !== undefined && Number(days) >= 0 && Number(days) <= Number(allowed);

const separates = (modifiers: string | undefined): boolean => (modifiers ?? '').split(', ').some((one) => SEPARATING_MODIFIERS.has(one));

/** Whether all adjustments, of which there is one at least, have the same reason and stand in the same remittance. */
function ofOneReason(facts: FactsBySource): boolean {
  const said = Object.values(facts).flatMap(({ reason, remittance }) => (reason === undefined ? [] : [`${remittance} ${reason}`]));
  return new Set(said).size === 1;
}

/** A sentence that says what a remark means is for that remark alone. */
const isRemark =
  (code: string) =>
  ({ remark }: FactsBySource): boolean =>
    remark?.['code'] === code;

const hasOutcome =
  (outcome: string) =>
  ({ answer }: FactsBySource): boolean =>
    answer?.['outcome'] === outcome;

/** Days are as `2026-03-14` here: words that were written after a service are no reason for it. */
function isByTheDay({ line, quote }: FactsBySource): boolean {
  return line?.['date'] !== undefined && quote?.['date'] !== undefined && quote['date'] <= line['date'];
}

type Quoting = `${'note-says' | 'diagnosis-note' | 'diagnosis-also'}${'' | '-unsigned'}`;

/** One to six quotations of one document: `quote`, `quote2` and so on. */
function quotedTogether<K extends Quoting>(id: K, says: string): Record<K | `${K}-${2 | 3 | 4 | 5 | 6}`, SentenceTemplate> {
  const one = (count: number): SentenceTemplate => {
    const names = ['quote', 'quote2', 'quote3', 'quote4', 'quote5', 'quote6'].slice(0, count);
    return {
      says: `${says} ${names.map((name) => `"{${name}.quote}"`).join('; ')}`,
      holds: (facts) => names.every((name) => facts[name]?.['id'] === facts['quote']?.['id']),
    };
  };
  const all = { [id]: one(1), [`${id}-2`]: one(2), [`${id}-3`]: one(3), [`${id}-4`]: one(4), [`${id}-5`]: one(5), [`${id}-6`]: one(6) };
  return all as Record<K | `${K}-${2 | 3 | 4 | 5 | 6}`, SentenceTemplate>;
}

/** Title, addressee and the block that names the claim. */
const HEAD = {
  'title-first': { says: 'Appeal of the decision on claim {claim.id}' },
  'title-second': { says: 'Second appeal of the decision on claim {claim.id}' },
  'title-external': { says: 'Request for an external review of the decision on claim {claim.id}' },
  'title-redetermination': { says: 'Request for a redetermination of claim {claim.id}' },
  'title-reconsideration': { says: 'Request for a reconsideration of claim {claim.id}' },
  'title-hearing': { says: 'Request for a hearing on claim {claim.id}' },
  'title-council': { says: 'Request for a review by the Appeals Council of claim {claim.id}' },
  'to-payer': { says: '{claim.payer}' },
  'to-appeals': { says: 'Appeals department' },
  'to-line-1': { says: '{terms.line1}' },
  'to-line-2': { says: '{terms.line2}' },
  'to-line-3': { says: '{terms.line3}' },
  'to-line-4': { says: '{terms.line4}' },
  'to-line-5': { says: '{terms.line5}' },
  'about-patient': { says: 'Patient: {claim.patient}' },
  'about-member': { says: 'Member number: {claim.member}' },
  'about-claim': { says: 'Our claim number: {claim.id}' },
  'about-payer-claim': { says: 'Your claim number: {remit.payerClaim}' },
  'about-day': { says: 'Date of service: {claim.from}', holds: ({ claim }) => claim?.['from'] === claim?.['to'] },
  'about-days': { says: 'Dates of service: {claim.from} to {claim.to}' },
  'about-provider': { says: 'Provider: {claim.provider}, NPI {claim.npi}' },
  'about-remittance': { says: 'Your remittance: {remit.trace}, dated {remit.date}' },
  'about-notice': { says: 'Your remittance: dated {remit.date}' },
  'about-amount': { says: 'Amount in dispute: {total}' },
  'about-amount-left': { says: 'Amount in dispute: {left}' },
} as const satisfies Record<string, SentenceTemplate>;

/** What was decided. */
const DECISION = {
  salutation: { says: 'To the appeals department:' },
  opening: { says: 'We ask you to look again at your decision on this claim, for the reasons below.' },
  'denied-line': {
    says: 'Your remittance {adj.trace} of {adj.date} took {adj.amount} off the line with {adj.code}, with the reason {adj.reason}.',
  },
  'denied-line-notice': {
    says: 'Your remittance of {adj.date} took {adj.amount} off the line with {adj.code}, with the reason {adj.reason}.',
  },
  'denied-claim': { says: 'Your remittance {adj.trace} of {adj.date} took {adj.amount} off the claim, with the reason {adj.reason}.' },
  'denied-claim-notice': { says: 'Your remittance of {adj.date} took {adj.amount} off the claim, with the reason {adj.reason}.' },
  'denied-whole': {
    says: 'Your remittance {a1.trace} of {a1.date} refused claim {claim.id} as a whole, {total}, with the reason {a1.reason}.',
    holds: (facts, total) => ofOneReason(facts) && total === facts['claim']?.['total'],
  },
  'denied-whole-notice': {
    says: 'Your remittance of {a1.date} refused claim {claim.id} as a whole, {total}, with the reason {a1.reason}.',
    holds: (facts, total) => ofOneReason(facts) && total === facts['claim']?.['total'],
  },
  'denied-lines': {
    says: 'Your remittance {a1.trace} of {a1.date} took {total} off the lines of the claim that stand below, with the reason {a1.reason}.',
    holds: ofOneReason,
  },
  'denied-lines-notice': {
    says: 'Your remittance of {a1.date} took {total} off the lines of the claim that stand below, with the reason {a1.reason}.',
    holds: ofOneReason,
  },
  'refused-line': {
    says: 'Line {line.number}: {line.billedAs}, {line.date}, units {line.units}, billed {line.charge}, refused {adj.amount}',
    cells: ['{line.number}', '{line.billedAs}', '{line.date}', '{line.units}', '{line.charge}', '{adj.amount}'],
  },
  'refused-elsewhere': {
    says: 'A line that you name {adj.code}: billed {remit.billed}, refused {adj.amount}',
    cells: ['-', '{adj.code}', '-', '-', '{remit.billed}', '{adj.amount}'],
    holds: ({ adj, remit }) => adj?.['segment'] === remit?.['segment'] && adj?.['remittance'] === remit?.['remittance'],
  },
  'answer-authorised-number': {
    says: 'Your remark {remark.code} says that the claim differs from what you authorized, and does not say in what. Please tell us which service, day or unit of the claim your authorization {claim.authorisation} does not cover.',
    holds: isRemark('N54'),
  },
  'answer-authorised': {
    says: 'Your remark {remark.code} says that the claim differs from what you authorized, and does not say in what. Please tell us which service, day or unit of the claim was not authorized.',
    holds: isRemark('N54'),
  },
  'answer-local-policy': {
    says: 'Your remark {remark.code} rests the decision on a local coverage determination. Please name it, its version in force on the day of service, and the criterion that you hold to be unmet.',
    holds: isRemark('N115'),
  },
  'answer-national-policy': {
    says: 'Your remark {remark.code} rests the decision on a national coverage determination. Please name it, its version in force on the day of service, and the criterion that you hold to be unmet.',
    holds: isRemark('N386'),
  },
  'answer-plan-papers': {
    says: "Your remark {remark.code} points to the plan's own papers. Please send us the provision that you rest the decision on.",
    holds: isRemark('N130'),
  },
  'answer-upheld': {
    says: 'Your letter of {answer.date} answers our {answer.appeal}, which we approved on {answer.approved}, and upholds the decision.',
    holds: hasOutcome('upheld'),
  },
  'answer-upheld-undated': {
    says: 'Your letter of {answer.date} answers our {answer.appeal} and upholds the decision.',
    holds: hasOutcome('upheld'),
  },
  'answer-partly': {
    says: 'Your letter of {answer.date} answers our {answer.appeal}, which we approved on {answer.approved}, and grants {answer.amount}.',
    holds: hasOutcome('partly'),
  },
  'answer-partly-undated': {
    says: 'Your letter of {answer.date} answers our {answer.appeal} and grants {answer.amount}.',
    holds: hasOutcome('partly'),
  },
  'answer-left': { says: 'Of the {total} that was refused, {left} is left, and that is what we contest.' },
  remark: { says: 'It gave the remark code {remark.code} beside it.' },
} as const satisfies Record<string, SentenceTemplate>;

/** What the claim, the record and the clauses say. */
const EVIDENCE = {
  'line-billed': {
    says: 'Line {line.number} of the claim was billed as {line.code} for {line.date}, {line.units} units, at {line.charge}.',
  },
  'line-billed-one': {
    says: 'Line {line.number} of the claim was billed as {line.code} for {line.date}, one unit, at {line.charge}.',
    holds: ({ line }) => line?.['units'] === '1',
  },
  'report-reason': {
    says: 'For line {line.number} ({line.code}), the report "{quote.title}" of {quote.date}, by {quote.byline}, gives as the reason: "{quote.quote}"',
    holds: isByTheDay,
  },
  'report-reason-unsigned': {
    says: 'For line {line.number} ({line.code}), the report "{quote.title}" of {quote.date} gives as the reason: "{quote.quote}"',
    holds: isByTheDay,
  },
  'note-reason': {
    says: 'For line {line.number} ({line.code}), the document "{quote.title}" of {quote.date}, by {quote.byline}, gives as the reason: "{quote.quote}"',
    holds: isByTheDay,
  },
  'note-reason-unsigned': {
    says: 'For line {line.number} ({line.code}), the document "{quote.title}" of {quote.date} gives as the reason: "{quote.quote}"',
    holds: isByTheDay,
  },
  ...quotedTogether('note-says', 'The document "{quote.title}" of {quote.date}, by {quote.byline}, says:'),
  ...quotedTogether('note-says-unsigned', 'The document "{quote.title}" of {quote.date} says:'),
  ...quotedTogether('diagnosis-note', 'For {diagnosis.code}, the document "{quote.title}" of {quote.date}, by {quote.byline}, says:'),
  ...quotedTogether('diagnosis-note-unsigned', 'For {diagnosis.code}, the document "{quote.title}" of {quote.date} says:'),
  ...quotedTogether('diagnosis-also', 'The document "{quote.title}" of {quote.date}, by {quote.byline}, says of {diagnosis.code}:'),
  ...quotedTogether('diagnosis-also-unsigned', 'The document "{quote.title}" of {quote.date} says of {diagnosis.code}:'),
  'value-flagged': { says: '{value.name} was {value.value} on {value.date}, which the laboratory or the monitor flagged {value.flag}.' },
  'value-measured': { says: '{value.name} was {value.value} on {value.date}.' },
  'clause-says': { says: '{clause.title} ({clause.publisher}), {clause.heading}, says: "{clause.quote}"' },
  'clause-provides': { says: '{clause.title}, {clause.heading}, comes to this, in our words: {clause.summary}' },
} as const satisfies Record<string, SentenceTemplate>;

/** What each ground adds. */
const GROUNDS = {
  'lines-same-day': {
    says: 'Lines {denied.number} ({denied.code}) and {other.number} ({other.code}) were billed for the same day, {denied.date}.',
    holds: ({ denied, other }) => denied?.['date'] === other?.['date'],
  },
  'line-separate': {
    says: 'Line {line.number} was billed with {line.modifiers}, to say that it was a service apart from the other.',
    holds: ({ line }) => separates(line?.['modifiers']),
  },
  'lines-apart': {
    says: 'Lines {denied.number} and {other.number} have the same code, {denied.code}, and differ by their modifiers: "{denied.modifiers}" and "{other.modifiers}".',
    holds: ({ denied, other }) => denied?.['code'] === other?.['code'] && denied?.['modifiers'] !== other?.['modifiers'],
  },
  'line-repeated': {
    says: 'Lines {denied.number} and {other.number} have the same code, {denied.code}; line {denied.number} was billed with {denied.modifiers}, to say that it is no copy of the other.',
    holds: ({ denied, other }) => denied?.['code'] === other?.['code'] && separates(denied?.['modifiers']),
  },
  'stay-days': { says: 'The stay began on {stay.start} and ended on {stay.end}.' },
  'claim-authorised': { says: 'The claim bears your authorization number {claim.authorisation}.' },
  'seen-as-emergency': { says: 'The patient was seen as an emergency, as the document "{document.title}" of {document.date} shows.' },
  'last-day': { says: 'The last day of service was {claim.to}.' },
  'filed-after': { says: 'The claim was filed on {claim.filed}, {claim.daysToFile} days after it.' },
  'acknowledged-on': { says: 'You acknowledged the claim on {claim.acknowledged}.' },
  'received-on': { says: 'Your remittance gives {remit.received} as the day on which you received it.' },
  'filing-terms': { says: 'The terms between us, which count from {terms.from}, allow {terms.filingDays} days from service.' },
  'filed-in-time': {
    says: 'Filed {claim.daysToFile} days after service, where {terms.filingDays} are allowed, the claim was in time.',
    holds: ({ claim, terms }) => inTime(claim?.['daysToFile'], terms?.['filingDays']),
  },
  'other-paid': { says: '{other.payer} paid {other.paid} on this claim, by its remittance of {other.date}.' },
  'record-enclosed': { says: 'The records that you asked for are enclosed.' },
  'record-enclosed-final': { says: 'The records of this care that are final are enclosed, as they are listed below.' },
} as const satisfies Record<string, SentenceTemplate>;

/** What is asked. These state nothing of the case and cite nothing. */
const REQUESTS = {
  'ask-separate': { says: 'Please pay the line as the separate service that the record shows.' },
  'ask-policy': {
    says: 'If you rest the denial on a coverage policy, please name it, its version, and the criterion that you hold to be unmet.',
  },
  'ask-criteria': {
    says: 'Please send us the clinical criteria that you applied, with their source and date, and say which finding of the record does not meet them.',
  },
  'ask-physician': { says: 'Please have a physician of the specialty concerned look at the record, and give us the name and credentials.' },
  'only-record': { says: 'We state what the record documents, in its own words, and claim no criterion beyond it.' },
  'level-only-record': { says: 'We state what the record says of the need for this level of care, in its own words.' },
  'ask-authorisation': { says: 'Please match the claim to that authorization.' },
  'ask-emergency': { says: 'Please process the claim as emergency care.' },
  'ask-timely': { says: 'Please take the claim as filed in time and process it.' },
  'ask-coding': { says: 'Please take the diagnosis as the record supports it.' },
  'ask-coordination': { says: 'Please process the claim as the next payer in order.' },
  'ask-records': { says: 'Please process the claim with them.' },
  'ask-duplicate': { says: 'Please process the line as a service of its own.' },
  request: { says: 'Please reverse the decision and pay what the claim is due.' },
  'if-upheld': {
    says: 'Should you uphold it, please send us the reason, the policy or criteria that you applied with their version, and how the next level of appeal is reached.',
  },
} as const satisfies Record<string, SentenceTemplate>;

const ENCLOSURES = {
  'enclosure-document': { says: '{document.title}, {document.date} ({document.id})' },
  'enclosure-remittance': { says: 'Your remittance of {remit.date}: what it says of this claim, in our print' },
  'enclosure-other-remittance': { says: 'Remittance of {remit.payer}, {remit.date}: what it says of this claim, in our print' },
  'enclosure-claim': { says: 'Claim {claim.id}: what was sent, in our print' },
} as const satisfies Record<string, SentenceTemplate>;

const ALL = { ...HEAD, ...DECISION, ...EVIDENCE, ...GROUNDS, ...REQUESTS, ...ENCLOSURES } as const;

export type SentenceId = keyof typeof ALL;

/** Every sentence that a letter may hold, by its id. */
export const SENTENCES: ReadonlyMap<string, SentenceTemplate> = new Map<string, SentenceTemplate>(Object.entries(ALL));
