import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** Ed25519 in the signed-note format of C2SP. */
const ED25519 = 1;
/** What stands before the 32 raw bytes of an Ed25519 key in its DER form (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** A public key with the name it signs under. Its text form, `name+id+key`, is what an auditor is given. */
export interface Verifier {
  readonly name: string;
  /** First four bytes of the hash of name, algorithm and key, in hex: tells keys of one name apart. */
  readonly id: string;
  readonly key: KeyObject;
}

export interface Signer {
  readonly verifier: Verifier;
  readonly sign: (text: string) => Buffer;
}

/** A signer for an Ed25519 private key in PEM. Throws where it is no such key, or the name could not stand in a note. */
export function signer(name: string, pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the signing key is not an Ed25519 key');
  const publicKey = createPublicKey(key);
  return { verifier: verifierOf(name, publicKey), sign: (text) => sign(null, Buffer.from(text, 'utf8'), key) };
}

export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function verifierOf(name: string, key: KeyObject): Verifier {
  if (name === '' || /[\s+]/u.test(name)) throw new TypeError(`"${name}" is no name for a signing key: it has a space or a plus`);
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(rawKey(key)).digest().subarray(0, 4);
  return { name, id: id.toString('hex'), key };
}

export function verifierText({ name, id, key }: Verifier): string {
  return `${name}+${id}+${Buffer.concat([Buffer.of(ED25519), rawKey(key)]).toString('base64')}`;
}

/** Reads `name+id+key`. Throws where it is none, or its id is not the id of its key. */
export function readVerifier(text: string): Verifier {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ED25519) throw new TypeError('this is no Ed25519 key of a signed note: name+id+key is expected');
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, bytes.subarray(1)]), format: 'der', type: 'spki' });
  const verifier = verifierOf(name, key);
  if (verifier.id !== id) throw new TypeError(`the key says that its id is ${id}, and it is ${verifier.id}`);
  return verifier;
}

function rawKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length);
}

/** The text, which must end in a line feed, with a signature of each signer beneath it. */
export function signNote(text: string, signers: readonly Signer[]): string {
  const lines = signers.map(({ verifier, sign: signWith }) => {
    const bytes = Buffer.concat([Buffer.from(verifier.id, 'hex'), signWith(text)]);
    return `\u2014 ${verifier.name} ${bytes.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** What a note says, and which of the known keys signed it. */
export interface OpenedNote {
  readonly text: string;
  readonly signedBy: readonly Verifier[];
}

/**
 * Opens a signed note with the keys that are trusted. Signatures of unknown keys are passed over. `undefined` for what is no
 * note, and for one that bears a false signature of a known key.
 */
export function openNote(note: string, trusted: readonly Verifier[]): OpenedNote | undefined {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, cut + 1);
  const signatures = note
    .slice(cut + 2, -1)
    .split('\n')
    .map((line) => SIGNATURE.exec(line));
  const signedBy: Verifier[] = [];
  for (const signature of signatures) {
    const bytes = Buffer.from(signature?.[2] ?? '', 'base64');
    if (signature === null || bytes.toString('base64') !== signature[2]) return undefined;
    const known = trusted.find(({ name, id }) => name === signature[1] && id === bytes.subarray(0, 4).toString('hex'));
    if (known === undefined) continue;
    if (!verify(null, Buffer.from(text, 'utf8'), known.key, bytes.subarray(4))) return undefined;
    signedBy.push(known);
  }
  return { text, signedBy };
}
