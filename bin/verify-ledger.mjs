#!/usr/bin/env node
// Verifies a whole ledger, and writes nothing: from PostgreSQL, or from what `countersign audit export` wrote of all of it.
//
//   node verify-ledger.mjs --database <url> --checkpoints <file> --key <name+id+key> [--retired <file>]
//   node verify-ledger.mjs --export <file> --key <name+id+key> [--checkpoints <file>] [--retired <file>]
//
// It shares no code with Countersign, so that what it says does not rest on the program that wrote the ledger. An export needs Node
// and nothing else; a database needs the package pg. Exit 0 OK, 3 UNANCHORED, 20 BROKEN, 21 ROLLED BACK,
// 22 FORKED; 2 for what was asked wrongly, 5 for checkpoints that are not what the key signed.
import { createHash, createPublicKey, hash as hashOnce, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const EXITS = { OK: 0, UNANCHORED: 3, BROKEN: 20, 'ROLLED BACK': 21, FORKED: 22 };
const PAGE = 2_000;
/** Acts that change nothing. Every other one counts only under the seal of the installation. */
const WITHOUT_SEAL = ['tool.read', 'tool.refused'];
/** Entries are purged by 4,096 at once. */
const LEVEL = 12;
const SEGMENT = 2 ** LEVEL;
const USAGE =
  'Give --database <url> or --export <file>, and --key <name+id+key>; --checkpoints <file> and --retired <file> where there are any.';

/** Ends the program with its word and status. */
function conclude(word, says) {
  process.stdout.write(`${word}${says}\n`);
  process.exit(EXITS[word]);
}

function fail(status, says) {
  process.stderr.write(`! ${says}\n`);
  process.exit(status);
}

const sha256 = hashOnce === undefined ? (data) => createHash('sha256').update(data).digest() : (data) => hashOnce('sha256', data, 'buffer');
const leafHash = (leaf) => sha256(Buffer.from(`\0${leaf}`, 'utf8'));
const nodeHash = (left, right) => sha256(Buffer.concat([Buffer.of(1), left, right]));

/** The roots of the full subtrees, largest first (RFC 6962). */
function newTree() {
  const peaks = [];
  let size = 0;
  return {
    size: () => size,
    /** Adds 2^level leaves by the root that they have. */
    add(root, level) {
      let node = root;
      for (let rest = size / 2 ** level; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeHash(peaks.pop(), node);
      peaks.push(node);
      size += 2 ** level;
    },
    root: () => (size === 0 ? sha256('') : peaks.reduceRight((right, left) => nodeHash(left, right))),
  };
}

function readKey(text, until = Infinity) {
  const [, name, id, encoded] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? fail(2, `"${text}" is no key: name+id+key is expected.`);
  const raw = Buffer.from(encoded, 'base64');
  if (raw.length !== 33 || raw[0] !== 1) fail(2, `"${text}" is no Ed25519 key of a signed note.`);
  if (sha256(Buffer.concat([Buffer.from(`${name}\n`), raw])).toString('hex', 0, 4) !== id)
    fail(2, `The id of the key "${text}" is not its own.`);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]);
  return { name, id, until, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Size and root of a signed note, or `undefined` where no key that may still sign that size has signed it. */
function openNote(note, keys, origin) {
  const cut = note.lastIndexOf('\n\n');
  const body = note.slice(0, cut + 1);
  const [said, size, root] = body.split('\n');
  if (cut < 0 || said !== origin || !/^(0|[1-9]\d{0,14})$/.test(size) || Buffer.from(root, 'base64').length !== 32) return undefined;
  const signed = note
    .slice(cut + 2)
    .split('\n')
    .map((line) => /^\u2014 (\S+) (\S+)$/.exec(line))
    .some((found) => {
      const bytes = Buffer.from(found?.[2] ?? '', 'base64');
      const key = keys.find(({ name, id }) => name === found?.[1] && id === bytes.subarray(0, 4).toString('hex'));
      return key !== undefined && Number(size) <= key.until && verify(null, Buffer.from(body), key.key, bytes.subarray(4));
    });
  return signed ? { size: Number(size), root } : undefined;
}

function readLines(file, what) {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch (thrown) {
    return fail(2, `${what} cannot be read from ${file}: ${thrown.code ?? 'it is not JSON lines'}.`);
  }
}

/** The tree so far, the signed checkpoints in order, what was purged, and the keys that seal. */
const [tree, marks, purges, keys] = [newTree(), [], [], []];
let [next, borneOut, skipped] = [0, 0, 0];

function broken(index, why) {
  conclude('BROKEN', ` at entry ${index}. ${why}`);
}

function begin(checkpoints) {
  // The same checkpoint may be in the export and in a file that was kept.
  const each = new Map(checkpoints.map((one) => [`${one.size} ${one.root}`, one]));
  marks.push(...[...each.values()].toSorted((a, b) => a.size - b.size));
  const fork = marks.findIndex(({ size, root }, at) => marks[at + 1]?.size === size && marks[at + 1].root !== root);
  if (fork >= 0)
    conclude('FORKED', `. Two signed checkpoints of ${marks[fork].size} entries have different roots: two histories were shown.`);
  pass();
}

/** Holds the tree against the checkpoints that it has come to. One from the middle of what was purged can be checked no more. */
function pass() {
  for (; next < marks.length && marks[next].size <= tree.size(); next += 1) {
    const { size, root } = marks[next];
    if (size < tree.size()) skipped += 1;
    else if (tree.root().toString('base64') === root) borneOut = size;
    else
      broken(
        borneOut,
        `The entries do not lead to the root that was signed at ${size} entries: no checkpoint bears them out from here on.`,
      );
  }
}

function addLeaf(leaf) {
  tree.add(leaf, 0);
  pass();
}

/** Entries that were purged: the root of their subtree stands for them, and their last leaf shows how old they were. */
function addSegment({ index, root, lastLeaf, path }) {
  const made = path.reduce((right, left) => nodeHash(left, right), leafHash(lastLeaf));
  const { index: last, at } = JSON.parse(lastLeaf);
  const end = (index + 1) * SEGMENT;
  if (index !== purges.length || path.length !== LEVEL || !made.equals(root) || last !== end - 1)
    broken(tree.size(), 'What is left of the purged entries from there on is not what a purge leaves.');
  purges.push({ end, due: sixYearsAfter(at) });
  tree.add(root, LEVEL);
  pass();
}

/** The entry of a purge: what it says is gone went by the rules, if it was old enough then. */
function purgedBy(at, to) {
  for (const one of purges) if (one.end <= to && Date.parse(at) >= one.due) one.lawful = true;
}

function end(head, withheld) {
  const [size, root] = [tree.size(), tree.root().toString('hex')];
  const last = marks.at(-1)?.size ?? 0;
  const unlawful = purges.findIndex(({ lawful }) => lawful !== true);
  if (unlawful >= 0) broken(unlawful * SEGMENT, 'Entries are gone, and no entry says that they were purged when they were old enough.');
  if (last > size)
    conclude('ROLLED BACK', `. ${last - size} entries at the end are missing: a checkpoint vouches for ${last}, and there are ${size}.`);
  if (head.size !== size || (head.root ?? root) !== root)
    broken(Math.min(head.size, size), `The head says ${head.size} entries, and the entries give ${size} under another root.`);
  const gone = `${purges.length * SEGMENT} entries were purged, and ${skipped} checkpoints in the middle of them can be checked no more.\n`;
  const more = `\n${purges.length > 0 ? gone : ''}${withheld > 0 ? `${withheld} entries are there by their hash alone, so their seals could not be checked.\n` : ''}Root  ${root}`;
  if (marks.length === 0 || borneOut < purges.length * SEGMENT)
    conclude('UNANCHORED', `. ${size} entries agree with one another, and no signed checkpoint vouches for them.${more}`);
  conclude('OK', `. ${size} entries, none altered, missing or added; signed checkpoints bear out the first ${borneOut}.${more}`);
}

function sixYearsAfter(at) {
  const due = new Date(at);
  return due.setUTCFullYear(due.getUTCFullYear() + 6);
}

/** What shows by itself that a leaf is not what was written. */
function faultOf({ index, leaf, hash, tenant }) {
  if (leafHash(leaf).toString('hex') !== hash) return 'Its hash is not the hash of what it says.';
  let said;
  try {
    said = JSON.parse(leaf);
  } catch {
    return 'It is not JSON.';
  }
  if (typeof said !== 'object' || said === null) return 'It is not an entry of a ledger.';
  // A leaf is flat, so that its keys in order are its canonical form.
  if (JSON.stringify(said, Object.keys(said).toSorted()) !== leaf || said.v !== 1 || !/^[0-9a-f]{64}$/.test(said.about))
    return 'It is not an entry of a ledger.';
  if (said.index !== index || said.tenant !== tenant) return `It says of itself that it is entry ${said.index} of ${said.tenant}.`;
  return WITHOUT_SEAL.includes(said.act) || isSealed(said, leaf) ? undefined : 'It does not bear the seal of a key of this ledger.';
}

/** Whether a key of the ledger sealed the rest of the leaf: the current one, or a retired one before its hand-over. */
function isSealed(said, leaf) {
  const text = leaf.replace(`,"seal":"${said.seal}"`, '');
  if (typeof said.seal !== 'string' || JSON.stringify({ ...said, seal: undefined }) !== text) return false;
  const sealed = Buffer.from(`countersign seal v1\n${text}`, 'utf8');
  return keys.some(({ key, until }) => said.index < until && verify(null, sealed, key, bytes(said.seal)));
}

/** What stands beside a leaf in the database must be what the leaf committed to. */
function faultBeside({ leaf, salt, about, encounter, proposal }) {
  const said = JSON.parse(leaf);
  if (sha256(Buffer.from(salt + about, 'utf8')).toString('hex') !== said.about) return 'What stands beside it is not what it was about.';
  if ((JSON.parse(about)?.encounter ?? null) !== encounter) return 'It is filed under an encounter that it was not about.';
  if ((said.proposal ?? null) !== proposal) return 'It is filed under a proposal that it was not about.';
  return undefined;
}

const isPurge = (leaf) => leaf.includes('"act":"ledger.purged"');
const bytes = (text) => Buffer.from(text, 'base64');
const missing = (expected, index) => `Entry ${expected} is missing: the next one is numbered ${index}.`;

async function verifyDatabase(url, tenant) {
  const { default: pg } = await import('pg').catch(() =>
    fail(2, 'A database is read with the package pg, which is not here: npm install pg.'),
  );
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.query('begin isolation level repeatable read read only');
  await client.query(`select set_config('search_path', 'countersign', true), set_config('countersign.tenant', $1, true)`, [tenant]);
  const [head] = (
    await client.query('select size::int8::text as size, encode(root, $2) as root from ledger_head where tenant = $1', [tenant, 'hex'])
  ).rows;
  const segments = await client.query(
    'select index::int, root, last_leaf, path from ledger_segment where tenant = $1 order by ledger_segment.index',
    [tenant],
  );
  for (const { last_leaf: lastLeaf, ...segment } of segments.rows) addSegment({ ...segment, lastLeaf });
  await client.query(
    `declare entries no scroll cursor for
     select index::text as number, leaf, encode(leaf_hash, 'hex') as hash, salt, about::text as about, encounter, proposal
     from ledger_entry where tenant = $1 order by index`,
    [tenant],
  );
  for (let more = true; more;) {
    const { rows } = await client.query(`fetch ${PAGE} from entries`);
    for (const row of rows) {
      const entry = { ...row, index: Number(row.number), tenant };
      if (entry.index !== tree.size()) broken(tree.size(), missing(tree.size(), entry.index));
      const fault = faultOf(entry) ?? faultBeside(entry);
      if (fault !== undefined) broken(tree.size(), fault);
      addLeaf(Buffer.from(row.hash, 'hex'));
      if (isPurge(row.leaf)) purgedBy(JSON.parse(row.leaf).at, JSON.parse(row.about).purgedTo);
    }
    more = rows.length === PAGE;
  }
  await client.end();
  end({ size: Number(head?.size ?? 0), root: head?.root }, 0);
}

async function verifyExport(lines, head, tenant) {
  let withheld = 0;
  for (const { index, root, lastLeaf, path } of head.segments ?? [])
    addSegment({ index, root: bytes(root), lastLeaf, path: path.map(bytes) });
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    const { index, leaf, hash, altered } = JSON.parse(line.value);
    if (index !== tree.size()) broken(tree.size(), missing(tree.size(), index));
    if (altered === true) broken(tree.size(), 'It was altered before it was exported.');
    const fault = leaf === undefined ? undefined : faultOf({ index, leaf, hash, tenant });
    if (fault !== undefined) broken(tree.size(), fault);
    if (leaf === undefined) withheld += 1;
    addLeaf(Buffer.from(hash, 'hex'));
    // How far a purge went stands beside its leaf, and is not in an export.
    if (leaf !== undefined && isPurge(leaf)) purgedBy(JSON.parse(leaf).at, Infinity);
  }
  end({ size: head.size }, withheld);
}

async function main() {
  const options = { database: 'string', export: 'string', checkpoints: 'string', key: 'string', retired: 'string' };
  const { values } = parseArgs({
    options: Object.fromEntries(Object.entries(options).map(([name, type]) => [name, { type, multiple: name === 'checkpoints' }])),
  });
  if ((values.database === undefined) === (values.export === undefined) || values.key === undefined) fail(2, USAGE);
  const key = readKey(values.key);
  keys.push(key);
  if (values.retired !== undefined) keys.push(...readLines(values.retired, 'The retired keys').map((one) => readKey(one.key, one.until)));
  const tenant = key.name.slice(key.name.indexOf('/') + 1);
  const file = values.export === undefined ? undefined : String(values.export);
  const lines =
    file === undefined ? undefined : createInterface({ input: createReadStream(file), crlfDelay: Infinity })[Symbol.asyncIterator]();
  const head = lines && JSON.parse((await lines.next()).value ?? 'null');
  if (lines !== undefined && (head?.export !== 'countersign-ledger-export@v1' || head.all !== true))
    fail(2, `${file} is no export of a whole ledger. bin/verify-export.mjs checks an export of a part.`);
  const notes = [
    ...(values.checkpoints ?? []).flatMap((kept) =>
      readLines(kept, 'The checkpoints').map(({ note }, at) => ({ note, of: `Line ${at + 1} of ${kept}` })),
    ),
    ...[head?.checkpoints ?? [], head?.checkpoint ?? []].flat().map((note, at) => ({ note, of: `Checkpoint ${at + 1} of the export` })),
  ];
  const checkpoints = notes.map(
    ({ note, of }) =>
      openNote(String(note), keys, key.name) ?? fail(5, `${of} is not a checkpoint that a key of this ledger signed, in its time.`),
  );
  begin(checkpoints);
  if (lines === undefined) await verifyDatabase(values.database, tenant);
  else await verifyExport(lines, head, tenant);
}

await main().catch((thrown) =>
  fail(2, `It could not be read: ${thrown instanceof Error ? (thrown.code ?? thrown.name) : 'no reason given'}.`),
);
