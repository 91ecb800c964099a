import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';

/** A Redis of the test's own, which keeps nothing when it goes. */
export interface RedisServer {
  readonly url: string;
  /** A connection to look into it. */
  readonly inside: Redis;
  /** As the machine does that runs out of memory. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with nothing in it. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'a-password-of-the-test';

/** Why there can be none here, in words for the screen. */
export function noRedis(): string | undefined {
  const { error } = spawnSync('redis-server', ['--version']);
  return error === undefined ? undefined : `redis-server cannot be run (${'code' in error ? String(error.code) : error.message})`;
}

export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`;
  let child = await started(port);
  const inside = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  inside.on('error', () => undefined);
  const kill = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    inside,
    kill,
    async start() {
      child = await started(port);
    },
    async close() {
      inside.disconnect();
      if (child.exitCode === null && child.signalCode === null) await kill();
    },
  };
}

async function started(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', PASSWORD, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('Ready to accept connections')) break;
  child.stdout.resume();
  return child;
}

/** The chance that somebody takes it in between is small, and then whoever starts on it says so. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
