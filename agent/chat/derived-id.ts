import { digest } from '#guardrails/audit/canonical-json.ts';

/** A UUIDv8 (RFC 9562) of the SHA-256 over its parts: what is made again after a crash has the same id, and is there once. */
export function derivedId(...parts: readonly string[]): string {
  const hex = digest([...parts]);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
