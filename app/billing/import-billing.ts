import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { listFiles } from '#connectors/charts-in/list-files.ts';
import { AccountRecord } from '#core/billing/account.ts';
import { Claim } from '#core/billing/claim.ts';
import { isOfPatient } from '#core/billing/claim-again.ts';
import { Failure } from '#core/errors.ts';
import { PayerTerms } from '#core/billing/payer-terms.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { Unit } from '#tools/unit.ts';
import type { Taking } from './take-transaction.ts';
import { unlessAltered } from './unless-altered.ts';

/** A file of what billing rests on: claims as they were sent, accounts, terms of payers. */
const BillingFile = z.strictObject({
  claims: z.array(Claim).default([]),
  accounts: z.array(AccountRecord).default([]),
  terms: z.array(PayerTerms).default([]),
});
type BillingFile = z.infer<typeof BillingFile>;

export interface BillingImported {
  readonly files: number;
  readonly claims: number;
  readonly accounts: number;
  readonly terms: number;
  readonly refused: readonly { readonly file: string; readonly why: string }[];
}

/** Brings JSON files in, each whole or not at all. What is there under the same id or payer and day is replaced. */
export async function importBilling(taking: Taking, path: string): Promise<BillingImported> {
  const { files, refused } = await listFiles(path);
  const read: BillingFile[] = [];
  const bad = [...refused];
  for (const { file, path: at } of files) {
    const found = readBilling(await readFile(at, 'utf8'));
    if ('why' in found) {
      bad.push({ file, why: found.why });
      continue;
    }
    const why = await written(taking, found);
    if (why === undefined) read.push(found);
    else bad.push({ file, why });
  }
  const count = (what: keyof BillingFile) => read.reduce((sum, one) => sum + one[what].length, 0);
  return { files: files.length, claims: count('claims'), accounts: count('accounts'), terms: count('terms'), refused: bad };
}

/** Names the place of what is wrong, and never the value, which may be of a patient. */
function readBilling(text: string): BillingFile | { readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { why: 'It is no JSON.' };
  }
  const parsed = BillingFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { why: `${issue?.path.join('.') || 'The file'}: ${issue?.message ?? 'not understood'}.` };
  }
  const wrong = parsed.data.claims.find(
    ({ lines, totalCents }) => lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0) !== totalCents,
  );
  return wrong === undefined ? parsed.data : { why: `Claim ${wrong.id}: its lines do not come to its total.` };
}

/** Why a file was not written, where what it says does not agree with what is here. */
async function written(taking: Taking, file: BillingFile): Promise<string | undefined> {
  try {
    await write(taking, file);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'bad-input') return thrown.says;
    throw thrown;
  }
}

const MOST_CLAIMS = 1_000;

/** Throws Failure `bad-input` where an account is of another patient than one of its claims: what is decided by patient would be parted. */
async function mustBeOfOnePatient({ billing }: Unit, file: BillingFile): Promise<void> {
  for (const id of new Set([...file.accounts, ...file.claims.map(({ account }) => ({ id: account }))].map((one) => one.id))) {
    const account = await billing.accounts.find(id).catch(unlessAltered);
    if (account === undefined) continue;
    const claims = (await billing.claims.list({ account: id, limit: MOST_CLAIMS }).catch(unlessAltered)) ?? [];
    const other = claims.find((claim) => !isOfPatient(claim, account.patient));
    if (other !== undefined)
      throw new Failure(
        'bad-input',
        `Account ${id} is of another patient than its claim ${other.id}. Bring both in with the same number of the patient, in one file.`,
      );
  }
}

async function write({ store, tenant, by }: Taking, file: BillingFile): Promise<void> {
  await store.within(tenant, async (unit) => {
    await unit.lockWriters();
    for (const claim of file.claims) {
      const there = await unit.billing.claims.find(claim.id).catch(unlessAltered);
      // The payer acknowledged it by a file of its own, which this one need not know of.
      await unit.billing.claims.put(
        claim.acknowledgedOn === undefined && there?.acknowledgedOn !== undefined
          ? { ...claim, acknowledgedOn: there.acknowledgedOn }
          : claim,
      );
    }
    for (const account of file.accounts) await unit.billing.accounts.put(account);
    await mustBeOfOnePatient(unit, file);
    const changed = await writeTerms(unit, file.terms);
    const { claims, accounts, terms } = file;
    const about = { claims: claims.length, accounts: accounts.length, terms: terms.length, changed, digest: digest(jsonOf(file)) };
    await unit.ledger.append({ tenant, ...by, act: 'billing.imported', about });
  });
}

/** Whose terms were written, with the version of all that was entered for that payer before and after. */
async function writeTerms({ billing, sources }: Unit, terms: readonly PayerTerms[]) {
  const payers = [...new Set(terms.map(({ payer }) => payer))];
  const versions = async () => {
    const found: (string | undefined)[] = [];
    for (const payer of payers) found.push(await sources.version(`terms:${payer}`));
    return found;
  };
  const before = await versions();
  for (const one of terms) await billing.terms.put(one);
  const after = await versions();
  return payers.map((payer, at) => ({ payer, before: before[at], after: after[at] })).filter((one) => one.before !== one.after);
}
