import { crc32, inflateRawSync } from 'node:zlib';
import { Failure } from '#core/errors.ts';

export interface ZipEntry {
  /** Path inside the archive, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly read: () => Buffer;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MOST_ENTRIES = 2000;
const LARGEST_ENTRY = 96 * 1024 * 1024;
const LARGEST_ARCHIVE = 512 * 1024 * 1024;

/**
 * The files of a zip archive, from its central directory: stored and deflated ones, as official archives are made. Refuses, with
 * the reason, encryption, ZIP64, other compression, names that leave the archive, and sizes or counts no release has.
 */
export function readZip(bytes: Buffer, name: string): ZipEntry[] {
  const refuse = (reason: string): Failure => new Failure('bad-file', `${name} was refused: ${reason}. Nothing was loaded.`);
  const end = endOfDirectory(bytes);
  if (end === -1) throw refuse('it has no directory at its end, so it has been cut short or is no zip archive');
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) throw refuse('it is a ZIP64 archive; unpack it and load the folder');
  if (count > MOST_ENTRIES) throw refuse(`it has ${count} files, and at most ${MOST_ENTRIES} are read`);
  const entries: ZipEntry[] = [];
  let total = 0;
  for (let at = start, read = 0; read < count; read += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw refuse('its directory is damaged');
    const entry = directoryEntry(bytes, at);
    at = entry.next;
    if (entry.name.endsWith('/')) continue;
    const reason = whyNot(entry);
    if (reason !== undefined) throw refuse(`${entry.name.slice(0, 80)} ${reason}`);
    total += entry.size;
    if (total > LARGEST_ARCHIVE) throw refuse('its files are larger together than any release');
    entries.push({ name: entry.name, size: entry.size, read: () => contentOf(bytes, entry, refuse) });
  }
  return entries;
}

interface DirectoryEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly next: number;
}

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function directoryEntry(bytes: Buffer, at: number): DirectoryEntry {
  const nameLength = bytes.readUInt16LE(at + 28);
  return {
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
    name: bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
    next: at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
  };
}

function whyNot({ name, flags, method, size, packed, offset }: DirectoryEntry): string | undefined {
  if ((flags & 1) !== 0) return 'is encrypted; unpack the archive and load the folder';
  if ([size, packed, offset].includes(0xffffffff)) return 'needs ZIP64; unpack the archive and load the folder';
  if (method !== 0 && method !== 8) return `is packed by method ${method}, and only stored and deflated files are read`;
  if (name.startsWith('/') || name.includes('\\') || name.includes('\0') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..'))
    return 'is a name that leaves the archive';
  return size > LARGEST_ENTRY ? `is larger than any official file (${size} bytes)` : undefined;
}

function contentOf(
  bytes: Buffer,
  { name, method, packed, size, offset, crc }: DirectoryEntry,
  refuse: (reason: string) => Failure,
): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_ENTRY) throw refuse(`${name} is not where its directory says`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const raw = bytes.subarray(start, start + packed);
  const content = method === 0 ? raw : inflated(raw, size);
  if (content?.length !== size || crc32(content) !== crc) throw refuse(`${name} is damaged or has been cut short`);
  return content;
}

function inflated(raw: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(raw, { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
}
