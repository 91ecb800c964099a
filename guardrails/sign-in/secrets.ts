import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Crockford's base 32: no letter in it is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** `7KQ4-M2PX`: 40 bits, for ten minutes. */
export function drawSignInCode(): string {
  // 32 letters divide 256, so each is as likely as any other.
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Two digits, the first of which is none of 0. */
export function drawNumber(): string {
  return String(randomInt(10, 100));
}

/** 256 bits. */
export function drawSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** However it was typed. */
export function hashOfCode(code: string): string {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return hashOf('code', plain);
}

/** `kind` keeps what one secret gives from being taken for what another does. */
export function hashOf(kind: 'code' | 'browser' | 'session' | 'form', secret: string): string {
  return createHash('sha256').update(`countersign sign-in v1\n${kind}\n${secret}`, 'utf8').digest('hex');
}
