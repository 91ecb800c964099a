import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import { appealWindow, type AppealWindow } from '#core/appeals/calendar/appeal-window.ts';
import { LocalDate } from '#core/codes.ts';
import type { Cause, SpokenClause } from '#core/denials/causes/cause.ts';
import { findCauses } from '#core/denials/causes/find-causes.ts';
import { firstAppealOf } from '#core/denials/appeal-question.ts';
import type { Reason } from '#core/denials/denial.ts';
import { causesAmong } from '#core/denials/families.ts';
import { outcomeOf, type Outcome } from '#core/denials/outcome.ts';
import { whatToDo, type Advice } from '#core/denials/what-to-do.ts';
import type { Running } from '../define-tool.ts';
import type { RemittedRecord } from './records.ts';
import type { Shipped } from '#core/billing/shipped.ts';

/** One refusal with what shows its cause and what is usually done. */
export interface ToldReason {
  readonly reason: Reason;
  readonly causes: readonly Cause[];
  readonly advice: Advice;
}

/** A claim, what payers said of it, and where it was refused, why and until when an appeal may be filed. */
export interface ClaimStory {
  readonly claim: Claim;
  /** Posted words alone, the oldest first. */
  readonly words: readonly RemittedRecord[];
  /** Words of files that do not balance. They count for nothing. */
  readonly quarantined: number;
  readonly terms: PayerTerms | undefined;
  readonly refused?: {
    readonly outcome: Outcome;
    readonly record: RemittedRecord;
    readonly window: AppealWindow;
    readonly told: readonly ToldReason[];
  };
}

const MOST_CLAIMS = 50;
const MOST_CLAUSES = 5;

export async function claimStory(claim: Claim, running: Running, shipped: Shipped): Promise<ClaimStory> {
  const { billing, now } = running.unit;
  const records = await billing.remittances.ofClaim(claim.id);
  const words = records.filter(({ state }) => state === 'posted');
  const story = { claim, words, quarantined: records.length - words.length, terms: await billing.terms.on(claim.payer.id, claim.from) };
  const outcome = outcomeOf(claim, words, shipped.words);
  const record = outcome && words.find((one) => one === outcome.word);
  if (outcome === undefined || record === undefined) return story;
  const window = windowOf(outcome, record, story.terms, shipped);
  const today = LocalDate.parse((await now()).slice(0, 10));
  const others = await billing.claims.list({ account: claim.account, limit: MOST_CLAIMS });
  const told: ToldReason[] = [];
  for (const reason of outcome.denial.refusals) {
    const clauses = await clausesFor(reason, claim, running);
    const known = { denial: outcome.denial, others, clauses, causes: (remarks: readonly string[]) => causesAmong(shipped.words, remarks) };
    const causes = findCauses(reason, { ...known, ...(story.terms !== undefined && { terms: story.terms }) });
    told.push({ reason, causes, advice: whatToDo(reason, { causes, window, today }, shipped.words) });
  }
  return { ...story, refused: { outcome, record, window, told } };
}

/** Until when a first appeal of what is refused may be filed. */
export function windowOf(
  { denial }: Outcome,
  { date }: Pick<RemittedRecord, 'date'>,
  terms: PayerTerms | undefined,
  { calendar }: Shipped,
): AppealWindow {
  return appealWindow(firstAppealOf({ cents: denial.refusedCents, ...(date !== undefined && { on: date }) }, terms), calendar);
}

/** Clauses in force on the day of service that name the code of the refused line, of this payer or of the law. */
async function clausesFor({ line }: Reason, { payer, from }: Claim, { unit }: Running): Promise<readonly SpokenClause[]> {
  if (line?.code === undefined) return [];
  const found = await unit.billing.library.search(line.code, { payer: payer.id, on: from, limit: MOST_CLAUSES });
  return found.map(({ clause: { id, heading, text } }) => ({ id, heading, text }));
}
