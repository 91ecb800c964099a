import { fetch, type Agent } from 'undici';
import type { ChatFile } from '#agent/chat/event.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { Failure } from '#core/errors.ts';
import { holdsFiles } from './addresses.ts';
import { noAnswer, troubleOf } from './trouble.ts';

const LONGEST_MS = 60_000;

export interface FileHttp {
  readonly agent: Agent;
  readonly origins: readonly string[];
}

/**
 * The content of a file that was dropped into a talk. Its address is its own permission, so no token of ours goes there, and no redirect is
 * followed. Throws ChatTrouble, and Failure `bad-file` for what lies elsewhere, lies there no more or is larger than `mostBytes`.
 */
export async function fetchFile({ id: address }: ChatFile, mostBytes: number, { agent, origins }: FileHttp): Promise<Uint8Array> {
  if (!holdsFiles(address, origins)) throw bad('The file does not lie where files of Teams do.');
  try {
    const response = await fetch(address, { redirect: 'manual', dispatcher: agent, signal: AbortSignal.timeout(LONGEST_MS) });
    if (response.status === 429 || response.status >= 500) throw troubleOf(response.status, undefined, response.headers.get('retry-after'));
    if (!response.ok) throw bad('The file could not be fetched: it may be gone, or was dropped too long ago. Drop it again.');
    return await contentOf(response.body ?? [], mostBytes);
  } catch (thrown) {
    throw thrown instanceof Failure || thrown instanceof ChatTrouble ? thrown : noAnswer();
  }
}

async function contentOf(body: AsyncIterable<unknown> | Iterable<unknown>, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += (chunk as Uint8Array).length;
    if (length > mostBytes)
      throw bad(`The file is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB. Import it with \`countersign import\`.`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function bad(says: string): Failure {
  return new Failure('bad-file', says);
}
