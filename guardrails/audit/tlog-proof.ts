const HEADER = 'c2sp.org/tlog-proof@v1';
/** More siblings than a tree of 2^53 leaves could have are no proof. */
const MOST_HASHES = 53;

/** That one leaf is in a ledger, in the C2SP `tlog-proof` format: it can be checked anywhere with the public key alone. */
export interface LeafProof {
  readonly index: number;
  readonly path: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Bytes of the application's own. Nothing vouches for them. */
  readonly extra?: Buffer;
}

export function writeLeafProof({ index, path, checkpoint, extra }: LeafProof): string {
  const head = [HEADER, ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]), `index ${index}`];
  return `${[...head, ...path.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`;
}

/** `undefined` for what is no proof. */
export function readLeafProof(text: string): LeafProof | undefined {
  const cut = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(cut, 0)).split('\n');
  if (header !== HEADER) return undefined;
  const extra = lines[0]?.startsWith('extra ') === true ? Buffer.from(lines.shift()?.slice('extra '.length) ?? '', 'base64') : undefined;
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? [];
  if (index === undefined || lines.length > MOST_HASHES || !lines.every(isHash)) return undefined;
  return {
    index: Number(index),
    path: lines.map((line) => Buffer.from(line, 'base64')),
    checkpoint: text.slice(cut + 2),
    ...(extra && { extra }),
  };
}

function isHash(line: string): boolean {
  const bytes = Buffer.from(line, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === line;
}
