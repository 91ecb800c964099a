import { plusDays } from '#core/appeals/calendar/days.ts';
import { LocalDate } from '#core/codes.ts';
import { dollars } from '#core/money.ts';
import type { RemittanceEvent, RemittanceHead, RemittanceTail, RemittedClaim } from '#core/remittance/remittance.ts';
import type { IsDenial } from '#core/billing/taken-off.ts';
import type { Channel, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Begun, RemittanceRecord } from '#tools/billing/records.ts';
import type { Unit } from '#tools/unit.ts';
import { draftsOf } from './find-claims.ts';

/** Claims that are written at once: what stands in memory of a file, whatever its size. */
const BATCH = 500;

export interface Taking {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly by: { readonly actor: string; readonly channel: Channel };
  readonly isDenial: IsDenial;
}

/** One transaction of a file, and what became of it. `fresh`: false for one that was there. */
export interface Taken {
  readonly id: string;
  readonly state: RemittanceRecord['state'];
  readonly fresh: boolean;
  readonly head: RemittanceHead;
  readonly tail: RemittanceTail;
  readonly matched: number;
}

/**
 * Takes one transaction as it streams by, a batch of claims at a time. Nothing of it counts before its end is written, and a later import
 * begins it anew where this one died. What does not balance, has an error or was posted before from another file is quarantined.
 */
export function transactionTaker(
  taking: Taking,
  from: { readonly file: string; readonly sha256: string; readonly place: number },
  head: RemittanceHead,
) {
  const { store, tenant } = taking;
  let begun: Begun | undefined;
  let [waiting, written, matched]: [RemittedClaim[], number, number] = [[], 0, 0];

  async function write(unit: Unit): Promise<Begun> {
    begun ??= await unit.billing.remittances.begin({ ...from, head });
    if (begun.as === 'known') return begun;
    const drafts = await draftsOf(unit.billing, { head, said: waiting, first: written }, taking.isDenial);
    await unit.billing.remittances.write(begun.id, drafts);
    matched += drafts.filter(({ found }) => 'claim' in found).length;
    written += waiting.length;
    waiting = [];
    return begun;
  }

  return {
    async claim(claim: RemittedClaim): Promise<void> {
      if (begun?.as === 'known') return;
      waiting.push(claim);
      if (waiting.length >= BATCH) await store.within(tenant, write);
    },
    end: (tail: RemittanceTail): Promise<Taken> =>
      store.within(tenant, async (unit) => {
        const { id, ...as } = await write(unit);
        if (as.as === 'known') return knownOne(unit, id, { head, tail, matched });
        const told = withFuture(head, tail, LocalDate.parse((await unit.now()).slice(0, 10)));
        return finish(unit, taking, { id, matched, tail: await withDuplicates(unit, id, head, told) });
      }),
  };
}

async function knownOne(unit: Unit, id: string, { head, tail, matched }: Pick<Taken, 'head' | 'tail' | 'matched'>): Promise<Taken> {
  const there = await unit.billing.remittances.find(id);
  return { id, state: there?.state ?? 'quarantined', fresh: false, head, tail: there?.tail ?? tail, matched };
}

async function finish(unit: Unit, { tenant, by }: Taking, { id, matched, tail }: Pick<Taken, 'id' | 'matched' | 'tail'>): Promise<Taken> {
  const sound = tail.balanced && !tail.findings.some(({ severity }) => severity === 'error');
  const { state, head, sha256 } = await unit.billing.remittances.finish(id, { tail, state: sound ? 'posted' : 'quarantined' });
  const version = (await unit.sources.version(`remittance:${id}`)) ?? '';
  await unit.ledger.append({
    tenant,
    ...by,
    act: 'remittance.imported',
    about: { remittance: id, state, claims: tail.claims, matched, file: sha256, version },
  });
  return { id, state, fresh: true, head, tail, matched };
}

/** Days that a payment may be dated ahead of the day on which its remittance comes in: payers announce a transfer before it takes effect. */
const MOST_DAYS_AHEAD = 30;

/** No deadline counts from a payment that is dated far ahead: the date, or the file, is wrong. */
function withFuture({ date }: RemittanceHead, tail: RemittanceTail, today: LocalDate): RemittanceTail {
  if (date === undefined || date <= plusDays(today, MOST_DAYS_AHEAD)) return tail;
  const says = `Its payment is dated ${date}, more than ${MOST_DAYS_AHEAD} days after today, ${today}, so it was not posted. Ask the payer for one with the right date.`;
  return { ...tail, findings: [...tail.findings, { severity: 'error', rule: '835.payment.future', says }] };
}

/** The same payment in another file is never posted twice. */
async function withDuplicates({ billing }: Unit, id: string, head: RemittanceHead, tail: RemittanceTail): Promise<RemittanceTail> {
  const found = (says: string) => ({ ...tail, findings: [...tail.findings, { severity: 'error', rule: '835.duplicate', says } as const] });
  const same = head.trace === undefined ? [] : await billing.remittances.samePayment(head);
  if (same.length > 0)
    return found(
      `${same.join(' and ')} has the same payer, trace number and payment of ${dollars(head.paymentCents)}, so this one was not posted.`,
    );
  const said = tail.claims === 0 ? [] : await billing.remittances.saidBefore(id);
  const paid = said.length > 0 || tail.claims === 0 ? [] : await billing.remittances.paidBefore(id);
  if (said.length === 0 && paid.length === 0) return tail;
  if (paid.length > 0) return found(paidAlready(paid));
  return found(
    `${said.join(' and ')} said all of this of the same claims already, under the payer's own numbers and with the same amounts, so this one was not posted.`,
  );
}

const MOST_NAMED = 5;

function paidAlready(paid: readonly { readonly claim: string; readonly id: string }[]): string {
  const named = paid.slice(0, MOST_NAMED).map(({ claim, id }) => `${claim} (${id})`);
  const more = paid.length > MOST_NAMED ? ` and ${paid.length - MOST_NAMED} more` : '';
  return `It pays again what was paid already under the payer's own numbers and was not taken back: ${named.join(', ')}${more}. So this one was not posted. Ask the payer for one that takes the first payment back, or without those claims.`;
}

/** What a reader gives of one transaction. */
export type TransactionEvent = Exclude<RemittanceEvent, { readonly kind: 'finding' }>;
