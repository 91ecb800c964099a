#!/usr/bin/env node
// Checks what `countersign audit export` wrote with nothing but a public key: node verify-export.mjs <file> <key> [<older key>…]
// It shares no code with Countersign, so that what it says does not rest on the program that wrote the ledger.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, ...given] = process.argv.slice(2);
if (file === undefined || given.length === 0) fail(2, 'Give the export and the public key: node verify-export.mjs <file> <name+id+key>');
const keys = given.map(readKey);
/** Acts that change nothing. Every other one counts only under the seal of the installation. */
const WITHOUT_SEAL = ['tool.read', 'tool.refused'];

let head;
let root;
let read = 0;
let withheld = 0;
let last = -1;
let size = 0;
const peaks = [];
try {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (head === undefined) begin(JSON.parse(line));
    else entry(JSON.parse(line));
  }
} catch (thrown) {
  fail(2, `${file} is no export of a ledger (${thrown.code ?? thrown.name}).`);
}
if (head === undefined) fail(2, `${file} is empty.`);
if (head.all) whole();
const kept = withheld === 0 ? '' : `; ${withheld} of them by their hash alone, so their seals could not be checked`;
process.stdout.write(`OK. ${read} entries are among the ${root.size} that ${head.origin} has signed${kept}.\n`);
if (read < root.size) process.stdout.write('It is a part: nothing shows that no other entry was left out of it.\n');
if (head.earlier) earlier(head.earlier);

function begin(said) {
  if (said?.export !== 'countersign-ledger-export@v1') fail(2, `${file} is no export of a ledger.`);
  head = said;
  untilEach();
  root = openNote(said.checkpoint ?? '') ?? fail(1, 'No checkpoint in it bears a signature of the key that was given.');
  for (const segment of said.segments ?? []) purged(bytesOf(segment.root));
}

function entry({ index, leaf, hash, path, altered }) {
  if (!(index > last)) broken(index, 'It is out of its order.');
  last = index;
  if (altered) broken(index, 'It was altered before it was exported.');
  const made = leaf === undefined ? Buffer.from(hash, 'hex') : sha256(0, Buffer.from(leaf, 'utf8'));
  if (made.toString('hex') !== hash) broken(index, 'Its hash is not the hash of what it says.');
  if (leaf === undefined) withheld += 1;
  else faultless(index, leaf);
  read += 1;
  if (head.all) grow(index, made);
  else if (!leadsTo(made, index, path.map(bytesOf))) broken(index, 'It does not lead to the signed root.');
}

function faultless(index, leaf) {
  const said = JSON.parse(leaf);
  // A leaf is flat, so that its keys in order are its canonical form, which says each thing once.
  if (JSON.stringify(said, Object.keys(said).toSorted()) !== leaf) broken(index, 'It is not an entry of a ledger.');
  if (said.index !== index) broken(index, 'It says of itself that it is another entry.');
  if (WITHOUT_SEAL.includes(said.act)) return;
  const text = leaf.replace(`,"seal":"${said.seal}"`, '');
  const apart = typeof said.seal === 'string' && JSON.stringify({ ...said, seal: undefined }) === text;
  const sealed = Buffer.from(`countersign seal v1\n${text}`, 'utf8');
  if (!apart || !keys.some(({ key, until }) => index < until && verify(null, sealed, key, bytesOf(said.seal))))
    broken(index, `It does not bear the seal of a key that was given.${olderKeys()}`);
}

/** The export says where each of its older keys ended, and which there are. */
function untilEach() {
  for (const { key, until } of head.retired ?? []) {
    const older = keys.find(({ text }) => text === key);
    if (older !== undefined && Number.isInteger(until)) older.until = until;
  }
}

function olderKeys() {
  const missing = (head.retired ?? []).filter(({ key }) => !keys.some(({ text }) => text === key)).length;
  return missing === 0 ? '' : ` The export names ${missing} older keys that were not given: give them behind the key, if you trust them.`;
}

/** The path of RFC 9162, section 2.1.3.2. */
function leadsTo(leaf, index, path) {
  let [at, end, hash] = [index, root.size - 1, leaf];
  if (at > end) return false;
  for (const sibling of path) {
    if (end === 0) return false;
    if (at % 2 === 1 || at === end) {
      hash = sha256(1, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, end] = [at / 2, Math.floor(end / 2)];
    } else {
      hash = sha256(1, hash, sibling);
    }
    [at, end] = [Math.floor(at / 2), Math.floor(end / 2)];
  }
  return end === 0 && hash.equals(root.hash);
}

function grow(index, leaf) {
  if (index !== size) broken(size, 'It is missing.');
  append(leaf, 0);
}

/** 4,096 entries that were purged: the root that they had stands for them. */
function purged(hash) {
  append(hash, 12);
  last = size - 1;
}

function append(hash, level) {
  let node = hash;
  for (let rest = size / 2 ** level; rest % 2 === 1; rest = Math.floor(rest / 2)) node = sha256(1, peaks.pop(), node);
  peaks.push(node);
  size += 2 ** level;
}

function whole() {
  const made = peaks.length === 0 ? createHash('sha256').digest() : peaks.reduceRight((right, left) => sha256(1, left, right));
  if (size !== root.size) broken(Math.min(size, root.size), `There are ${size} entries, and ${root.size} were signed.`);
  if (!made.equals(root.hash))
    broken(0, 'The entries do not lead to the signed root. bin/verify-ledger.mjs finds the first that does not.');
}

/** That the oldest checkpoint which is kept is the beginning of this one (RFC 9162, section 2.1.4.2). */
function earlier({ checkpoint, path }) {
  const older = openNote(checkpoint);
  if (older === undefined) {
    process.stdout.write('The earliest checkpoint was signed with another key, which was not given: it was not checked.\n');
    return;
  }
  const hashes = path.map(bytesOf);
  const [seed, ...rest] = Number.isInteger(Math.log2(older.size)) ? [older.hash, ...hashes] : hashes;
  let [before, after, at, end] = [seed, seed, older.size - 1, root.size - 1];
  while (at % 2 === 1) [at, end] = [Math.floor(at / 2), Math.floor(end / 2)];
  for (const sibling of rest) {
    if (at % 2 === 1 || at === end) {
      [before, after] = [sha256(1, sibling, before), sha256(1, sibling, after)];
      while (at % 2 === 0 && at !== 0) [at, end] = [at / 2, Math.floor(end / 2)];
    } else {
      after = sha256(1, after, sibling);
    }
    [at, end] = [Math.floor(at / 2), Math.floor(end / 2)];
  }
  const consistent = end === 0 && before?.equals(older.hash) && after.equals(root.hash);
  if (!consistent) fail(20, `BROKEN. The ledger is not the continuation of the one that was signed at ${older.size} entries.`);
  process.stdout.write(`It continues the ledger that was signed at ${older.size} entries.\n`);
}

function openNote(note) {
  const cut = note.lastIndexOf('\n\n');
  const body = note.slice(0, cut + 1);
  const [origin, size, hash] = body.split('\n');
  if (cut < 0 || origin !== head.origin || !/^\d{1,15}$/.test(size)) return undefined;
  const lines = note
    .slice(cut + 2)
    .split('\n')
    .map((line) => /^\u2014 (\S+) (\S+)$/.exec(line));
  const signed = lines.some((line) => {
    const bytes = Buffer.from(line?.[2] ?? '', 'base64');
    const key = keys.find(({ name, id }) => name === line?.[1] && id === bytes.subarray(0, 4).toString('hex'));
    return key !== undefined && verify(null, Buffer.from(body), key.key, bytes.subarray(4));
  });
  return signed ? { size: Number(size), hash: Buffer.from(hash, 'base64') } : undefined;
}

function readKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? fail(2, `"${text}" is no key: name+id+key is expected.`);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(encoded, 'base64').subarray(1)]);
  return { text, name, id, until: Infinity, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

function bytesOf(text) {
  return Buffer.from(text, 'base64');
}

function sha256(prefix, ...parts) {
  const made = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) made.update(part);
  return made.digest();
}

function broken(index, why) {
  fail(20, `BROKEN at entry ${index}. ${why}`);
}

function fail(status, says) {
  process.stderr.write(`! ${says}\n`);
  process.exit(status);
}
