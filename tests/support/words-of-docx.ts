import { inflateRawSync } from 'node:zlib';
import { letterDocx } from '#connectors/letters/letter-docx.ts';
import type { LetterSheet } from '#core/appeals/letter/letter-sheet.ts';

/** The words of `word/document.xml`, the first file of the archive of that name. */
export async function wordsOfDocx(sheet: LetterSheet): Promise<string> {
  const zip = await letterDocx(sheet);
  for (let at = zip.readUInt32LE(zip.length - 6), left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    if (zip.toString('utf8', at + 46, at + 46 + name) === 'word/document.xml') {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const body = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return inflateRawSync(body)
        .toString('utf8')
        .replaceAll(/<[^>]+>/gu, '');
    }
    at += 46 + name + extra + comment;
  }
  throw new Error('no document in the archive');
}
