import { Redis, type RedisOptions } from 'ioredis';

export interface RedisAt {
  readonly url: string;
  /** Told once when the server stops answering, and once when it answers again. Never with a password. */
  readonly changed?: (answers: boolean) => void;
}

export interface OpenRedis {
  readonly redis: Redis;
  /** Lets the connection go, which is nothing to be told of. */
  readonly leave: () => void;
}

type Options = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>;

const LONGEST_WAIT_MS = 5_000;

/**
 * A connection that comes back by itself for as long as the process lives. The server may be away when it is opened: nothing waits for
 * it, and nothing ends by it.
 */
export function openRedis({ url, changed = () => undefined }: RedisAt, options: Options): OpenRedis {
  let answered: boolean | undefined;
  let left = false;
  // A copy of the connection, which is another's to close, asks this too: none outlives it by trying again.
  const retryStrategy = (times: number): number | null => (left ? null : Math.min(times * 200, LONGEST_WAIT_MS));
  const redis = new Redis(url, { retryStrategy, connectTimeout: 5_000, ...options });
  const tell = (answers: boolean): void => {
    if (answered !== answers && !left) changed(answers);
    answered = answers;
  };
  // Each failed attempt is an error, and one that nobody hears would end the process.
  redis.on('error', () => tell(false));
  redis.on('close', () => tell(false));
  redis.on('ready', () => tell(true));
  const leave = (): void => {
    left = true;
    redis.disconnect();
  };
  return { redis, leave };
}
