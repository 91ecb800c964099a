import { PassThrough, type Readable, type Writable } from 'node:stream';
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Tool } from '#tools/define-tool.ts';
import { mcpServer, type Call } from './mcp-server.ts';
import { runningCalls } from './running-calls.ts';
import { toolSurface } from './tool-surface.ts';

export interface Streams {
  readonly input: Readable;
  /** Carries JSON-RPC and nothing else. */
  readonly output: Writable;
}

/** Serves one client on stdin and stdout, in whichever era it speaks. Resolves when the client has gone and every call has ended. */
export async function serveStdio(
  tools: readonly Tool[],
  call: Call,
  version: string,
  { input, output }: Streams = { input: process.stdin, output: process.stdout },
): Promise<void> {
  const calls = runningCalls(call);
  const surface = toolSurface(tools);
  const heard = withEndHeldBack(input, () => calls.settled());
  try {
    const transport = new StdioServerTransport(heard, output);
    const gone = new Promise<void>((resolve) => {
      serve(() => mcpServer(surface, calls.call, version), { transport });
      const { onclose } = transport;
      // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a transport has this property and no other way
      transport.onclose = () => {
        onclose?.();
        resolve();
      };
    });
    await gone;
    await calls.settled();
  } finally {
    input.unpipe(heard);
    input.pause();
  }
}

/**
 * The same bytes, but the end comes once the calls have been answered: the SDK drops what still runs when its input ends, and
 * `countersign mcp < questions` would then print nothing.
 */
function withEndHeldBack(input: Readable, settled: () => Promise<void>): PassThrough {
  const heard = new PassThrough();
  const end = (): void => void settled().then(() => heard.end());
  input.once('end', end);
  input.once('error', end);
  input.once('close', end);
  input.pipe(heard, { end: false });
  return heard;
}
