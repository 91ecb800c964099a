import { answersSince, noticeContested, promisedCents, type AppealAnswer } from '#core/appeals/appeal-answer.ts';
import { isFirstLevel, windowOfLevel } from '#core/appeals/appeal-road.ts';
import type { AppealWindow } from '#core/appeals/calendar/appeal-window.ts';
import { enclosuresOf } from '#core/appeals/letter/enclosures-of.ts';
import { adjustmentAt, answerAt } from '#core/appeals/letter/facts-of-citation.ts';
import { faultsOfLetter } from '#core/appeals/letter/faults-of-letter.ts';
import type { FoundClause, LetterRecords } from '#core/appeals/letter/letter-records.ts';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import type { AppealLetter } from '#core/appeals/letter/letter.ts';
import { firstRefusal } from '#core/billing/first-refusal.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayersWord } from '#core/billing/payers-word.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { Shipped } from '#core/billing/shipped.ts';
import type { Chart } from '#core/chart/chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { LocalDate } from '#core/codes.ts';
import { refusingBy } from '#core/denials/outcome.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload, type AppealPayload } from './effects/payloads.ts';
import { letterOvertaken } from './letter-overtaken.ts';
import { faultOfCard, faultOfSources } from './letter-shown.ts';
import type { Proposal, ProposalDraft } from './proposal.ts';
import { stale } from './why-not.ts';

/** Where what a letter cites is looked up again. */
export interface Citable {
  readonly sources: { version(id: string): Promise<string | undefined> };
  /** The rules of appeals are in it. Without them no deadline can be counted again, and no letter stands. */
  readonly shipped: Shipped | undefined;
  readonly charts: { find(encounter: string): Promise<Chart | undefined> };
  readonly traces: { find(id: string): Promise<Trace | undefined> };
  readonly billing: {
    readonly claims: { find(id: string): Promise<Claim | undefined> };
    readonly remittances: { ofClaim(claim: string): Promise<readonly PayersWord[]> };
    readonly library: { clause(id: string, on?: LocalDate): Promise<FoundClause | undefined> };
    readonly terms: { on(payer: string, day: LocalDate): Promise<PayerTerms | undefined> };
    readonly appeals: { answersOf(claims: readonly string[]): Promise<readonly AppealAnswer[]> };
  };
}

/**
 * Looks up again everything that a letter to a payer rests on: every sentence MUST be what its sources come to, the text that is sent what
 * the sentences come to, the payload what the claim and its remittance say, and the card what all that comes to; and the payer MUST have
 * said nothing since. Throws Failure `bad-input` without a word of a record. A draft of another kind passes.
 */
export async function mustStandAsLetter(unit: Citable, draft: ProposalDraft): Promise<void> {
  if (draft.kind !== 'appeal.submit') return;
  const wrong = (await faultOfDraft(unit, draft)) ?? (await faultOfSources(draft, unit));
  if (wrong !== undefined)
    throw new Failure('bad-input', `The letter for ${draft.subject} does not stand: ${wrong}. Nothing was proposed.`);
}

/** The same when somebody approves it. Throws Failure `stale`. */
export async function mustStillStandAsLetter(unit: Citable, proposal: Proposal): Promise<void> {
  if (proposal.kind !== 'appeal.submit') return;
  const wrong = await faultOfDraft(unit, proposal);
  if (wrong !== undefined) throw stale(proposal.id, wrong);
}

/** Why a letter does not stand, as part of a sentence. */
export async function faultOfDraft(unit: Citable, draft: ProposalDraft): Promise<string | undefined> {
  const appeal = parsePayload('appeal.submit', draft.payload);
  const { written } = appeal.letter;
  if (written === undefined) return 'it does not say what its sentences rest on';
  const claim = await unit.billing.claims.find(appeal.claim);
  if (claim === undefined) return `there is no claim ${appeal.claim}`;
  if (draft.subject !== appeal.claim) return 'its card is about another claim';
  const records = await recordsOf({ written, claim, trace: draft.trace }, unit);
  const fault = faultOf(written, appeal, records) ?? (await letterOvertaken(written, appeal, claim, unit));
  if (fault !== undefined) return fault;
  const window = await windowOf(written, appeal, claim, unit);
  if (typeof window === 'string') return window;
  if (appeal.deadline !== (window.deadline ?? 'unknown')) return 'its deadline is not what the calendar and the terms come to';
  return faultOfCard(draft, { appeal, letter: written, window });
}

function faultOf(letter: AppealLetter, appeal: AppealPayload, records: LetterRecords): string | undefined {
  const { text, title } = appeal.letter;
  const [fault] = faultsOfLetter(letter, records);
  if (fault !== undefined) return fault;
  if (letterText(letter) !== text || letter.title.text !== title) return 'its text is not that of its sentences';
  return faultOfEnclosures(appeal, letter, records) ?? faultOfPayload(appeal, letter, records);
}

/** All that the letter's citations name, and nothing of another claim, chart or payer. */
async function recordsOf(
  { written: { sources }, claim, trace }: { readonly written: AppealLetter; readonly claim: Claim; readonly trace: string | undefined },
  { charts, traces, billing }: Citable,
): Promise<LetterRecords> {
  const clauses = new Map<string, FoundClause>();
  const terms = new Map<string, PayerTerms>();
  for (const { cite } of sources) {
    if (cite.kind === 'clause') {
      const found = await billing.library.clause(cite.id, cite.on);
      if (found !== undefined) clauses.set(`${cite.id} ${cite.on}`, found);
    }
    if (cite.kind === 'terms') {
      const found = await billing.terms.on(cite.payer, cite.on);
      if (found !== undefined) terms.set(`${cite.payer} ${cite.on}`, found);
    }
  }
  const chart = claim.encounter === undefined ? undefined : await charts.find(claim.encounter);
  const reading = trace === undefined ? undefined : await traces.find(trace);
  return {
    claim,
    chart,
    ...(reading !== undefined && isOf(reading, chart) && { reading }),
    remitted: await billing.remittances.ofClaim(claim.id),
    answers: await billing.appeals.answersOf([claim.id]),
    clause: (id, on) => clauses.get(`${id} ${on}`),
    terms: (payer, on) => terms.get(`${payer} ${on}`),
  };
}

/** Whether this is how the coder read this chart, every document as it is now. */
function isOf({ input }: Trace, chart: Chart | undefined): boolean {
  return (
    input.encounter === chart?.encounter.id &&
    input.documents.every(({ id, sha256 }) => chart.documents.some((one) => one.id === id && one.sha256 === sha256))
  );
}

/** A letter that lists what does not go with it, or goes with what it does not list, is no packet. */
function faultOfEnclosures({ enclosed = [] }: AppealPayload, letter: AppealLetter, records: LetterRecords): string | undefined {
  const listed = enclosuresOf(letter, records);
  if (listed.length !== letter.enclosures.length) return 'an enclosure that it lists is not here';
  if (enclosed.length !== listed.length) return `it lists ${listed.length} enclosures, and ${enclosed.length} go with it`;
  const wrong = listed.findIndex(({ title, text }, place) => enclosed[place]?.title !== title || enclosed[place].text !== text);
  return wrong < 0 ? undefined : `enclosure ${wrong + 1} is not what it lists`;
}

/** What a receiver is handed beside the letter: of this claim, and for the money that the letter contests. */
function faultOfPayload(appeal: AppealPayload, letter: AppealLetter, records: LetterRecords): string | undefined {
  const { claim, remitted } = records;
  const same: Readonly<Record<string, boolean>> = {
    patient: appeal.patient === claim.patient.id,
    patientName: appeal.patientName.last === claim.patient.last && appeal.patientName.first === claim.patient.first,
    memberId: appeal.memberId === claim.memberId,
    encounter: appeal.encounter === claim.encounter,
    account: appeal.account === claim.account,
    payer: appeal.payer.id === claim.payer.id && appeal.payer.name === claim.payer.name,
    provider: appeal.provider.npi === claim.provider.npi && appeal.provider.name === claim.provider.name,
    serviceDate: appeal.serviceDate === claim.from,
    payerClaim: remitted.some((one) => one.state === 'posted' && one.remitted.payerClaimId === appeal.payerClaim),
    amountCents: appeal.amountCents === contestedCents(letter, records),
  };
  const wrong = Object.entries(same).find(([, isSame]) => !isSame);
  return wrong === undefined ? undefined : `its ${wrong[0]} is not that of the claim or its remittance`;
}

/**
/**
 * The last day and how it is counted, from the first remittance that refused what the letter contests, or the payer's letter that answered the
 * level before, and the terms that were entered for the payer; or why it cannot be.
 */
async function windowOf({ sources }: AppealLetter, appeal: AppealPayload, claim: Claim, unit: Citable): Promise<AppealWindow | string> {
  const { shipped, billing } = unit;
  if (shipped === undefined) return 'there is no calendar of appeals here to count its deadline by';
  const contested = new Set(sources.flatMap(({ cite }) => (cite.kind === 'adjustment' ? [cite.remittance] : [])));
  const said = await billing.remittances.ofClaim(claim.id);
  const remitted = said.filter(({ remittance }) => contested.has(remittance));
  const [refusedOn, ...others] = new Set(remitted.map(({ date }) => date));
  const [word] = remitted;
  if (word === undefined || refusedOn === undefined || others.length > 0)
    return 'it contests no remittance, or more than one, so its deadline cannot be counted';
  const terms = await billing.terms.on(appeal.payer.id, refusedOn);
  const answers = await billing.appeals.answersOf([appeal.claim]);
  const named = new Set(sources.flatMap(({ cite }) => (cite.kind === 'answer' ? [cite.proposal] : [])));
  const due = answersSince(answers, refusedOn, appeal.level);
  if (due.length !== named.size || due.some(({ proposal }) => !named.has(proposal)))
    return "it does not name the payer's letters that answered the appeals before it, and those alone";
  const isFirst = isFirstLevel(appeal.level, terms, shipped.calendar);
  const since = isFirst ? firstRefusal(claim, word, said, refusingBy(shipped.words)).date : undefined;
  const noticeDate = noticeContested(since ?? refusedOn, answers, appeal.level);
  return windowOfLevel(appeal.level, { terms, noticeDate, amountCents: appeal.amountCents }, shipped.calendar);
}

/** The adjustments that the letter cites, each once, less what the letters that it cites grant. */
function contestedCents({ sources }: AppealLetter, records: LetterRecords): number {
  const granted = promisedCents(sources.flatMap(({ cite }) => (cite.kind === 'answer' ? (answerAt(cite, records) ?? []) : [])));
  const refused = sources.reduce(
    (sum, { cite }) => sum + (cite.kind === 'adjustment' ? (adjustmentAt(cite, records)?.amountCents ?? 0) : 0),
    0,
  );
  return refused - granted;
}
