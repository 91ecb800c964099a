import { refuse } from './refuse.ts';

export interface TextRead {
  /** The text after a byte order mark, if there was one. */
  readonly text: string;
  readonly mark: boolean;
}

/** What a file that calls itself text may turn out to be. */
const OTHER_FORMATS: readonly (readonly [start: string, name: string])[] = [
  ['%PDF-', 'PDF'],
  ['{\\rtf', 'RTF'],
  ['<?xml', 'XML'],
  ['<ClinicalDocument', 'XML'],
  ['<html', 'HTML'],
  ['<!doctype html', 'HTML'],
  ['PK\u0003\u0004', 'a zip archive'],
  ['\u001f\u008b', 'gzip'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Word document'],
];

/** Decodes bytes and loses none: text encoded again gives the same bytes. Throws Failure `bad-file` when they are no text in that charset. */
export function textOfBytes(bytes: Uint8Array, charset = 'utf-8'): TextRead {
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
    .toLowerCase();
  const other = OTHER_FORMATS.find(([magic]) => start.startsWith(magic.toLowerCase()));
  if (other !== undefined) refuse(`It is ${other[1]} and not plain text. Give the text itself.`);
  const decoded = decode(bytes, charset);
  const mark = decoded.startsWith('\uFEFF');
  const text = mark ? decoded.slice(1) : decoded;
  const zero = text.indexOf('\0');
  if (zero >= 0) refuse(`It holds a NUL character (line ${lineAt(text, zero)}), so it is not plain text.`);
  return { text, mark };
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(`It is not valid ${charset === 'utf-8' ? 'UTF-8' : charset} text. Save it as UTF-8.`);
  }
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
