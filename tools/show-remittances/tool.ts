import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { toldCode } from '#core/remittance/told-code.ts';
import type { RemittanceRecord, RemittedRecord } from '../billing/records.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { presentRemittances } from './present-remittances.ts';
import { RemittancesShown } from './remittances-shown.ts';

const MOST_LISTED = 50;
const MOST_CLAIMS = 100;

export const showRemittances = defineTool({
  name: 'show_remittances',
  summary:
    'Show a remittance as it was brought in, claim by claim, or list remittances, or those that do not balance and count for nothing.',
  risk: 'read',
  input: z.object({
    remittance: z.string().min(1).max(40).optional().describe('One by its number, such as R-12; without it, the newest'),
    state: z.enum(['posted', 'quarantined']).optional().describe('Only those that count, or that do not balance'),
  }),
  output: RemittancesShown,
  async run({ remittance, state }, running) {
    const { remittances } = running.unit.billing;
    if (remittance !== undefined) return oneCalled(remittance, running);
    const found = await remittances.list({ limit: MOST_LISTED + 1, ...(state !== undefined && { state }) });
    return { remittances: found.slice(0, MOST_LISTED).map(rowOf), more: found.length > MOST_LISTED };
  },
  present: presentRemittances,
});

/** Throws Failure `not-found` where there is none of that number. */
async function oneCalled(typed: string, running: Running): Promise<RemittancesShown> {
  const { remittances } = running.unit.billing;
  const id = typed.trim().replace(/^R?[ -]*(?=\d+$)/i, 'R-');
  const record = await remittances.find(id);
  if (record === undefined)
    throw new Failure('not-found', `There is no remittance ${typed.trim()}. "list the remittances" shows the newest.`);
  const said = await remittances.ofRemittance(record.id, MOST_CLAIMS + 1);
  const { words } = running.editions.shipped();
  return {
    remittances: [rowOf(record)],
    more: false,
    said: {
      claims: said.slice(0, MOST_CLAIMS).map(claimRow),
      more: said.length > MOST_CLAIMS,
      payment: record.tail.providerAdjustments.map(({ code, amountCents }) => ({
        code: toldCode(code),
        says: words.inWords('plb', code),
        amountCents,
      })),
    },
  };
}

function rowOf({ id, file, state, head, tail }: RemittanceRecord): RemittancesShown['remittances'][number] {
  const { payer, trace, date, paymentCents } = head;
  const name = payer.name ?? payer.id;
  const faults = tail.findings.filter(({ severity }) => severity === 'error').map(({ says }) => says);
  return {
    ...{ id, file, paymentCents, state, claims: tail.claims, claimsPaidCents: tail.claimsPaidCents, differenceCents: tail.differenceCents },
    faults: state === 'quarantined' ? faults : [],
    ...(name !== undefined && { payer: name }),
    ...(trace !== undefined && { trace }),
    ...(date !== undefined && { date }),
  };
}

function claimRow({ remitted, matched }: RemittedRecord): NonNullable<RemittancesShown['said']>['claims'][number] {
  const { claimId, status, billedCents, paidCents, patientResponsibilityCents } = remitted;
  return {
    ...{ named: claimId, status: toldCode(status), billedCents, paidCents, patientCents: patientResponsibilityCents },
    ...(matched !== undefined && { claim: matched.claim }),
  };
}
