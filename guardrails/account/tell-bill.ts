import type { Claim } from '#core/billing/claim.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { faultsOfExplanation } from '#core/patient-bill/check-explanation.ts';
import { explainBill, type BillExplanation } from '#core/patient-bill/explain-bill.ts';
import { mayTell, type Channel, type MayTell } from '#core/patient-bill/may-tell.ts';
import { isGuardedDiagnosis } from '#core/patient-bill/sensitive.ts';
import type { Language } from '#core/reading-grade/count-text.ts';
import { patientBorn } from '../patient-born.ts';
import type { AccountAtWork } from './account-at-work.ts';
import { shippedWith, type Accountable } from './accountable.ts';

/** Who is to be told of a bill, how, and what was asked. */
export interface TellingWanted {
  readonly to: string;
  readonly channel?: Channel | undefined;
  readonly language?: Language | undefined;
  readonly asks?: string | undefined;
  readonly care?: boolean | undefined;
}

export interface BillTold {
  readonly telling: MayTell;
  readonly language: Language;
  /** Absent where nobody may be told. */
  readonly explanation?: BillExplanation;
}

/** Whether this person may be told, and only then the explanation, looked over again figure by figure. */
export async function tellBill(at: AccountAtWork, wanted: TellingWanted, unit: Accountable): Promise<BillTold> {
  const { account, today } = at;
  const language = wanted.language ?? account.record.language;
  const telling = await tellingOf(wanted, at, unit);
  if (!telling.allowed) return { telling, language };
  const explanation = explainBill(account, {
    told: telling.told,
    language,
    care: wanted.care === true ? await careOf(at.claims, unit) : [],
    denied: at.refused,
    notices: shippedWith(unit).notices,
    on: today,
    stay: stayOf(at.claims),
  });
  const [fault] = faultsOfExplanation(explanation, account, at.refused);
  if (fault !== undefined) throw new Failure('broken-promise', `The explanation of account ${account.record.id} does not hold: ${fault}.`);
  return { telling, language, explanation };
}

async function tellingOf({ to, channel, asks, care }: TellingWanted, at: AccountAtWork, unit: Accountable): Promise<MayTell> {
  const { record } = at.account;
  const born = await patientBorn([record, ...at.claims], unit);
  const telling = mayTell(record, { to, channel, asks, born, on: at.today, wantsCare: care === true });
  const guarded = care === true && at.claims.some(({ diagnoses }) => diagnoses.some(isGuardedDiagnosis));
  if (!telling.allowed || !guarded) return telling;
  const why = `What the care of account ${record.id} was for is guarded specially by law. What may be said of it is for a person to decide.`;
  return { allowed: false, rule: 'tell.guarded-care', why, person: true };
}

/** From the first day of the claims to their last; `undefined` where there is none. */
function stayOf(claims: readonly Claim[]): { readonly from: LocalDate; readonly to: LocalDate } | undefined {
  const from = claims.map((claim) => claim.from).toSorted()[0];
  const to = claims
    .map((claim) => claim.to)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Names of the diagnoses that were billed, each once, by the edition of the day of care. */
async function careOf(claims: readonly Claim[], { titleOf }: Accountable): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const { diagnoses, from } of claims)
    for (const code of diagnoses) names.add((await titleOf(code, from)) ?? `diagnosis code ${code}`);
  return [...names];
}
