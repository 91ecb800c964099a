const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const END_SIZE = 22;
/** 1 January 1980, the first day that a zip archive can write. */
const FIRST_DAY = 0x0021;

/** The archive with the same day on every file, so that the same content is the same bytes. Throws RangeError for what is no archive. */
export function undated(archive: Buffer): Buffer {
  const zip = Buffer.from(archive);
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new RangeError('no zip archive without a comment');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new RangeError('the list of the archive is broken');
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== LOCAL) throw new RangeError('a file of the archive is not where its list says');
    dated(zip, at + 12);
    dated(zip, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function dated(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(FIRST_DAY, at + 2);
}
