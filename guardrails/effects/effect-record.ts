import type { Approval, Owed } from './outbox.ts';
import { parsePayload } from './payloads.ts';

/**
 * An approved effect as JSON for whoever takes files: what it is, exactly what was approved, and by whom. The same effect and approval
 * give the same bytes. Throws Failure `bad-input` as `parsePayload` does.
 */
export function effectRecord({ id, kind, proposal, digest, payload }: Owed, { by, at }: Approval): string {
  const record = { id, kind, proposal, digest, approvedBy: by, approvedAt: at, payload: parsePayload(kind, payload) };
  return `${JSON.stringify(record, null, 2)}\n`;
}
