import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Router } from 'express';
import { Failure } from '#core/errors.ts';

export interface WebServing {
  /** What answers beneath which path, in this order. */
  readonly routers: readonly { readonly at: string; readonly router: Router }[];
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface WebServer {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Takes no new request, answers those that run, and frees the port. */
  close(): Promise<void>;
}

/** How long an answer may take to leave when the server stops, before its connection is cut. */
const PARTING_MS = 2_000;

/** Serves the pages and the services that call in. What a router does not answer is not there. Throws Failure `unavailable` where the port cannot be had. */
export async function serveWeb({ routers, host, port }: WebServing): Promise<WebServer> {
  const server = await listen(appOf(routers), port, host);
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      const parting = setTimeout(() => server.closeAllConnections(), PARTING_MS).unref();
      server.closeIdleConnections();
      await closed;
      clearTimeout(parting);
    },
  };
}

function appOf(routers: WebServing['routers']): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.get('/livez', (_request, response) => void response.type('text/plain').send('ok'));
  for (const { at, router } of routers) app.use(at, router);
  app.use((_request, response) => void response.status(404).type('text/plain').send('There is nothing here.'));
  return app;
}

function listen(app: Express, port: number, host: string): Promise<Server> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 5_000 }, app);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(notHad(port, host, cause)));
    server.listen(port, host, () => resolve(server));
  });
}

function notHad(port: number, host: string, cause: NodeJS.ErrnoException): Failure {
  const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${cause.code ?? 'unknown'})`;
  return new Failure(
    'unavailable',
    `Port ${port} of ${host} ${why}. Set COUNTERSIGN_WEB_PORT to another port, or to off to run without pages and without requests of Slack and Teams.`,
    { cause },
  );
}
