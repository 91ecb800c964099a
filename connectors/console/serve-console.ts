import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConsoleParts } from './console-parts.ts';
import { openConsole } from './open-console.ts';

export interface ConsoleServer {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the pages alone, on loopback. Port 0 takes any that is free. */
export async function serveConsole(parts: ConsoleParts, port = 0): Promise<ConsoleServer> {
  const app = express();
  app.disable('x-powered-by');
  app.use(openConsole(parts));
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
