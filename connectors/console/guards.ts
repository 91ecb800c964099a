import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** No script, no frame, no other origin, nothing kept. */
export function headers(publicUrl: string | undefined): RequestHandler {
  const secure = publicUrl?.startsWith('https:') === true;
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex, nofollow',
      ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
    });
    next();
  };
}

/** Asked for under another name than ours, it is somebody's page that was pointed at this address. */
export function ownHost(publicUrl: string | undefined): RequestHandler {
  const ours = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request, response, next) => {
    const { host = '' } = request.headers;
    if (host.toLowerCase() === ours || LOOPBACK.test(host.toLowerCase())) next();
    else response.status(421).type('text/plain').send('Countersign is not served under this name.');
  };
}

export const ownMethods: RequestHandler = ({ method }, response, next) => {
  if (method === 'GET' || method === 'POST') next();
  else response.status(405).set('Allow', 'GET, POST').type('text/plain').send('Only GET and POST are answered here.');
};

/** A form of ours is short. */
export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: '16kb',
  parameterLimit: 20,
  type: 'application/x-www-form-urlencoded',
});

export const brokenForm: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  const status =
    typeof thrown === 'object' && thrown !== null && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 500;
  if (response.headersSent || status >= 500) next(thrown);
  else response.status(status).type('text/plain').send('What was sent could not be read. Nothing was changed.');
};

/**
 * Whether a form came from a page of ours. The browser says where it came from, where it does; the form says it in any case. With no
 * referrer given out the origin of our own forms reads `null`, so what is known of the site counts before it.
 */
export function isOwnForm({ headers: sent, body }: Request, form: string): boolean {
  const { origin } = sent;
  const site = sent['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined && origin !== 'null' && !isHost(origin, sent.host)) return false;
  return fieldOf(body, 'form') === form;
}

function isHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** A field of a form, where it was sent once. */
export function fieldOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  const value: unknown = (body as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
