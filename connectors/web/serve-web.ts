import type { AddressInfo } from 'node:net';
import express, { type Express, type Router } from 'express';
import { listen } from '../listen.ts';

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
  const server = await listen(appOf(routers), {
    host,
    port,
    setting: 'COUNTERSIGN_WEB_PORT',
    without: 'pages and without requests of Slack and Teams',
  });
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
