import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Failure } from '#core/errors.ts';

const LARGEST = 64 * 1024 * 1024;

/** The text of a reference file, plain or gzip. Throws Failure `bad-file` for what is no such file. */
export async function readReferenceFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Failure('not-found', `There is no file ${path}.`);
  if (!found.isFile()) throw new Failure('bad-file', `${path} is a folder. Name the order file itself, such as icd10cm-order-2026.txt.`);
  if (found.size > LARGEST) throw new Failure('bad-file', `${basename(path)} is larger than any edition (${found.size} bytes).`);
  const bytes = await readFile(path);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    throw new Failure(
      'bad-file',
      `${basename(path)} is a zip archive. Unpack it and name the order file inside, such as icd10cm-order-2026.txt.`,
    );
  }
  return decode(bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes, path) : bytes, path);
}

function unzipped(bytes: Buffer, path: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    throw new Failure('bad-file', `${basename(path)} is a damaged or truncated gzip file.`, { cause });
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('bad-file', `${basename(path)} is not a text file in UTF-8.`, { cause });
  }
}
