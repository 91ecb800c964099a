import { readFile } from 'node:fs/promises';
import type { ChartPart, Refused } from './chart-part.ts';
import { listFiles, type FileFound } from './list-files.ts';
import { joinContents, readContent, readerOf, type Content } from './read-contents.ts';

export interface FilesRead {
  /** How many files were found, the refused among them. */
  readonly files: number;
  readonly parts: readonly ChartPart[];
  readonly refused: readonly Refused[];
}

/** The most that one file may hold, in bytes. */
const LARGEST = 20 * 1024 * 1024;

/**
 * Reads every file of a folder, or the one file: `.json` and `.ndjson` as FHIR R4, `.txt` and `.md` as notes. A file is taken whole or
 * refused whole with its reason, and the others go in. Throws Failure `not-found` for a path that is not there.
 */
export async function readPath(path: string): Promise<FilesRead> {
  const { files, refused } = await listFiles(path);
  const contents: Content[] = [...refused];
  for (const found of files) contents.push(await contentOf(found));
  return { files: contents.length, ...joinContents(contents) };
}

async function contentOf({ file, path, bytes }: FileFound): Promise<Content> {
  if (readerOf(file) === undefined) return readContent(file, new Uint8Array());
  if (bytes > LARGEST) return { file, why: `It has ${bytes} bytes; the most that is read is ${LARGEST}.` };
  const read = await readFile(path).catch(() => undefined);
  return read === undefined ? { file, why: 'It cannot be read.' } : readContent(file, read);
}
