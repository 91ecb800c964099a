import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Failure } from '#core/errors.ts';
import { decodeText } from './decode-text.ts';

const CHUNK = 64 * 1024;

/** The text of a file, or of a stream where there is one, chunk by chunk. Throws Failure where it cannot be read. */
export async function* openX12(file: string, stream?: Readable): AsyncGenerator<string> {
  try {
    if (stream === undefined) await checkKind(file);
    yield* decodeText(stream ?? createReadStream(file, { highWaterMark: CHUNK }));
  } catch (thrown) {
    throw refusal(file, thrown);
  }
}

/** A device may have no end. */
async function checkKind(file: string): Promise<void> {
  const found = await stat(file);
  if (found.isFile() || found.isFIFO() || found.isDirectory()) return;
  throw new Failure('bad-input', `${file} is a device or a socket. Name a file, or - for what is piped in.`);
}

function refusal(file: string, thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOENT') return new Failure('not-found', `There is no file ${file}.`, { cause: thrown });
  if (code === 'EISDIR') return new Failure('bad-input', `${file} is a folder. Name one file.`, { cause: thrown });
  if (code === 'EACCES' || code === 'EPERM') return new Failure('not-allowed', `${file} may not be read by this user.`, { cause: thrown });
  return thrown;
}
