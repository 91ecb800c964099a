import { digest } from '../audit/canonical-json.ts';

/**
 * The id of an owed effect, and its idempotency key: a UUIDv8 (RFC 9562) of the SHA-256 over tenant, proposal and digest. The same
 * approval always has the same key, so a row that was lost and written anew sends nothing twice.
 *
 * MUST stay as it is: receivers keep these ids for ever.
 */
export function outboxId(tenant: string, proposal: string, approved: string): string {
  const hex = digest([tenant, proposal, approved]);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
