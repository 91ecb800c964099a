import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Failure } from '#core/errors.ts';
import { yearOf, type OfficialFile } from '#core/terminology/official/official-file.ts';
import { recogniseOfficial } from '#core/terminology/official/recognise-official.ts';
import { readZip } from '../zip-archive.ts';

const LARGEST = 96 * 1024 * 1024;
const MOST_FILES = 500;

export interface FoundFiles {
  readonly files: readonly OfficialFile[];
  /** Names of what was there and is no official file that this reads. */
  readonly unread: readonly string[];
}

interface Raw {
  /** A folder beneath, which is named and not gone into, has no bytes. */
  readonly name: string;
  readonly within?: string;
  readonly bytes?: () => Buffer | Promise<Buffer>;
}

/**
 * Finds the official files in a file, a folder (its own files, not those of folders beneath), a zip archive or a list of these.
 * Each is told by its content. Failure `not-found` or `bad-file` for what cannot be read at all.
 */
export async function findOfficialFiles(paths: string | readonly string[]): Promise<FoundFiles> {
  const files: OfficialFile[] = [];
  const unread: string[] = [];
  for (const raw of (await Promise.all([paths].flat().map(rawFiles))).flat()) {
    if (raw.bytes === undefined) {
      unread.push(raw.name);
      continue;
    }
    const text = decode(unpacked(await raw.bytes(), raw.name));
    const found = text === undefined ? undefined : recogniseOfficial(text);
    if (found === undefined || text === undefined) {
      if (PUBLISHED.test(raw.name)) throw unknownPart(raw.name);
      unread.push(raw.name);
    } else {
      const within = raw.within === undefined ? {} : { within: raw.within };
      files.push({ kind: found.kind, name: raw.name, ...within, year: yearOf(raw.name, found.year), text });
    }
  }
  return { files, unread };
}

/** Names under which the parts of a release are published. */
const PUBLISHED =
  /^icd-?10-?(?:cm|pcs)[-_ ]?(?:index|tabular|drug|neoplasm|eindex|order)[-_](?:20\d\d|index|tabular|\d)[^/]*\.(?:xml|txt)(?:\.gz)?$/i;

function unknownPart(name: string): Failure {
  return new Failure(
    'bad-file',
    `${name} has the name of a part of a release and not its form: it may be in another encoding than UTF-8, begin with a line of its own, or be cut. Load it as it was published, or take it away. Nothing was loaded.`,
  );
}

async function rawFiles(path: string): Promise<Raw[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Failure('not-found', `There is no file or folder ${path}.`);
  if (found.isDirectory()) return filesOfFolder(path);
  return filesOfFile(path, found.size);
}

async function filesOfFolder(folder: string): Promise<Raw[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile());
  const folders = entries.filter((entry) => entry.isDirectory());
  const links = entries.filter((entry) => !entry.isFile() && !entry.isDirectory());
  const [only] = folders;
  if (files.length === 0 && folders.length === 1 && only !== undefined) return filesOfFolder(join(folder, only.name));
  if (files.length > MOST_FILES)
    throw new Failure(
      'bad-file',
      `${basename(folder)} holds ${files.length} files, and at most ${MOST_FILES} are looked at. Name the files of one release.`,
    );
  const all = await Promise.all(
    files.map(async ({ name }) => {
      const path = join(folder, name);
      return filesOfFile(path, (await stat(path)).size);
    }),
  );
  return [...all.flat(), ...folders.map(({ name }) => ({ name: `${name}/` })), ...links.map(({ name }) => ({ name: `${name} (a link)` }))];
}

async function filesOfFile(path: string, size: number): Promise<Raw[]> {
  const name = basename(path);
  if (!/\.zip$/i.test(name)) {
    if (size > LARGEST) throw new Failure('bad-file', `${name} is larger than any official file (${size} bytes).`);
    return [{ name, within: basename(dirname(path)), bytes: () => readFile(path) }];
  }
  const archive = await readFile(path);
  return readZip(archive, name).map((entry) => ({ name: basename(entry.name), within: name, bytes: entry.read }));
}

function unpacked(bytes: Buffer, name: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    throw new Failure('bad-file', `${name} is a damaged or truncated gzip file.`, { cause });
  }
}

function decode(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 1024).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
