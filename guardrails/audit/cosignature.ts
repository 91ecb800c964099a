import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

/** Timestamped Ed25519 cosignatures of C2SP `tlog-cosignature`. */
const COSIGNATURE = 4;
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const LINE = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** The public key of a witness. */
export interface Cosigner {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

/** Reads `name+id+key` of a witness. Throws where it is none, or its id is not the id of its key. */
export function readCosigner(text: string): Cosigner {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== COSIGNATURE)
    throw new TypeError('this is no Ed25519 key of a witness: name+id+key with algorithm 4 is expected');
  const raw = bytes.subarray(1);
  const made = createHash('sha256').update(`${name}\n`).update(Buffer.of(COSIGNATURE)).update(raw).digest();
  if (made.subarray(0, ID_BYTES).toString('hex') !== id) throw new TypeError('the id of the key is not its own');
  return { name, id, key: createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' }) };
}

/** The lines of an answer that are signature lines of a note; the others are passed over. */
export function signatureLines(answer: string): readonly string[] {
  return answer.split('\n').filter((line) => {
    const bytes = Buffer.from(LINE.exec(line)?.[2] ?? '', 'base64');
    return bytes.length > ID_BYTES;
  });
}

/** Whether this line is the cosignature of this witness over a checkpoint, whose text ends in a line feed. */
export function isCosignature(line: string, checkpoint: string, { name, id, key }: Cosigner): boolean {
  const [, signer, encoded = ''] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (signer !== name || bytes.length !== ID_BYTES + TIME_BYTES + SIGNATURE_BYTES) return false;
  if (bytes.subarray(0, ID_BYTES).toString('hex') !== id) return false;
  const time = bytes.readBigUInt64BE(ID_BYTES);
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${checkpoint}`, 'utf8');
  return verify(null, message, key, bytes.subarray(ID_BYTES + TIME_BYTES));
}
