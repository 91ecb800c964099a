#!/usr/bin/env node
// Checks a .tlog-proof with nothing but a public key: node verify-proof.mjs <file> <key>
// It shares no code with Countersign, so that what it says does not rest on the program that wrote the ledger.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file, key] = process.argv.slice(2);
if (file === undefined || key === undefined) fail('Give the proof and the public key: node verify-proof.mjs <file> <name+id+key>');

const text = readFileSync(file, 'utf8');
const cut = text.indexOf('\n\n');
const lines = text.slice(0, cut).split('\n');
if (cut < 0 || lines.shift() !== 'c2sp.org/tlog-proof@v1') fail('It is no proof in the format c2sp.org/tlog-proof@v1.');
const leaf = lines[0]?.startsWith('extra ') ? Buffer.from(lines.shift().slice(6), 'base64') : fail('It does not carry the entry.');
const index = Number(/^index (\d{1,15})$/.exec(lines.shift() ?? '')?.[1] ?? fail('It names no entry.'));
const path = lines.map((line) => Buffer.from(line, 'base64'));
if (path.length > 53 || path.some((hash) => hash.length !== 32)) fail('Its path is no path.');

const note = text.slice(cut + 2);
const end = note.lastIndexOf('\n\n');
const body = note.slice(0, end + 1);
const [origin, size, root] = body.split('\n');
const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? fail('The key is not name+id+key.');
const raw = Buffer.from(encoded, 'base64').subarray(1);
const publicKey = createPublicKey({
  key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
  format: 'der',
  type: 'spki',
});
const signed = note
  .slice(end + 2)
  .split('\n')
  .map((line) => /^\u2014 (\S+) (\S+)$/.exec(line))
  .filter((found) => found?.[1] === name)
  .map((found) => Buffer.from(found[2], 'base64'))
  .some((bytes) => bytes.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(body), publicKey, bytes.subarray(4)));
if (!signed) fail('The checkpoint does not bear the signature of this key.');

let hash = sha256(0, leaf);
let at = index;
let last = Number(size) - 1;
if (!(at <= last)) fail('The entry lies beyond the checkpoint.');
for (const sibling of path) {
  if (last === 0) fail('The path is too long.');
  if (at % 2 === 1 || at === last) {
    hash = sha256(1, sibling, hash);
    while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
  } else {
    hash = sha256(1, hash, sibling);
  }
  [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
}
if (last !== 0 || hash.toString('base64') !== root) fail('The path does not lead from the entry to the signed root.');
process.stdout.write(`OK. This entry is number ${index} of the ${size} that ${origin} has signed:\n${leaf.toString('utf8')}\n`);

function sha256(prefix, ...parts) {
  const made = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) made.update(part);
  return made.digest();
}

function fail(says) {
  process.stderr.write(`! ${says}\n`);
  process.exit(1);
}
