import { compileEdition } from './compile-edition.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import type { CodeRow, EditionSource } from './edition-source.ts';
import type { PreparedEdition } from './prepare-edition.ts';

/** Changes with any change of what an image holds or of how statements are made. */
export const IMAGE_VERSION = '5';

const ARRAYS = ['starts', 'members', 'targets', 'origins', 'labelStarts'] as const;
const WIDEST = 8;

interface Head {
  readonly sha256: string;
  readonly source: Omit<EditionSource, 'official' | 'codes'>;
  readonly codes: { readonly code: string; readonly billable: string };
  readonly statements: Pick<PreparedEdition['statements'], 'targetNames' | 'manifestations'> & { readonly words: string };
  readonly notes: PreparedEdition['notes'];
  readonly links: PreparedEdition['links'];
  /** Bytes of each array behind the head: those of `ARRAYS`, the hashes and the rows of the titles, then the two long texts. */
  readonly sizes: readonly number[];
}

/** A compiled edition as bytes that open fast. The same edition gives the same bytes on machines of one byte order. */
export function packEdition({ sha256, kept: { source, prepared } }: CompiledEdition): Uint8Array {
  const { codes, ...rest } = source;
  const { statements, titles, notes, links } = prepared;
  const encoder = new TextEncoder();
  // The titles and the labels are most of an image: outside the JSON they are read once, and not into a text that is then parsed.
  const texts = [codes.map(({ title }) => title).join('\n'), statements.labels].map((text) => encoder.encode(text));
  const arrays: Uint8Array[] = [...[...ARRAYS.map((name) => statements[name]), titles.hashes, titles.rows].map(bytesOf), ...texts];
  const head: Head = {
    sha256,
    source: rest,
    codes: {
      code: codes.map(({ code }) => code).join('\n'),
      billable: codes.map(({ billable }) => (billable ? '1' : '0')).join(''),
    },
    statements: {
      words: statements.words.join('\n'),
      targetNames: statements.targetNames,
      manifestations: statements.manifestations,
    },
    notes,
    links,
    sizes: arrays.map(({ byteLength }) => byteLength),
  };
  const text = encoder.encode(JSON.stringify(head));
  const start = aligned(4 + text.byteLength);
  const packed = new Uint8Array(arrays.reduce((size, array) => aligned(size + array.byteLength), start));
  new DataView(packed.buffer).setUint32(0, text.byteLength);
  packed.set(text, 4);
  let at = start;
  for (const array of arrays) {
    packed.set(array, at);
    at = aligned(at + array.byteLength);
  }
  return packed;
}

/** Opens what `packEdition` wrote. The bytes are to be verified before: nothing is checked here. */
export function openEdition(packed: Uint8Array): CompiledEdition {
  const bytes = packed.byteOffset % WIDEST === 0 ? packed : new Uint8Array(packed);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = JSON.parse(textOf(bytes.subarray(4, 4 + length))) as Head;
  let at = aligned(4 + length);
  const [starts, members, targets, origins, labelStarts, hashes, rows, titlesSaid, labels] = head.sizes.map((size) => {
    const array = bytes.subarray(at, at + size);
    at = aligned(at + size);
    return array;
  });
  const { words, ...named } = head.statements;
  const statements = {
    ...named,
    words: words.split('\n'),
    starts: numbers(starts),
    members: numbers(members),
    targets: numbers(targets),
    origins: ownCopy(origins),
    labels: textOf(labels),
    labelStarts: numbers(labelStarts),
  };
  const titles = { hashes: doubles(hashes), rows: numbers(rows) };
  const source = { ...head.source, codes: rowsOf(head.codes, textOf(titlesSaid)) };
  return compileEdition(source, head.sha256, { statements, titles, notes: head.notes, links: head.links });
}

function rowsOf({ code, billable }: Head['codes'], title: string): CodeRow[] {
  const titles = title.split('\n');
  return code.split('\n').map((one, at) => ({ code: one as CodeRow['code'], billable: billable[at] === '1', title: titles[at] ?? '' }));
}

function aligned(size: number): number {
  return Math.ceil(size / WIDEST) * WIDEST;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function textOf(bytes: Uint8Array = new Uint8Array()): string {
  return new TextDecoder().decode(bytes);
}

/** A view would keep the whole image in memory, its texts included. What threads share stays there in any case, and is shared. */
function ownCopy(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes.buffer instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}

function numbers(bytes: Uint8Array | undefined): Uint32Array {
  const own = ownCopy(bytes);
  return new Uint32Array(own.buffer, own.byteOffset, own.byteLength / 4);
}

function doubles(bytes: Uint8Array | undefined): Float64Array {
  const own = ownCopy(bytes);
  return new Float64Array(own.buffer, own.byteOffset, own.byteLength / WIDEST);
}
