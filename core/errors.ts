/**
 * Every way this program refuses. `says` is the only text that may reach a person, so it never holds chart text;
 * `http` and `exit` are what a server and a command line answer with.
 */
const CATALOGUE = {
  'bad-input': { http: 400, exit: 2 },
  'bad-config': { http: 500, exit: 78 },
  'bad-file': { http: 422, exit: 65 },
  'not-found': { http: 404, exit: 4 },
  'not-allowed': { http: 403, exit: 77 },
  stale: { http: 409, exit: 5 },
  expired: { http: 409, exit: 5 },
  altered: { http: 409, exit: 5 },
  'already-decided': { http: 409, exit: 5 },
  'no-edition': { http: 422, exit: 6 },
  'data-dir-held': { http: 503, exit: 75 },
  'newer-schema': { http: 503, exit: 75 },
  unavailable: { http: 503, exit: 69 },
  'broken-promise': { http: 500, exit: 70 },
} as const;

export type FailureCode = keyof typeof CATALOGUE;

export const FAILURE_CODES = Object.keys(CATALOGUE) as readonly FailureCode[];

/** The one class that is thrown. `says` is a whole sentence: what is wrong, where, and what to do. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly says: string;
  readonly http: number;
  readonly exit: number;

  constructor(code: FailureCode, says: string, options?: { readonly cause?: unknown }) {
    super(`${code}: ${says}`, options);
    this.name = 'Failure';
    this.code = code;
    this.says = says;
    this.http = CATALOGUE[code].http;
    this.exit = CATALOGUE[code].exit;
  }
}

/** What may be shown of anything thrown: a failure's own sentence, and nothing of any other error. */
export function sayable(thrown: unknown): string {
  return thrown instanceof Failure ? thrown.says : 'Something broke inside Countersign. Nothing was changed.';
}
