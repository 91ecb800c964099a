import { createServer } from 'node:http';
import { Failure } from '#core/errors.ts';

export interface HealthServing {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Whether what the process needs answers. */
  readonly ready: () => Promise<boolean>;
}

/**
 * Answers whoever starts and stops this process: GET /healthz while it runs, and GET /readyz while what it needs answers too. It says
 * nothing else, and takes nothing in. Throws Failure `unavailable` when the port cannot be had.
 */
export async function serveHealth({ port, host, ready }: HealthServing): Promise<{ readonly close: () => Promise<void> }> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const answer = (status: number, says: string): void => void response.writeHead(status, { 'content-type': 'text/plain' }).end(says);
    if (request.method !== 'GET') answer(405, 'only GET');
    else if (request.url === '/healthz') answer(200, 'ok');
    else if (request.url === '/readyz')
      void ready().then((answers) => (answers ? answer(200, 'ready') : answer(503, 'the database does not answer')));
    else answer(404, 'nothing here');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new Failure(
          'unavailable',
          `Port ${port} of ${host} cannot be had (${cause.code ?? 'unknown'}). Set COUNTERSIGN_HTTP_PORT to another.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
