/** Where the server is. Nothing about a patient goes into a URL, and the token into no message. */
export interface FhirServer {
  /** Base address, without a slash at its end. */
  readonly url: string;
  /** Asked at each request, so that a token may be replaced while the program runs. */
  readonly token?: () => Promise<string>;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base address: `Condition`, `Condition/_search`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly location: string;
  /** In seconds, by the server's own clock. */
  readonly retryAfter?: number;
  /** What the body holds as JSON; `undefined` where it holds none. */
  readonly body: unknown;
}

/** `unsent`: no connection was made, so the server knows nothing of it. */
export type NoAnswer = { readonly none: 'unsent' | 'timed-out' | 'line-lost' };

const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** One request and its whole answer, or the reason why there is none. A redirect is an answer and is not followed. */
export async function exchange({ url, token }: FhirServer, request: Request, signal: AbortSignal): Promise<Answer | NoAnswer> {
  // A connection of its own: one that was kept may have been closed by the other end, and then nobody knows what was sent.
  const headers = {
    accept: 'application/fhir+json',
    connection: 'close',
    ...request.headers,
    ...(token && { authorization: `Bearer ${await token()}` }),
  };
  try {
    const response = await fetch(`${url}/${request.path}`, {
      method: request.method,
      headers,
      redirect: 'manual',
      signal,
      ...(request.body !== undefined && { body: request.body }),
    });
    const retryAfter = secondsOf(response.headers.get('retry-after'), response.headers.get('date'));
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      ...(retryAfter !== undefined && { retryAfter }),
      body: jsonOrNothing(await response.text()),
    };
  } catch (thrown) {
    if (signal.aborted) return { none: 'timed-out' };
    return { none: UNSENT.has(codeOf(thrown)) ? 'unsent' : 'line-lost' };
  }
}

function secondsOf(retryAfter: string | null, date: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const until = (Date.parse(retryAfter) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(until) ? Math.max(0, until) : 0;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's code, which stands in the error itself, its cause, or the first of several addresses that were tried. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return codeOf(thrown instanceof AggregateError ? thrown.errors[0] : thrown.cause);
}
