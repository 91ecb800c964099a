import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { consoleBase } from '#app/console-base.ts';
import { openConsole } from '#connectors/console/open-console.ts';
import { serveWeb } from '#connectors/web/serve-web.ts';
import { Failure } from '#core/errors.ts';
import { confirmSignIn, type Confirmed } from '#guardrails/sign-in/sign-in.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { openChat, type ChatHospital } from './chat-hospital.ts';
import type { Who } from './hospital.ts';

export interface Visited {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type Sent = Readonly<Record<string, string>>;

/** A browser as a test has one: cookies, and what it is told to send. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Sent): Promise<Visited>;
  post(path: string, fields: Sent | string, headers?: Sent): Promise<Visited>;
  /** Follows where it is sent, as a browser does. */
  open(path: string): Promise<Visited>;
}

export interface ConsoleHospital {
  readonly chat: ChatHospital;
  readonly address: string;
  readonly noted: unknown[];
  readonly visitor: () => Visitor;
  /** The code and the number that a signed-out browser shows. */
  readonly asks: (visitor: Visitor, path?: string) => Promise<{ readonly code: string; readonly number: string; readonly page: Visited }>;
  readonly confirms: (who: Who, code: string, number?: string) => Promise<Confirmed>;
  /** A browser that somebody signed in. */
  readonly signedIn: (who: Who) => Promise<Visitor>;
  readonly handle: (encounter?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function openConsoleHospital(
  database: Database,
  encounters?: readonly string[],
  publicUrl?: string,
): Promise<ConsoleHospital> {
  const chat = await openChat(database, encounters);
  const { store, tenant } = chat.hospital;
  const { agent, sweep } = chat.parts;
  const noted: unknown[] = [];
  const { editions } = chat.hospital.as('coder');
  const pages = openConsole({
    ...consoleBase({ store, tenant, agent, sweep, editions, notice: 'Demo hospital: every patient, person and payer in it is made up.' }),
    noted(thrown) {
      if (thrown instanceof Failure && thrown.code !== 'broken-promise') return thrown;
      noted.push(thrown);
      return new Failure('broken-promise', 'Something broke inside Countersign. It was written to the log as F-000000000000.');
    },
    publicUrl,
  });
  const server = await serveWeb({ routers: [{ at: '/', router: pages }], host: '127.0.0.1', port: 0 });
  const visitor = (): Visitor => aVisitor(server.address);
  const confirms: ConsoleHospital['confirms'] = (who, code, number) =>
    chat.within((unit) => confirmSignIn(unit, { code, number }, chat.hospital.as(who).actor));
  const asks: ConsoleHospital['asks'] = async (browser, path = '/queue') => {
    const page = await browser.open(path);
    const [, code = '', number = ''] = /sign in ([0-9A-Z]{4}-[0-9A-Z]{4}) (\d\d)</.exec(page.text) ?? [];
    return { code, number, page };
  };
  return {
    ...{ chat, noted, visitor, asks, confirms, address: server.address },
    async signedIn(who) {
      const browser = visitor();
      const { code, number } = await asks(browser);
      const { signedIn, says } = await confirms(who, code, number);
      if (!signedIn) throw new Error(says);
      await browser.open('/sign-in/code');
      return browser;
    },
    handle: (encounter = 'E-1042') => chat.within(({ handles }) => handles.of(encounter)),
    async close() {
      await server.close();
      await database.close();
    },
  };
}

function aVisitor(address: string): Visitor {
  const cookies = new Map<string, string>();
  const send = (method: string, path: string, headers: Sent, body?: string): Promise<Visited> =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      // What is typed stays as it is: a browser would tidy `..` away.
      const { hostname, port } = new URL(address);
      // A connection of its own: one that was kept may have been closed by the other end, and where a browser asks again, this would fail.
      const own = { agent: false, headers: { ...(cookie !== '' && { cookie }), ...headers } } as const;
      const sent = ask({ method, hostname, port, path, ...own }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          keep(cookies, response.headers['set-cookie'] ?? []);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const get: Visitor['get'] = (path, headers = {}) => send('GET', path, headers);
  return {
    cookies,
    get,
    post(path, fields, headers = {}) {
      const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
      const own = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) };
      return send('POST', path, { ...own, ...headers }, body);
    },
    async open(path) {
      let at = path;
      for (let hops = 0; hops < 6; hops += 1) {
        const page = await get(at);
        if (page.status !== 303) return page;
        at = page.headers.location ?? '/';
      }
      throw new Error(`${path} leads round and round`);
    },
  };
}

function keep(cookies: Map<string, string>, set: readonly string[]): void {
  for (const one of set) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
    if (value === '' || /Expires=Thu, 01 Jan 1970/.test(one)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

/** A hidden field of the form of a verdict on a page. */
export function fieldsOf({ text }: Visited, verdict: string): Record<string, string> {
  const forms = [...text.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((one) => one.includes(`name="verdict" value="${verdict}"`)) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

export function titleOf({ text }: Visited): string {
  return /<title>(.*?)<\/title>/.exec(text)?.[1] ?? '';
}

/** What stands in the forms of the session that a page was shown in. */
export function formOf({ text }: Visited): string {
  return /name="form"\s+value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
}
