import { z } from 'zod';
import type { Claim } from '#core/billing/claim.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { faultsOfExplanation } from '#core/patient-bill/check-explanation.ts';
import { explainBill, type BillExplanation } from '#core/patient-bill/explain-bill.ts';
import { mayTell, type MayTell } from '#core/patient-bill/may-tell.ts';
import { isGuardedDiagnosis } from '#core/patient-bill/sensitive.ts';
import type { Language } from '#core/reading-grade/count-text.ts';
import { patientBorn } from '#guardrails/patient-born.ts';
import type { Running } from '../define-tool.ts';
import { accountAtWork, type AccountAtWork } from './account-at-work.ts';

/** Who asks that a bill be explained to whom. */
export const BillAsked = z.object({
  account: z.string().min(1).describe('Account id, such as A-88'),
  to: z.string().min(1).optional().describe('Who is told: a name on the account, or "patient", which is meant without it'),
  channel: z
    .enum(['portal', 'letter', 'phone', 'email', 'sms'])
    .optional()
    .describe('How; without it, the first way that the account allows'),
  language: z.enum(['en', 'es']).optional().describe('Without it, the language of the account'),
  asks: z.string().min(1).optional().describe('The question, in the words of whoever asked it'),
  care: z.boolean().optional().describe('True where they asked what the care was for'),
});
export type BillAsked = z.infer<typeof BillAsked>;

export interface BillAnswered {
  readonly at: AccountAtWork;
  readonly telling: MayTell;
  readonly language: Language;
  /** Absent where nobody may be told. */
  readonly explanation?: BillExplanation;
}

/** The account, whether this person may be told, and only then the explanation, looked over again figure by figure. */
export async function billAsked(asked: BillAsked, running: Running): Promise<BillAnswered> {
  const at = await accountAtWork(asked.account, running);
  const { account, today } = at;
  const language = asked.language ?? account.record.language;
  const telling = await tellingOf(asked, at, running);
  if (!telling.allowed) return { at, telling, language };
  const care = asked.care === true ? await careOf(at.claims, running) : [];
  const { notices } = running.editions.shipped();
  const explanation = explainBill(account, {
    told: telling.told,
    language,
    care,
    denied: at.refused,
    notices,
    on: today,
    stay: stayOf(at.claims),
  });
  const [fault] = faultsOfExplanation(explanation, account, at.refused);
  if (fault !== undefined) throw new Failure('broken-promise', `The explanation of account ${account.record.id} does not hold: ${fault}.`);
  return { at, telling, language, explanation };
}

async function tellingOf({ to = 'patient', channel, asks, care }: BillAsked, at: AccountAtWork, { unit }: Running): Promise<MayTell> {
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
async function careOf(claims: readonly Claim[], { unit, editions }: Running): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const { diagnoses, from } of claims) {
    const edition = await editions.on(from, unit);
    for (const code of diagnoses) names.add(edition.code(code)?.title ?? `diagnosis code ${code}`);
  }
  return [...names];
}
