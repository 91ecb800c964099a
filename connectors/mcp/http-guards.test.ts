import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { broke } from './http-guards.ts';

const CHART = 'Marguerite Testa has a stroke';

/** A server whose one handler breaks, what its log was told, and what was printed for everybody. */
async function aServer(handler: RequestHandler) {
  const told: unknown[] = [];
  const app = express();
  app.use(handler);
  app.use(
    broke((thrown) => {
      told.push(thrown);
      return 'Something broke. It was written to the log as F-1.';
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { told, port: (server.address() as AddressInfo).port };
}

test('a request that breaks is answered with the id of the fault and nothing of the error', async () => {
  const thrown = new TypeError(CHART);
  const { told, port } = await aServer(() => {
    throw thrown;
  });

  const response = await fetch(`http://127.0.0.1:${port}/`);

  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    jsonrpc: '2.0',
    id: null,
    error: { code: -32_603, message: 'Something broke. It was written to the log as F-1.' },
  });
  expect(told).toEqual([thrown]);
});

test('an answer that breaks half-way is cut off, and told of', async () => {
  const thrown = new TypeError(CHART);
  const { told, port } = await aServer((_request, response) => {
    response.write('half');
    throw thrown;
  });

  await expect(fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())).rejects.toThrow();

  expect(told).toEqual([thrown]);
});

test('a client that hangs up is no fault', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: broken, resolve: breakOff } = Promise.withResolvers<void>();
  const { told, port } = await aServer(async (incoming, response) => {
    if (incoming.method === 'GET') return void response.end();
    arrive();
    try {
      await Array.fromAsync(incoming);
    } finally {
      breakOff();
    }
  });
  const asked = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 100 } });
  asked.on('error', () => undefined);
  asked.write('half');

  await arrived;
  asked.destroy();
  await broken;
  // By the time another request is answered, what the first one left has been dealt with.
  await fetch(`http://127.0.0.1:${port}/`);

  expect(told).toEqual([]);
});
