import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came, before anything in it is believed. */
export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The bytes that were sent: the signature is over them, and not over what they may be decoded to. */
  readonly body: Uint8Array;
}

export type WhyUnsigned = 'missing' | 'old' | 'ahead' | 'wrong';

/** How far Slack's clock and ours may be apart, either way. */
export const MOST_APART_SECONDS = 5 * 60;

/**
 * Why this request is not one that Slack signed lately, or `undefined` where it is. Bolt refuses an old one alone; one from the future could
 * be kept and played for as long as it lies ahead.
 */
export function whyUnsigned(request: SignedRequest, secret: string, now: Date): WhyUnsigned | undefined {
  const why = whyNotLately(request, now);
  if (why !== undefined) return why;
  const { timestamp = '', signature = '', body } = request;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(timestamp, body, secret))) ? undefined : 'wrong';
}

/** The same as far as it shows before a body was read. */
export function whyNotLately({ timestamp, signature }: Omit<SignedRequest, 'body'>, now: Date): WhyUnsigned | undefined {
  if (timestamp === undefined || signature === undefined) return 'missing';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'wrong';
  const apart = Number(timestamp) - now.getTime() / 1000;
  if (apart < -MOST_APART_SECONDS) return 'old';
  return apart > MOST_APART_SECONDS ? 'ahead' : undefined;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf(timestamp: string, body: Uint8Array, secret: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}
