import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Owed } from '#guardrails/effects/outbox.ts';
import { fhirStandIn, type FhirStandIn } from '../../tests/support/fhir-stand-in.ts';
import { fhirReceiver } from './fhir-receiver.ts';

const PAYLOAD = {
  v: 1,
  encounter: 'E-1',
  patient: 'P-9',
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code: 'I50.23',
  title: 'Acute on chronic systolic (congestive) heart failure',
  rank: 'principal',
  codingDate: '2026-03-14',
  evidence: [],
} as const;
const OWED: Owed = {
  id: '0b8f6a52-3f52-8c56-8f0e-6c1f7d0b9a11',
  proposal: 'P-17',
  kind: 'code.accept',
  encounter: 'E-1',
  digest: 'd'.repeat(64),
  payload: PAYLOAD,
};
const CHANGE: Owed = {
  ...OWED,
  kind: 'code.change',
  payload: { ...PAYLOAD, replaces: 'I50.22', target: { reference: 'Condition/old-1', versionId: '3' } },
};
const APPROVAL = { by: 'dana.reyes', at: '2026-03-14T10:00:00.000Z' };
const OLD = { resourceType: 'Condition', id: 'old-1', identifier: [{ system: 'urn:ehr', value: '7' }], bodySite: [{ text: 'kept' }] };

let server: FhirStandIn;
beforeEach(async () => {
  server = await fhirStandIn();
});
afterEach(() => server.close());

describe('a new code', () => {
  test('sent twenty times at once is one record', async () => {
    const receiver = fhirReceiver(server);
    const receipts = await Promise.all(Array.from({ length: 20 }, () => receiver.receive(OWED, APPROVAL)));

    expect(new Set(receipts.map(({ state }) => state))).toEqual(new Set(['done']));
    expect([server.held(OWED.id), server.made()]).toEqual([1, 1]);
  });

  test('stands in no address, and the token in no answer', async () => {
    server.meet('refuses');
    const receiver = fhirReceiver({ ...server, token: () => Promise.resolve('s3cret') });
    const refused = await receiver.receive(OWED, APPROVAL);
    await receiver.find(OWED);

    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /fhir/Condition',
      'POST /fhir/Condition/_search',
    ]);
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer s3cret', 'Bearer s3cret']);
    expect(JSON.stringify(refused)).not.toMatch(/s3cret|Marguerite/);
  });

  test('is not there before it was sent, is there after, and where nothing can be read nobody can tell', async () => {
    const receiver = fhirReceiver(server);
    expect(await receiver.find(OWED)).toBe('absent');
    await receiver.receive(OWED, APPROVAL);
    expect(await receiver.find(OWED)).toBe('there');
    server.readsMeet('breaks');
    expect(await receiver.find(OWED)).toBe('cannot tell');
    server.readsMeet('nonsense');
    expect(await receiver.find(OWED)).toBe('cannot tell');
  });
});

describe('a change to a record', () => {
  test('keeps what is not ours, and is sent for the version that was read', async () => {
    server.put(OLD, 3);

    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toEqual({
      state: 'done',
      says: 'Changed in Condition/old-1 at the FHIR server.',
    });
    expect(server.get('old-1')).toMatchObject({
      bodySite: [{ text: 'kept' }],
      identifier: [{ system: 'urn:ehr' }, { system: 'urn:countersign:outbox', value: OWED.id }],
      code: { coding: [{ code: 'I50.23' }] },
      note: [{ text: 'First-listed diagnosis. In the place of I50.22.' }],
    });
    expect(server.requests.at(-1)?.headers['if-match']).toBe('W/"3"');
  });

  test('sent again after it was carried out changes nothing more', async () => {
    server.put(OLD, 3);
    await fhirReceiver(server).receive(CHANGE, APPROVAL);

    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toMatchObject({ state: 'done' });
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(await fhirReceiver(server).find(CHANGE)).toBe('there');
  });

  test('is refused when the record was changed, before it was read there and between the reading and the writing', async () => {
    server.put(OLD, 4);
    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toMatchObject({ state: 'refused', error: 'changed-since' });
    expect(server.requests.filter(({ method }) => method === 'PUT')).toEqual([]);

    server.put(OLD, 3);
    server.meet('changed');
    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toMatchObject({
      state: 'conflict',
      error: 'http-412',
      says: expect.stringContaining('ask for the code again') as string,
    });
  });

  test('is refused when the record is gone, and waits when it cannot be read', async () => {
    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toMatchObject({ state: 'refused', error: 'http-404' });
    server.readsMeet('breaks');
    expect(await fhirReceiver(server).receive(CHANGE, APPROVAL)).toMatchObject({ state: 'busy', error: 'http-500' });
  });
});

describe('a server', () => {
  test('that is not there was certainly sent nothing', async () => {
    await server.close();
    const receiver = fhirReceiver(server);

    expect(await receiver.receive(OWED, APPROVAL)).toMatchObject({ state: 'busy', error: 'unsent' });
    expect(await receiver.find(OWED)).toBe('cannot tell');
  });

  test.each([
    ['breaks the line after it took everything', undefined, 'unsure', 'line-lost'],
    ['sends elsewhere, which is not followed', 307, 'refused', 'http-307'],
    ['does not know the token', 401, 'refused', 'http-401'],
  ])('that %s', async (_name, status, state, error) => {
    const other = createServer((request, response) => {
      request.resume().on('end', () => {
        if (status === undefined) response.socket?.destroy();
        else response.writeHead(status, { location: `${server.url}/Condition` }).end();
      });
    });
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

    expect(await fhirReceiver({ url }).receive(OWED, APPROVAL)).toMatchObject({ state, error });
    expect(server.requests).toEqual([]);
    await new Promise((resolve) => void other.close(resolve));
  });
});
