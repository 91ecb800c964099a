import { AccountRecord } from '#core/billing/account.ts';
import { AccountId } from '#core/billing/claim.ts';
import type { Actor } from '#guardrails/actor.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { isOnAccount, remake } from '#guardrails/account/remake.ts';
import { hold } from '#guardrails/gate.ts';
import type { Proposal, ProposalDraft } from '#guardrails/proposal.ts';
import type { Billing } from '#tools/billing/records.ts';
import type { Unit } from '#tools/unit.ts';
import { aBilledClaim, anAccount } from './billing.ts';

/** More than any posting of a test takes. */
const OWES = 5_000_000;

/**
 * Puts a posting up as the gate wants it: the account is there, its patient owes enough on it, and the card is what the account
 * comes to. What is no posting is put up as it is.
 */
export async function holdBorne(unit: Unit, wish: ProposalDraft, by: Actor): Promise<Proposal> {
  return hold(unit, await borne(unit, wish), by, 'propose_codes');
}

/** The draft of it. */
export async function borne(unit: Unit, wish: ProposalDraft): Promise<ProposalDraft> {
  const { kind, payload } = wish;
  if (!isOnAccount(kind)) return wish;
  const { account = '' } = parsePayload(kind, payload);
  if ((await unit.billing.accounts.find(account)) === undefined) await putOwing(unit, account);
  return (await remake({ kind, payload }, unit, await unit.policies.inForce())).draft;
}

/** An account without insurance whose patient owes for one claim. `ACC-7` and `ACC-7.2` are of one patient. */
async function putOwing({ billing }: Unit, id: string): Promise<void> {
  const patient = { id: `P-${id.split('.')[0]}`, last: 'Testa', first: 'Marguerite' };
  const lines = [{ number: 1, code: '99223', modifiers: [], units: 1, chargeCents: OWES, date: '2026-03-09', diagnoses: [1] }];
  await billing.claims.put(
    aBilledClaim(`C-${id}`, { account: AccountId.parse(id), encounter: undefined, patient, lines, totalCents: OWES }),
  );
  await billing.accounts.put(anAccount(id, { selfPay: true, encounter: undefined, patient }));
}

/** The patient pays all that is owed on an account of `holdBorne`. */
export async function paidWhole({ accounts }: Pick<Billing, 'accounts'>, id: string): Promise<void> {
  const paid = { id: 'T-1', date: '2026-05-01', kind: 'patient-payment', amountCents: -OWES, owedBy: 'patient', says: 'Paid at the desk' };
  const record = await accounts.find(id);
  if (record === undefined) throw new Error(`there is no account ${id}`);
  await accounts.put(AccountRecord.parse({ ...record, posted: [paid] }));
}
