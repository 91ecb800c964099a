/** No check waits longer for anything that is asked over a network. */
export const PATIENCE_MS = 5_000;
const LONGEST_ANSWER = 256 * 1024;

export interface Asked {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** What the body holds as JSON; `undefined` where it holds none. */
  readonly body: unknown;
}

/** One request, tried once; a redirect is an answer. `none` says why there is none, without a word of what was sent. */
export async function askAddress(url: string, request: RequestInit = {}): Promise<Asked | { readonly none: string }> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS), ...request });
    const text = (await response.text()).slice(0, LONGEST_ANSWER);
    return { status: response.status, header: (name) => response.headers.get(name), body: jsonOrNothing(text) };
  } catch (thrown) {
    return { none: whyNone(thrown) };
  }
}

/** The code of what went wrong and nothing of its message, which may quote the request. */
function whyNone(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown';
  if (thrown.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1_000} s`;
  const { cause } = thrown;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'the line broke';
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
