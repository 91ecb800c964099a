import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { amountCentsOf, parsePayload, weighedCentsOf } from '../effects/payloads.ts';
import type { Policy } from '../policy/policy.ts';
import type { Proposal, ProposalDraft } from '../proposal.ts';
import { stale } from '../why-not.ts';
import type { Accountable } from './accountable.ts';
import { isOnAccount, remake, type OnAccount } from './remake.ts';
import type { Remade } from './remade.ts';

/**
 * Works the account of a posting, a payment plan or a message out again, drafts the effect once more, and compares: what is sent, what the card
 * shows, what it counts with and what it rests on MUST be the same to the letter. Throws Failure `bad-input`, without a word of a card. A
 * draft of another kind passes.
 */
export async function mustStandOnAccount(unit: Accountable, draft: ProposalDraft, policy: Policy): Promise<void> {
  const { kind, payload } = draft;
  if (!isOnAccount(kind)) return;
  const { account = 'no account' } = parsePayload(kind, payload);
  const made = await remake({ kind, payload }, unit, policy).catch((thrown: unknown) => whyIn(thrown));
  const wrong = typeof made === 'string' ? made : faultOf(draft, made);
  if (wrong !== undefined) throw new Failure('bad-input', `The ${kind} on ${account} does not stand: ${wrong}. Nothing was proposed.`);
}

/**
 * The same when somebody approves it, by the card that they saw: others may have been approved, appealed or entered in between. Throws
 * Failure `stale`.
 */
export async function mustStillStand(unit: Accountable, proposal: Proposal, policy: Policy): Promise<void> {
  const { id, kind, payload, preview } = proposal;
  if (!isOnAccount(kind)) return;
  const made = await remake({ kind, payload }, unit, policy, proposal).catch((thrown: unknown) => whyIn(thrown));
  const wrong = typeof made === 'string' ? made : (overtakenIn(kind, proposal, made) ?? unshown(preview, made.lasting));
  if (wrong !== undefined) throw stale(id, wrong);
}

/** Parts of a draft, as whoever reads the refusal knows them. */
const PARTS = {
  subject: 'what its card is about',
  preview: 'what its card shows',
  sources: 'what it rests on',
  care: 'the care it takes',
  editions: 'the editions it names',
  encounter: 'the case it names',
  trace: 'the trace it names',
} as const satisfies Partial<Record<keyof ProposalDraft, string>>;

function faultOf(draft: ProposalDraft, { draft: made }: Remade): string | undefined {
  const key = differingKey(draft.payload, made.payload, []);
  if (key !== undefined) return `its ${key} is not what the account comes to`;
  const part = (Object.keys(PARTS) as (keyof typeof PARTS)[]).find((one) => !isSame(draft[one], made[one]));
  return part === undefined ? undefined : `${PARTS[part]} is not what the account comes to`;
}

/** Day and weight are those of when it was asked for: it may count on an earlier day, and never weigh less than now. */
function overtakenIn(kind: OnAccount, { payload }: Proposal, { draft: made }: Remade): string | undefined {
  const key = differingKey(payload, made.payload, ['date', 'withEarlierCents']);
  if (key !== undefined) return `its ${key} is not what the account comes to now`;
  const [then, now] = [weighedCentsOf(kind, payload) ?? 0, weighedCentsOf(kind, made.payload) ?? 0];
  if (now <= then || amountCentsOf(kind, payload) === undefined) return undefined;
  return 'more was approved since that counts with it, so it weighs more than its card says';
}

function unshown(preview: readonly Block[], lasting: readonly Block[]): string | undefined {
  const shown = new Set(preview.map(bytesOf));
  return lasting.every((block) => shown.has(bytesOf(block))) ? undefined : 'the account has changed since, and its card does not show it';
}

function differingKey(one: unknown, other: unknown, but: readonly string[]): string | undefined {
  const [a, b] = [Object(one) as Record<string, unknown>, Object(other) as Record<string, unknown>];
  return [...new Set([...Object.keys(b), ...Object.keys(a)])].find((key) => !but.includes(key) && !isSame(a[key], b[key]));
}

function isSame(one: unknown, other: unknown): boolean {
  return bytesOf(one) === bytesOf(other);
}

function bytesOf(value: unknown): string {
  return value === undefined ? '' : digest(jsonOf(value));
}

/** Why it cannot be drafted at all, as part of a sentence. What breaks is thrown on. */
export function whyIn(thrown: unknown): string {
  if (!(thrown instanceof Failure) || thrown.code !== 'bad-input') throw thrown;
  return thrown.says.replace(/ Nothing was proposed\.$/u, '').replace(/\.$/u, '');
}
