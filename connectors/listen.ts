import { createServer, type RequestListener, type Server } from 'node:http';
import { Failure } from '#core/errors.ts';

export interface Listening {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The setting that names the port, and what is to be had without it: `MCP over HTTP`. */
  readonly setting: string;
  readonly without: string;
}

/** Listens for HTTP. Ten seconds are plenty for a megabyte, and a request that never ends is let go. Throws Failure `unavailable` where the port cannot be had. */
export function listen(app: RequestListener, { host, port, setting, without }: Listening): Promise<Server> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 5_000 }, app);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${cause.code ?? 'unknown'})`;
      const says = `Port ${port} of ${host} ${why}. Set ${setting} to another port, or to off to run without ${without}.`;
      reject(new Failure('unavailable', says, { cause }));
    });
    server.listen(port, host, () => resolve(server));
  });
}
