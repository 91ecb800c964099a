import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import type { AccountAtWork } from '#guardrails/account/account-at-work.ts';
import { draftPosting } from '#guardrails/account/draft-posting.ts';
import { claimCalled } from '../billing/find-claim.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { accountCalled } from '../patient-bills/account-called.ts';
import { AboveZero, NO_AMOUNT } from '../patient-bills/amount-asked.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

const Asked = z.object({
  account: z.string().min(1).optional().describe('Account id, such as A-88; or a claim'),
  claim: z.string().min(1).optional().describe('Claim id, such as C-88: only what payers refused of it counts'),
  kind: z.enum(['write-off', 'adjustment', 'refund', 'transfer']),
  amountCents: z
    .union([AboveZero, z.literal('balance')], NO_AMOUNT)
    .optional()
    .describe('Cents, or "balance": all there is, as without it'),
  owedBy: z.enum(['patient', 'insurance']).optional().describe("Whose balance; the patient's where the patient owes anything"),
  direction: z.enum(['credit', 'debit']).optional().describe('Of an adjustment: debit puts back what was taken off before'),
  reason: z.string().min(3).max(200).optional().describe('Why, in a line that may stand on the account. Nothing is put up without one'),
});
type Asked = z.infer<typeof Asked>;

const WHY = 'Say why, behind a comma, as in "write off $40.00 on A-1042, small balance". The reason stands on the account.';

export const proposeAdjustment = defineTool({
  name: 'propose_adjustment',
  summary: 'Put a write-off, an adjustment, a refund or a transfer on an account up for a decision, with its arithmetic. It posts nothing.',
  risk: 'billing',
  input: Asked,
  output: ProposedBilling,
  async draft(asked, running) {
    const { at, claim } = await accountFor(asked, running);
    const { kind, amountCents = 'balance', direction, reason } = asked;
    if (reason === undefined) throw new Failure('bad-input', WHY);
    const owedBy = asked.owedBy ?? (claim === undefined ? undefined : 'insurance');
    mustSayWhose(asked, owedBy, at);
    const wanted = { kind, amountCents, claim, owedBy, direction, reason };
    const { draft } = await draftPosting(at, wanted, running.unit, running.policy);
    return { drafts: [draft], refused: [] };
  },
  report: reportBilling,
  present: presentBilling,
});

/** The account, by its own id or by that of a claim. */
async function accountFor(
  { account, claim }: Asked,
  running: Running,
): Promise<{ readonly at: AccountAtWork; readonly claim: string | undefined }> {
  if (claim === undefined) {
    if (account === undefined) throw new Failure('bad-input', 'Say which account, such as A-88, or which claim, such as C-88.');
    return { at: await accountCalled(account, running), claim: undefined };
  }
  const found = await claimCalled(claim, running);
  if (account !== undefined && account.toUpperCase() !== found.account.toUpperCase())
    throw new Failure('bad-input', `Claim ${found.id} is of account ${found.account}, and not of ${account}. Name one of the two.`);
  return { at: await accountCalled(found.account, running), claim: found.id };
}

/** Where the patient owes too, an amount that is just what a payer refused is meant for the one or the other. */
function mustSayWhose({ kind, amountCents }: Asked, owedBy: Asked['owedBy'], { account, refused }: AccountAtWork): void {
  if (kind !== 'write-off' || owedBy !== undefined || account.patientOwesCents <= 0) return;
  const part = refused.find((one) => one.amountCents === amountCents);
  if (part === undefined) return;
  const sums = `the patient owes ${dollars(account.patientOwesCents)}, and ${dollars(part.amountCents)} was refused on ${part.claim}`;
  throw new Failure(
    'bad-input',
    `Whose? On account ${account.record.id} ${sums}. Say "what insurance refused" or "what the patient owes".`,
  );
}
