import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { openEdition, packEdition } from '#core/terminology/compiled-image.ts';
import type { EditionHead } from '#core/terminology/edition-source.ts';

/** A compiled edition as threads share it: its bytes once in memory, whatever their number. */
export interface EditionBytes {
  readonly head: EditionHead;
  readonly sha256: string;
  readonly bytes: SharedArrayBuffer;
}

export function packed(edition: CompiledEdition): EditionBytes {
  return { head: edition.head, sha256: edition.sha256, bytes: shared(packEdition(edition)) };
}

/** Bytes in memory that other threads can read. */
export function shared(bytes: Uint8Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(memory).set(bytes);
  return memory;
}

/** The edition of these bytes, which were checked when they were read. */
export function opened({ bytes }: EditionBytes): CompiledEdition {
  return openEdition(new Uint8Array(bytes));
}
