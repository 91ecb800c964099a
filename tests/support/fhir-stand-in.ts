import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one write meets. `silent-` never answers; `slow` is carried out when the test says so, long after the sender has gone. */
export type Trouble =
  | 'breaks-before-commit'
  | 'breaks-after-commit'
  | 'silent-before-commit'
  | 'silent-after-commit'
  | 'slow'
  | 'busy'
  | 'overloaded'
  | 'unavailable'
  | 'changed'
  | 'conflict'
  | 'refuses'
  | 'between'
  | 'commits-and-conflicts';

interface Identified {
  readonly resourceType: string;
  readonly id?: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
}

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface FhirStandIn {
  readonly url: string;
  /** The next writes meet these, one each; later ones go well. */
  readonly meet: (...troubles: readonly Trouble[]) => void;
  /** The next writes go well after all. */
  readonly forget: () => void;
  /** From now on reads go unanswered as these say; none: they go well. */
  readonly readsMeet: (trouble?: 'breaks' | 'nonsense') => void;
  /** How many records there are with this value as an identifier. */
  readonly held: (value: string) => number;
  /** How many records were ever made. */
  readonly made: () => number;
  readonly requests: readonly Seen[];
  /** Resolves when the next write has come in whole, before it is answered. */
  readonly nextWrite: () => Promise<void>;
  /** Carries out what was slow. */
  readonly release: () => void;
  /** A record that was there before, in this version. */
  readonly put: (resource: Identified & { readonly id: string }, version: number) => void;
  readonly get: (id: string) => Record<string, unknown> | undefined;
  readonly close: () => Promise<void>;
}

const STATUS: Readonly<Partial<Record<Trouble, number>>> = {
  'breaks-before-commit': 500,
  'breaks-after-commit': 500,
  busy: 429,
  overloaded: 503,
  unavailable: 503,
  changed: 412,
  conflict: 409,
  'commits-and-conflicts': 409,
  refuses: 422,
  between: 504,
};
const COMMITS: readonly Trouble[] = ['breaks-after-commit', 'silent-after-commit', 'commits-and-conflicts'];

/** A FHIR R4 server on loopback that knows conditional create, If-Match and search by identifier, and fails when it is told to. */
export async function fhirStandIn(): Promise<FhirStandIn> {
  const records = new Map<string, { resource: Identified; version: number }>();
  const troubles: Trouble[] = [];
  const requests: Seen[] = [];
  let reads: 'breaks' | 'nonsense' | undefined;
  let made = 0;
  let waiting: (() => void)[] = [];
  let slow: (() => void)[] = [];

  const withIdentifier = (wanted: string) =>
    [...records.values()].filter(({ resource }) => resource.identifier?.some(({ system, value }) => `${system}|${value}` === wanted));

  function create(seen: Seen, response: ServerResponse | undefined): void {
    const wanted = String(seen.headers['if-none-exist'] ?? '').replace(/^identifier=/, '');
    const there = wanted === '' ? [] : withIdentifier(wanted);
    const [only] = there;
    if (there.length > 1) return answer(response, 412, outcome('duplicate'));
    if (only !== undefined) return answer(response, 200, only.resource, { location: locationOf(only) });
    made += 1;
    const record = { resource: { ...(JSON.parse(seen.body) as Identified), id: `c${made}` }, version: 1 };
    records.set(`c${made}`, record);
    answer(response, 201, record.resource, { location: locationOf(record) });
  }

  function update(seen: Seen, response: ServerResponse | undefined): void {
    const id = seen.path.split('/').at(-1) ?? '';
    const there = records.get(id);
    if (there !== undefined && seen.headers['if-match'] !== `W/"${there.version}"`) return answer(response, 412, outcome('conflict'));
    const record = { resource: JSON.parse(seen.body) as Identified, version: (there?.version ?? 0) + 1 };
    records.set(id, record);
    answer(response, there === undefined ? 201 : 200, record.resource, { location: locationOf(record) });
  }

  function write(seen: Seen, response: ServerResponse): void {
    const commit = seen.method === 'PUT' ? update : create;
    const trouble = troubles.shift();
    for (const tell of waiting.splice(0)) tell();
    if (trouble === undefined) return commit(seen, response);
    if (COMMITS.includes(trouble)) commit(seen, undefined);
    if (trouble === 'slow') slow.push(() => commit(seen, undefined));
    const status = STATUS[trouble];
    const retry = trouble === 'busy' || trouble === 'overloaded' ? { 'retry-after': '120' } : {};
    if (status !== undefined) answer(response, status, outcome('exception'), retry);
  }

  function read(seen: Seen, response: ServerResponse): void {
    if (reads === 'breaks') return answer(response, 500, outcome('exception'));
    if (reads === 'nonsense') return answer(response, 200, { hello: 'world' });
    if (seen.method === 'GET') {
      const record = records.get(seen.path.split('/').at(-1) ?? '');
      if (record === undefined) return answer(response, 404, outcome('not-found'));
      return answer(response, 200, { ...record.resource, meta: { versionId: String(record.version) } });
    }
    const found = withIdentifier(new URLSearchParams(seen.body).get('identifier') ?? '');
    answer(response, 200, {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.length,
      entry: found.map(({ resource }) => ({ resource })),
    });
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const seen: Seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      requests.push(seen);
      if (seen.method === 'GET' || seen.path.endsWith('/_search')) read(seen, response);
      else write(seen, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    meet: (...more) => void troubles.push(...more),
    forget: () => void troubles.splice(0),
    readsMeet: (trouble) => void (reads = trouble),
    held: (value) => withIdentifier(`urn:countersign:outbox|${value}`).length,
    made: () => made,
    requests,
    nextWrite: () => new Promise<void>((resolve) => void (waiting = [...waiting, resolve])),
    release() {
      const held = slow;
      slow = [];
      for (const commit of held) commit();
    },
    put: (resource, version) => void records.set(resource.id, { resource, version }),
    get: (id) => records.get(id)?.resource as Record<string, unknown> | undefined,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function locationOf({ resource: { resourceType, id }, version }: { resource: Identified; version: number }): string {
  return `/fhir/${resourceType}/${id}/_history/${version}`;
}

function outcome(code: string) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: 'Marguerite Testa said so' }] };
}

function answer(response: ServerResponse | undefined, status: number, body: object, headers: Record<string, string> = {}): void {
  response?.writeHead(status, { 'content-type': 'application/fhir+json', ...headers }).end(JSON.stringify(body));
}
