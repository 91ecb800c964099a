import type { IncomingMessage } from 'node:http';
import { DEEPEST, nesting } from './nesting.ts';

export type ReadMessage = { readonly message: object } | { readonly refused: string; readonly status: 400 | 413; readonly code: number };

const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;

/** Reads the body as one JSON-RPC message of at most `longest` bytes. What is refused is not read to its end. */
export async function readMessage(request: IncomingMessage, longest: number): Promise<ReadMessage> {
  const body = await readBytes(request, longest);
  if (body === undefined) return { refused: `The body is longer than ${longest} bytes.`, status: 413, code: INVALID_REQUEST };
  if (depthOf(body) > DEEPEST) return { refused: `The body nests more than ${DEEPEST} levels deep.`, status: 400, code: INVALID_REQUEST };
  const message = parse(body.toString('utf8'));
  if (message === undefined) return { refused: 'The body is not JSON.', status: 400, code: PARSE_ERROR };
  if (Array.isArray(message)) return { refused: 'Batches are not taken. Send one message a request.', status: 400, code: INVALID_REQUEST };
  if (typeof message !== 'object' || message === null)
    return { refused: 'The body is not a JSON-RPC message.', status: 400, code: INVALID_REQUEST };
  return { message };
}

async function readBytes(request: IncomingMessage, longest: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > longest) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving a plain `for await` destroys the socket, and the refusal with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One pass over the bytes, whatever they are. */
function depthOf(body: Buffer): number {
  const counted = nesting();
  return body.reduce((deepest, byte) => Math.max(deepest, counted.after(byte)), 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
