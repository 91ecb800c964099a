import { z } from 'zod';
import { planPosting, type PlannedPosting, type PostingKind } from '#core/billing/plan-posting.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { claimCalled } from '../billing/find-claim.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { accountAtWork, restsOn, type AccountAtWork } from '../patient-bills/account-at-work.ts';
import type { RefusedPart } from '../patient-bills/denied-parts.ts';
import { heldBy, type ProposedPosting } from '../patient-bills/money-waiting.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';
import { appealsStillOpen } from './appeal-still-open.ts';
import { draftPosting } from './draft-posting.ts';

const Asked = z.object({
  account: z.string().min(1).optional().describe('Account id, such as A-88; or a claim'),
  claim: z.string().min(1).optional().describe('Claim id, such as C-88: only what payers refused of it counts'),
  kind: z.enum(['write-off', 'adjustment', 'refund', 'transfer']),
  amountCents: z
    .union([z.int().positive(), z.literal('balance')])
    .optional()
    .describe('Cents, or "balance": all there is, as without it'),
  owedBy: z.enum(['patient', 'insurance']).optional().describe("Whose balance; the patient's where the patient owes anything"),
  direction: z.enum(['credit', 'debit']).optional().describe('Of an adjustment: debit puts back what was taken off before'),
  reason: z.string().min(3).max(200).describe('Why, in a line that may stand on the account'),
});
type Asked = z.infer<typeof Asked>;

export const proposeAdjustment = defineTool({
  name: 'propose_adjustment',
  summary: 'Put a write-off, an adjustment, a refund or a transfer on an account up for a decision, with its arithmetic. It posts nothing.',
  risk: 'billing',
  input: Asked,
  output: ProposedBilling,
  async draft(asked, running) {
    const { at, claim } = await accountFor(asked, running);
    const beside = at.open.filter((one) => !isReplacedBy(one, asked.kind, claim ?? at.account.record.id));
    const refused = at.refused.filter((part) => claim === undefined || part.claim === claim);
    const planned = plan({ ...asked, claim }, { ...at, open: beside }, refused);
    const givesUp = planned.owedBy === 'insurance' && planned.direction === 'credit' && planned.movesTo === undefined;
    const warnings = [
      ...(givesUp ? await appealsStillOpen(refused, at.today, running) : []),
      ...beside.map(({ proposal, kind }) => `${proposal}, a ${kind} on this account, waits as well.`),
    ];
    const { transactionCodes } = running.editions.shipped();
    const { kind, reason } = asked;
    const transactionCode = transactionCodes[planned.code];
    const wanted = { kind, planned, reason, transactionCode, claim, warnings, sources: await restsOn(at, running) };
    return { drafts: [draftPosting(at, wanted)], refused: [] };
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
    return { at: await accountAtWork(account, running), claim: undefined };
  }
  const found = await claimCalled(claim, running);
  if (account !== undefined && account.toUpperCase() !== found.account.toUpperCase())
    throw new Failure('bad-input', `Claim ${found.id} is of account ${found.account}, and not of ${account}. Name one of the two.`);
  return { at: await accountAtWork(found.account, running), claim: found.id };
}

/** A pending proposal of the same kind and subject gives way to the new one, so what it holds is free again. */
function isReplacedBy({ pending, subject, kind: waiting }: ProposedPosting, kind: PostingKind, wanted: string): boolean {
  return pending && subject === wanted && (waiting === 'write-off') === (kind === 'write-off');
}

/** Where the patient owes too, an amount that is just what a payer refused is meant for the one or the other. */
function mustSayWhose(
  { kind, amountCents }: Asked,
  owedBy: Asked['owedBy'],
  { account }: AccountAtWork,
  refused: readonly RefusedPart[],
): void {
  if (kind !== 'write-off' || owedBy !== undefined || account.patientOwesCents <= 0) return;
  const part = refused.find((one) => one.amountCents === amountCents);
  if (part === undefined) return;
  const sums = `the patient owes ${dollars(account.patientOwesCents)}, and ${dollars(part.amountCents)} was refused on ${part.claim}`;
  throw new Failure(
    'bad-input',
    `Whose? On account ${account.record.id} ${sums}. Say "what insurance refused" or "what the patient owes".`,
  );
}

function plan(asked: Asked, at: AccountAtWork, refused: readonly RefusedPart[]): PlannedPosting {
  const sum = (parts: readonly RefusedPart[]): number => parts.reduce((total, { amountCents }) => total + amountCents, 0);
  const written = writtenOff(asked.claim, at);
  const refusedCents = Math.max(0, sum(refused) - written);
  const refusedToPatientCents = Math.min(refusedCents, sum(refused.filter(({ toPatient }) => toPatient)));
  const owedBy = asked.owedBy ?? (asked.claim === undefined ? undefined : 'insurance');
  mustSayWhose(asked, owedBy, at, refused);
  const { kind, amountCents = 'balance', direction } = asked;
  return planPosting(at.account, { kind, amountCents, owedBy, direction }, { ...heldBy(at.open), refusedCents, refusedToPatientCents });
}

/** What was taken off refused amounts already, here or by the account system. What does not say which claim it was for counts for each. */
function writtenOff(claim: string | undefined, { account, standing }: AccountAtWork): number {
  const ours = standing.filter(
    (one) => one.owedBy === 'insurance' && (claim === undefined || one.claim === undefined || one.claim === claim),
  );
  const others = account.entries.filter(
    ({ owedBy, kind, proposal }) => owedBy === 'insurance' && proposal === undefined && (kind === 'write-off' || kind === 'transfer'),
  );
  return -[...ours, ...others].reduce((total, { amountCents }) => total + amountCents, 0);
}
