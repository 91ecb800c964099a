import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { localhostHostValidation, localhostOriginValidation } from '@modelcontextprotocol/express';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import express, { type Express, type RequestHandler } from 'express';
import { sayable } from '#core/errors.ts';
import type { Tool } from '#tools/define-tool.ts';
import { listen } from '../listen.ts';
import { broke, readBody, refuse, requireToken } from './http-guards.ts';
import { mcpServer, type Call } from './mcp-server.ts';
import { runningCalls } from './running-calls.ts';
import { toolSurface } from './tool-surface.ts';

export interface HttpServing {
  readonly tools: readonly Tool[];
  readonly call: Call;
  readonly version: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** 127.0.0.1 unless given. Who asks MUST name this machine in any case, so another is for a container's published port. */
  readonly host?: string;
  /** Whether what it needs answers, for whoever starts and stops it. Without it there is no /readyz. */
  readonly ready?: () => Promise<boolean>;
  readonly token: string;
  /** Takes note of a request that broke, and gives what may be said of it. */
  readonly sayBroken?: (thrown: unknown) => string;
}

export interface HttpServer {
  /** `http://127.0.0.1:<port>/mcp` */
  readonly address: string;
  /** Takes no new request, answers those that run, and frees the port. */
  close(): Promise<void>;
}

/** How long an answer may take to leave when the server stops, before its connection is cut. */
const PARTING_MS = 2_000;
const LOOPBACK = '127.0.0.1';

/**
 * Serves MCP by streamable HTTP on loopback, in both eras, with no session: each request has a server of its own. Throws
 * Failure `unavailable` when the port cannot be had.
 */
export async function serveHttp({
  tools,
  call,
  version,
  port,
  host = LOOPBACK,
  ready,
  token,
  sayBroken = sayable,
}: HttpServing): Promise<HttpServer> {
  const calls = runningCalls(call);
  const surface = toolSurface(tools);
  const handler = createMcpHandler(() => mcpServer(surface, calls.call, version));
  const handle = toNodeHandler(handler);
  const answering = new Set<Promise<void>>();
  const mcp: RequestHandler = async (request, response) => {
    const answered = handle(request, response, request.body);
    answering.add(answered);
    await answered.finally(() => answering.delete(answered));
  };
  const server = await listen(routes(token, mcp, sayBroken, ready), {
    host,
    port,
    setting: 'COUNTERSIGN_HTTP_PORT',
    without: 'MCP over HTTP',
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await calls.settled();
      await handler.close();
      await Promise.race([Promise.allSettled(answering), setTimeout(PARTING_MS, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function routes(token: string, mcp: RequestHandler, sayBroken: (thrown: unknown) => string, ready: HttpServing['ready']): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(localhostHostValidation(), localhostOriginValidation());
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.get(['/livez', '/healthz'], (_request, response) => void response.type('text/plain').send('ok'));
  if (ready !== undefined) {
    app.get('/readyz', async (_request, response) => {
      const answers = await ready();
      response
        .status(answers ? 200 : 503)
        .type('text/plain')
        .send(answers ? 'ready' : 'the database does not answer');
    });
  }
  app.all('/mcp', requireToken(token), readBody, mcp);
  app.use((_request, response) => refuse(response, 404, 'There is nothing here. MCP is served at /mcp.'));
  app.use(broke(sayBroken));
  return app;
}
