import type { Writable } from 'node:stream';

export interface LineSink {
  /** Writes whole lines, and resolves when there is room for more: `false` once nobody reads. Throws what else the stream throws. */
  write(lines: string): Promise<boolean>;
  /** Resolves when all that was written has been handed over, or nobody reads it. */
  flush(): Promise<void>;
  /** Resolves when whoever read has gone. */
  readonly gone: Promise<void>;
}

/** A stream as lines go into it, each write in one piece. That a reader has gone, as `head` does, is no fault. */
export function lineSink(stream: Writable): LineSink {
  const gone = new Promise<void>((resolve) => {
    stream.on('close', () => resolve());
    stream.on('error', () => resolve());
  });
  const written = (lines: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      stream.write(lines, (thrown) => {
        if (thrown === null || thrown === undefined) resolve(true);
        else if (isUnread(thrown)) resolve(false);
        else reject(thrown);
      });
    });
  return { write: written, flush: async () => void (await written('')), gone };
}

const UNREAD = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

function isUnread(thrown: Error): boolean {
  return 'code' in thrown && UNREAD.has(String(thrown.code));
}
