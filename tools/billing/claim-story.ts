import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import { withoutRepeats } from '#core/billing/repeats.ts';
import type { Shipped } from '#core/billing/shipped.ts';
import { LocalDate } from '#core/codes.ts';
import type { Cause, SpokenClause } from '#core/denials/causes/cause.ts';
import { Failure } from '#core/errors.ts';
import { findCauses } from '#core/denials/causes/find-causes.ts';
import type { Reason } from '#core/denials/denial.ts';
import { causesAmong, isRepeat } from '#core/denials/families.ts';
import { outcomeOf, withLetters, withSettled, type Outcome } from '#core/denials/outcome.ts';
import { whatToDo, type Advice } from '#core/denials/what-to-do.ts';
import type { Running } from '../define-tool.ts';
import { appealDue, lettersIn, type AppealDue } from './appeal-due.ts';
import { appealsOf, type FiledAppeal } from './appeals-of.ts';
import type { RemittedRecord } from './records.ts';
import { sentBefore } from './sent-before.ts';
import { settledCents, settledHere, type Settlement } from './settled-here.ts';
import { setAside, type SetAside } from './set-aside.ts';

/** One refusal with what shows its cause and what is usually done. */
export interface ToldReason {
  readonly reason: Reason;
  readonly causes: readonly Cause[];
  readonly advice: Advice;
}

/** A word that refuses all as a duplicate, and the word on this claim or another that had answered the same charges. */
export interface ToldRepeat {
  readonly word: RemittedRecord;
  readonly of: RemittedRecord;
  readonly claim: string;
}

/** A claim, what payers said of it, and where it was refused, why, how it went on and until when an appeal may be filed. */
export interface ClaimStory {
  readonly claim: Claim;
  /** Posted words alone, the oldest first. */
  readonly words: readonly RemittedRecord[];
  /** Remittances that speak of it and count for nothing. */
  readonly setAside: readonly SetAside[];
  readonly repeats: readonly ToldRepeat[];
  readonly appeals: readonly FiledAppeal[];
  /** What was written off or moved here of what is refused. */
  readonly settled: readonly Settlement[];
  readonly refused?: {
    readonly outcome: Outcome<RemittedRecord>;
    readonly due: AppealDue;
    readonly told: readonly ToldReason[];
  };
}

const MOST_CLAIMS = 50;
const MOST_CLAUSES = 5;

export async function claimStory(claim: Claim, running: Running, shipped: Shipped): Promise<ClaimStory> {
  const { billing } = running.unit;
  const records = await billing.remittances.ofClaim(claim.id);
  const words = records.filter(({ state }) => state === 'posted');
  const aside = records.filter(({ state }) => state === 'quarantined').map(({ remittance }) => remittance);
  const counting = withoutRepeats(claim, words, (one) => isRepeat(shipped.words, one));
  const said = outcomeOf(claim, words, shipped.words);
  const twice = await sentBefore({ claim, words }, said, running);
  const repeats = [
    ...counting.repeats.map((one) => ({ ...one, claim: claim.id })),
    ...(twice === undefined ? [] : [{ ...twice, claim: twice.claim.id }]),
  ];
  const appeals = await appealsOf(claim.id, counting.words, running.unit);
  const settled = await settledOf(claim, running);
  const story = { claim, words, setAside: await setAside(aside, running), repeats, appeals, settled };
  if (said === undefined || twice !== undefined) return story;
  const outcome = withSettled(withLetters(said, lettersIn(appeals)), settledCents(settled));
  const terms = await billing.terms.on(claim.payer.id, claim.from);
  const due = appealDue({ claim, outcome, terms, appeals }, shipped);
  return { ...story, refused: { outcome, due, told: await toldReasons(claim, { outcome, due, terms }, running, shipped) } };
}

async function settledOf(claim: Claim, running: Running): Promise<readonly Settlement[]> {
  const settled = (await settledHere([claim], running)).get(claim.id) ?? [];
  if (settled !== 'altered') return settled;
  throw new Failure(
    'altered',
    `A posting on ${claim.id} was changed in the database and not by Countersign, so nothing is told of it. Tell your compliance officer.`,
  );
}

async function toldReasons(
  claim: Claim,
  { outcome, due, terms }: { readonly outcome: Outcome<RemittedRecord>; readonly due: AppealDue; readonly terms: PayerTerms | undefined },
  running: Running,
  shipped: Shipped,
): Promise<readonly ToldReason[]> {
  const { denial } = outcome;
  if ('none' in due) return denial.refusals.map((reason) => ({ reason, causes: [], advice: { step: 'none', says: due.none } }));
  const today = LocalDate.parse((await running.unit.now()).slice(0, 10));
  const others = await running.unit.billing.claims.list({ account: claim.account, limit: MOST_CLAIMS });
  const told: ToldReason[] = [];
  for (const reason of denial.refusals) {
    const clauses = await clausesFor(reason, claim, running);
    const known = { denial, others, clauses, causes: (remarks: readonly string[]) => causesAmong(shipped.words, remarks) };
    const causes = findCauses(reason, { ...known, ...(terms !== undefined && { terms }) });
    told.push({ reason, causes, advice: whatToDo(reason, { causes, window: due.window, today }, shipped.words) });
  }
  return told;
}

/** Clauses in force on the day of service that name the code of the refused line, of this payer or of the law. */
async function clausesFor({ line }: Reason, { payer, from }: Claim, { unit }: Running): Promise<readonly SpokenClause[]> {
  if (line?.code === undefined) return [];
  const found = await unit.billing.library.search(line.code, { payer: payer.id, on: from, limit: MOST_CLAUSES });
  return found.map(({ clause: { id, heading, text } }) => ({ id, heading, text }));
}
