import type { AccountRecord } from '#core/billing/account.ts';
import { Failure } from '#core/errors.ts';
import { accountAtWork, type AccountAtWork } from '#guardrails/account/account-at-work.ts';
import type { Running } from '../define-tool.ts';

/** An account at work, by its id as people type it or that of one of its claims. Throws Failure `not-found` with the ids that were perhaps meant. */
export async function accountCalled(typed: string, { unit }: Pick<Running, 'unit'>): Promise<AccountAtWork> {
  const { accounts, claims } = unit.billing;
  const claim = await claims.find(typed);
  const record: AccountRecord | undefined =
    (await accounts.find(typed)) ?? (await accounts.find(typed.toUpperCase())) ?? (claim && (await accounts.find(claim.account)));
  if (record !== undefined) return accountAtWork(record, unit);
  const near = await accounts.near(typed, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' Accounts are brought in with their claims.';
  throw new Failure('not-found', `There is no account ${typed}.${hint}`);
}
