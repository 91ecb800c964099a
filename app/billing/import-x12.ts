import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { listFiles, type FileFound } from '#connectors/charts-in/list-files.ts';
import { openX12 } from '#connectors/x12/open-x12.ts';
import { Failure } from '#core/errors.ts';
import { takeX12 } from './take-x12.ts';
import type { Taking } from './take-transaction.ts';
import { nothingYet, type Bringing, type X12Brought } from './x12-brought.ts';

/**
 * Brings claims (837), remittances (835) and acknowledgements (277CA, 999) in from a file or a folder, as they stream by. What was read of a
 * file before its fault stays; the rest of a folder goes in.
 */
export async function importX12(taking: Taking, path: string): Promise<X12Brought> {
  const { files, refused } = await listFiles(path);
  const brought = nothingYet(files.length, refused);
  for (const file of files) await importFile(taking, file, brought);
  return brought;
}

/** Brings one file in, and writes what came of it into `brought`. */
export async function importFile(taking: Taking, { file, path }: Pick<FileFound, 'file' | 'path'>, brought: Bringing): Promise<void> {
  try {
    const sha256 = await digestOf(path);
    await takeX12(taking, openX12(path), { file, sha256 }, brought);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise' || thrown.code === 'unavailable') throw thrown;
    brought.refused.push({ file, why: thrown.says });
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
