import { z } from 'zod';
import { LocalDate } from '../codes.ts';
import type { AccountRecord } from '../billing/account.ts';
import type { BillParts } from './bill-parts.ts';

/** What may be true of a bill, so that a notice belongs on it. */
export const NoticeFact = z.enum([
  'always',
  'owes',
  'insured',
  'self-pay',
  'emergency',
  'out-of-network',
  'over-estimate',
  'no-estimate',
  'plan-refused',
]);
export type NoticeFact = z.infer<typeof NoticeFact>;

const Sentences = z.array(z.string().min(1).max(300)).min(1);

/** Words that a bill to a patient must or should carry: on which bills, from when, by what law, and in which words. */
export const Notice = z.strictObject({
  /** Dotted and stable: `nsa.emergency`. */
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  /** The law or the hospital's own rule that asks for it. */
  cites: z.string().min(1).max(300),
  /** All of these are true of the bill. */
  when: z.array(NoticeFact).min(1),
  from: LocalDate,
  until: LocalDate.optional(),
  /** `{phone}` and `{overEstimate}` are filled in. */
  says: z.strictObject({ en: Sentences, es: Sentences }),
});
export type Notice = z.infer<typeof Notice>;

export const Notices = z.array(Notice).refine((all) => new Set(all.map(({ id, from }) => `${id} ${from}`)).size === all.length, {
  message: 'two notices have one id and one first day',
});

/** By how much charges must pass the estimate before a bill may be disputed (45 CFR 149.620(a)(2)(ii)). */
const SUBSTANTIAL_CENTS = 400_00;

/** The notices in force on a day that a bill must carry, in the order of the file. */
export function noticesFor(all: readonly Notice[], record: AccountRecord, parts: BillParts, on: LocalDate): readonly Notice[] {
  const facts = factsOf(record, parts);
  return all.filter(({ from, until, when }) => from <= on && (until === undefined || on <= until) && when.every((fact) => facts.has(fact)));
}

export function factsOf(record: AccountRecord, { owed, overEstimate, notCovered, charged }: BillParts): ReadonlySet<NoticeFact> {
  const { selfPay, emergency, outOfNetworkAtInNetwork, estimateCents } = record;
  const billed = charged !== undefined;
  const found: readonly (readonly [NoticeFact, boolean])[] = [
    ['always', true],
    ['owes', owed !== undefined],
    ['insured', billed && !selfPay],
    ['self-pay', billed && selfPay],
    ['emergency', emergency],
    ['out-of-network', outOfNetworkAtInNetwork],
    ['over-estimate', (overEstimate?.amountCents ?? 0) >= SUBSTANTIAL_CENTS],
    ['no-estimate', estimateCents === undefined],
    ['plan-refused', notCovered !== undefined],
  ];
  return new Set(found.flatMap(([fact, holds]) => (holds ? [fact] : [])));
}
