import { createHash } from 'node:crypto';
import { refuse } from '../refuse.ts';
import { textOfBytes } from '../text-of-bytes.ts';
import type { Attachment } from './resources.ts';

export interface AttachmentText {
  readonly text: string;
  /** Of the attachment's own bytes. */
  readonly sha256: string;
}

/** True of what is meant as plain text, in whatever charset. */
export function isPlainText({ contentType }: Attachment): boolean {
  return /^text\/plain\s*(;|$)/i.test(contentType?.trim() ?? '');
}

/** Charsets that clinical systems send, as `TextDecoder` knows them. US-ASCII is checked as UTF-8, of which it is a part. */
const CHARSETS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  'utf-16le': 'utf-16le',
};

/** The text of an inline attachment. Throws Failure `bad-file`, without the place, when the bytes are not what the record says they are. */
export function textOfAttachment(attachment: Attachment): AttachmentText {
  const { data, url, size, hash, contentType = '' } = attachment;
  if (data === undefined)
    return refuse(url === undefined ? 'It has no data.' : 'It is a link and not the text itself. Bring the text inline, as base64.');
  const bytes = bytesOf(data);
  if (size !== undefined && size !== bytes.length)
    return refuse(`It has ${bytes.length} bytes where its size says ${size}: it was cut or changed.`);
  if (hash !== undefined && hash !== createHash('sha1').update(bytes).digest('base64'))
    return refuse('It does not match its hash: it was cut or changed.');
  const { text } = textOfBytes(bytes, charsetOf(contentType));
  if (text.trim() === '') return refuse('It holds no text.');
  return { text, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function charsetOf(contentType: string): string {
  const named = /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(contentType)?.[1]?.toLowerCase();
  if (named === undefined) return 'utf-8';
  const known = Object.hasOwn(CHARSETS, named) ? CHARSETS[named] : undefined;
  return known ?? refuse('It has a charset that is not read. Use UTF-8.');
}

/** Strict base64: `Buffer` would skip what it does not know and lose text in silence. White space may stand between. */
function bytesOf(data: string): Buffer {
  const bare = data.replace(/[ \t\r\n]+/g, '');
  const sound = bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
  if (!sound) return refuse('It is not base64.');
  const bytes = Buffer.from(bare, 'base64');
  return bytes.toString('base64') === bare ? bytes : refuse('It is not base64.');
}
