import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionHead, EditionSource } from '#core/terminology/edition-source.ts';

/** An edition as threads share it: its bytes once in memory, whatever their number. */
export interface EditionBytes {
  readonly head: EditionHead;
  readonly sha256: string;
  readonly bytes: SharedArrayBuffer;
}

/** Packs an edition so that another thread can open it. */
export function packed(content: string, head: EditionHead, sha256: string): EditionBytes {
  const text = Buffer.from(content, 'utf8');
  const bytes = new SharedArrayBuffer(text.length);
  text.copy(Buffer.from(bytes));
  return { head, sha256, bytes };
}

/** The edition of these bytes. They were checked when they were packed. */
export function opened({ bytes, sha256 }: EditionBytes): CompiledEdition {
  return compileEdition(JSON.parse(Buffer.from(bytes).toString('utf8')) as EditionSource, sha256);
}
