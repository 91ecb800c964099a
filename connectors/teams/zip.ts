import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/** 1 January 1980, the first day that a zip knows: the same files give the same bytes. */
const DAY = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/** A zip file of a few small files, not compressed. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const named = Buffer.from(name, 'utf8');
    const about = aboutFile(named, content);
    const file = Buffer.concat([u32(0x04034b50), about, named, content]);
    directory.push(Buffer.concat([u32(0x02014b50), u16(VERSION), about, u16(0, 0, 0), u32(0, offset), named]));
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = [u32(0x06054b50), u16(0, 0, entries.length, entries.length), u32(listed.length, offset), u16(0)];
  return Buffer.concat([...files, listed, ...end]);
}

/** What stands of a file both before it and in the directory: version, flags, stored, time, day, checksum, sizes and lengths. */
function aboutFile(name: Uint8Array, content: Uint8Array): Buffer {
  const sizes = u32(crc32(content), content.length, content.length);
  return Buffer.concat([u16(VERSION, FLAGS, 0, 0, DAY), sizes, u16(name.length, 0)]);
}

function u16(...values: readonly number[]): Buffer {
  return numbers(values, 2);
}

function u32(...values: readonly number[]): Buffer {
  return numbers(values, 4);
}

function numbers(values: readonly number[], width: number): Buffer {
  const bytes = Buffer.alloc(values.length * width);
  for (const [at, value] of values.entries()) bytes.writeUIntLE(value, at * width, width);
  return bytes;
}
