import { z } from 'zod';
import { fhirCondition, OUTBOX_SYSTEM } from '#guardrails/effects/fhir-condition.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import { parsePayload, type Target } from '#guardrails/effects/payloads.ts';
import type { Found, Receipt, Receiver } from '#guardrails/effects/receiver.ts';
import { exchange, type FhirServer } from './exchange.ts';
import { changed, receiptOf, unreadReceipt } from './receipt-of.ts';

/** MUST be shorter than the lease of a claim: whoever has lost it may not still be sending. */
const PATIENCE_MS = 10_000;
const JSON_BODY = { 'content-type': 'application/fhir+json', prefer: 'return=minimal' };

const Identifiers = z.looseObject({
  identifier: z.array(z.looseObject({ system: z.string().optional(), value: z.string().optional() })).optional(),
});
const Existing = Identifiers.extend({
  resourceType: z.literal('Condition'),
  id: z.string(),
  meta: z.looseObject({ versionId: z.string() }),
});
const Bundle = z.object({
  resourceType: z.literal('Bundle'),
  total: z.int().optional(),
  entry: z.array(z.object({ resource: Identifiers.optional() })).optional(),
});

/**
 * Writes an approved code to a FHIR R4 server: a new Condition by conditional create, so that one key is one record however often it
 * is sent; a change to the record that the payload names only while it has the version that was read.
 */
export function fhirReceiver(server: FhirServer, expiring: () => AbortSignal = () => AbortSignal.timeout(PATIENCE_MS)): Receiver {
  return {
    name: 'fhir-server',
    kinds: ['code.accept', 'code.add', 'code.change'],
    async receive(effect, approval) {
      const target = targetOf(effect);
      return target === undefined ? create(server, effect, approval, expiring()) : change(server, effect, approval, target, expiring());
    },
    find: (effect) => find(server, effect, expiring()),
  };
}

function targetOf({ kind, payload }: Owed): Target | undefined {
  const parsed = parsePayload(kind, payload);
  return 'target' in parsed ? parsed.target : undefined;
}

async function create(server: FhirServer, effect: Owed, approval: Approval, signal: AbortSignal): Promise<Receipt> {
  return receiptOf(
    await exchange(
      server,
      {
        method: 'POST',
        path: 'Condition',
        headers: { ...JSON_BODY, 'if-none-exist': `identifier=${OUTBOX_SYSTEM}|${effect.id}` },
        body: JSON.stringify(fhirCondition(effect, approval)),
      },
      signal,
    ),
  );
}

/** PUT replaces the whole record, so what stands in it and is not ours to change goes back with it. */
async function change(
  server: FhirServer,
  effect: Owed,
  approval: Approval,
  { reference, versionId }: Target,
  signal: AbortSignal,
): Promise<Receipt> {
  const answer = await exchange(server, { method: 'GET', path: reference }, signal);
  const read = 'none' in answer || answer.status !== 200 ? undefined : Existing.safeParse(answer.body);
  if (read?.success !== true) return unreadReceipt(answer);
  const { meta: _meta, ...existing } = read.data;
  if (isOurs(existing, effect)) return { state: 'done', says: `It was there already, in ${reference} at the FHIR server.` };
  if (read.data.meta.versionId !== versionId) return changed();
  const { identifier, code, meta, recordedDate, recorder, evidence, note } = fhirCondition(effect, approval);
  const body = {
    ...existing,
    identifier: [...(existing.identifier ?? []), ...identifier],
    code,
    meta,
    recordedDate,
    recorder,
    evidence,
    note,
  };
  const receipt = receiptOf(
    await exchange(
      server,
      { method: 'PUT', path: reference, headers: { ...JSON_BODY, 'if-match': `W/"${versionId}"` }, body: JSON.stringify(body) },
      signal,
    ),
  );
  return receipt.state === 'done' ? { ...receipt, says: `Changed in ${reference} at the FHIR server.` } : receipt;
}

/** Searches by POST, so that nothing of the search stands in a log of addresses. An answer that is not understood tells nothing. */
async function find(server: FhirServer, effect: Owed, signal: AbortSignal): Promise<Found> {
  const answer = await exchange(
    server,
    {
      method: 'POST',
      path: 'Condition/_search',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ identifier: `${OUTBOX_SYSTEM}|${effect.id}` }).toString(),
    },
    signal,
  );
  const bundle = 'none' in answer || answer.status !== 200 ? undefined : Bundle.safeParse(answer.body);
  if (bundle?.success !== true) return 'cannot tell';
  const { entry = [], total = entry.length } = bundle.data;
  if (entry.some(({ resource }) => resource !== undefined && isOurs(resource, effect))) return 'there';
  return entry.length === 0 && total === 0 ? 'absent' : 'cannot tell';
}

function isOurs({ identifier = [] }: z.infer<typeof Identifiers>, { id }: Owed): boolean {
  return identifier.some(({ system, value }) => system === OUTBOX_SYSTEM && value === id);
}
