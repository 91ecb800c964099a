import { createHash } from 'node:crypto';

/** After so many sendings that were refused for now, it is a dead letter. */
export const MOST_ATTEMPTS = 10;

const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 30 * 60;
const LONGEST_ASKED_SECONDS = 60 * 60;
const READINGS_SECONDS = [5, 30, 2 * 60, 10 * 60, 60 * 60];

/**
 * Seconds until it is sent again: doubling from 5, at most half an hour, and up to a quarter more, which differs from effect to effect
 * and is the same each time it is asked. What the receiver asked for counts where it is more, up to an hour.
 */
export function sendAgainAfter(id: string, attempts: number, asked = 0): number {
  const doubled = Math.min(FIRST_SECONDS * 2 ** Math.max(0, attempts - 1), LONGEST_SECONDS);
  const jitter = createHash('sha256').update(`${id} ${attempts}`).digest().readUInt16BE(0) / 65_536;
  return Math.round(Math.max(doubled, Math.min(asked, LONGEST_ASKED_SECONDS)) * (1 + jitter / 4) * 1000) / 1000;
}

/**
 * Seconds until what is unknown is read again: 5, 30, then 2 minutes, 10 and an hour. After that nothing more is read of what was
 * always absent, and what cannot be read is tried each hour.
 */
export function readAgainAfter(readings: number, found: 'absent' | 'cannot tell'): number | undefined {
  return READINGS_SECONDS[readings] ?? (found === 'absent' ? undefined : READINGS_SECONDS.at(-1));
}
