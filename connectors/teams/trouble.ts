import { ChatTrouble } from '#agent/chat/surface.ts';

const A_MOMENT_MS = 5_000;
/** An administrator has to do something first: a secret ran out, an app was blocked. */
const A_MINUTE_MS = 60_000;

/** What a failed call means for whoever may try again. `code` is Teams' own, or absent where the answer was not one of Teams. */
export function troubleOf(status: number, code: string | undefined, retryAfter: string | null): ChatTrouble {
  const says = code === undefined ? `HTTP ${status}` : `HTTP ${status} ${code}`;
  if (status === 401) return new ChatTrouble('wait', says, A_MINUTE_MS);
  if (status === 408 || status === 412 || status === 429 || status >= 500) return new ChatTrouble('wait', says, waitMs(retryAfter));
  // 403: we are not, or no more, in that conversation, or may not write there.
  return new ChatTrouble(status === 403 || status === 404 || status === 410 ? 'gone' : 'refused', says);
}

export function noAnswer(): ChatTrouble {
  return new ChatTrouble('wait', 'no answer', A_MOMENT_MS);
}

function waitMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : A_MOMENT_MS;
}

/** Teams' code in the body of a failed call. Its message may quote what was sent, and is left there. */
export function codeIn(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' && /^\w{1,80}$/.test(error.code) ? error.code : undefined;
  } catch {
    return undefined;
  }
}
