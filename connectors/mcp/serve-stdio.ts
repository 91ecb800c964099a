import type { Readable, Transform, Writable } from 'node:stream';
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Tool } from '#tools/define-tool.ts';
import { mcpServer, type Call } from './mcp-server.ts';
import { runningCalls } from './running-calls.ts';
import { shortLines, type RefusedLine } from './short-lines.ts';
import { toolSurface } from './tool-surface.ts';

export interface Streams {
  readonly input: Readable;
  /** Carries JSON-RPC and nothing else. */
  readonly output: Writable;
}

/** A call is a few hundred bytes. The SDK takes 30 times the length of a line to read it, and closes the connection at 10 MB. */
const LONGEST_LINE = 1024 * 1024;
const INVALID_REQUEST = -32_600;

/** Serves one client on stdin and stdout, in whichever era it speaks. Resolves when the client has gone and every call has ended. */
export async function serveStdio(
  tools: readonly Tool[],
  call: Call,
  version: string,
  { input, output }: Streams = { input: process.stdin, output: process.stdout },
): Promise<void> {
  const calls = runningCalls(call);
  const surface = toolSurface(tools);
  const heard = shortLines(LONGEST_LINE, (line) => refuse(line, output));
  pipeWithEndHeldBack(input, heard, () => calls.settled());
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

/** Answers in the place of the SDK, which never sees such a line. `says` holds nothing of it. */
function refuse({ id, says }: RefusedLine, output: Writable): void {
  output.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code: INVALID_REQUEST, message: says } })}\n`);
}

/**
 * The end comes once the calls have been answered: the SDK drops what still runs when its input ends, and
 * `countersign mcp < questions` would then print nothing.
 */
function pipeWithEndHeldBack(input: Readable, heard: Transform, settled: () => Promise<void>): void {
  const end = (): void => void settled().then(() => heard.end());
  input.once('end', end);
  input.once('error', end);
  input.once('close', end);
  input.pipe(heard, { end: false });
}
