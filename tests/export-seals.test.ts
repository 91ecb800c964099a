import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { TenantId } from '#guardrails/actor.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { signCheckpoint } from '#guardrails/audit/checkpoint.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { sealedText } from '#guardrails/audit/seal.ts';
import { newSigningKey, signer, verifierText, type Signer } from '#guardrails/audit/signed-note.ts';
import { appendLeaf, EMPTY_TREE, leafHash, rootOf } from '#guardrails/audit/tree.ts';

const PROGRAM = resolve(import.meta.dirname, '..', 'bin', 'verify-export.mjs');
const NAME = 'countersign/here';
const [ours, older, theirs] = [newSigningKey(), newSigningKey(), newSigningKey()].map((pem) => signer(NAME, pem)) as [
  Signer,
  Signer,
  Signer,
];

/** Three readings, and an act in the place of one of them. */
function leavesWith(act: Partial<Leaf>, at: number, by?: Signer): string[] {
  return Array.from({ length: 3 }, (_none, index) => {
    const rest = {
      v: 1,
      tenant: TenantId.parse('here'),
      index,
      at: '2026-11-21T12:00:00.000Z',
      actor: 'dana',
      channel: 'terminal',
    } as const;
    const leaf = Leaf.parse({ ...rest, act: 'tool.read', about: 'a'.repeat(64), ...(index === at && act) });
    const seal = index === at ? by?.sign(sealedText(leaf)).toString('base64') : undefined;
    return canonicalJson(jsonOf({ ...leaf, seal: seal ?? leaf.seal }));
  });
}

interface Told {
  readonly retired?: readonly object[];
  readonly keys?: readonly Signer[];
  readonly withheld?: number;
}

/** The verdict over an export of all, whose head somebody with the key has signed whatever is in it. */
function judged(leaves: readonly string[], { retired = [], keys = [ours], withheld }: Told = {}) {
  const tree = leaves.reduce((grown, leaf) => appendLeaf(grown, leafHash(leaf)), EMPTY_TREE);
  const checkpoint = signCheckpoint({ origin: NAME, size: tree.size, root: rootOf(tree) }, [ours]);
  const head = { export: 'countersign-ledger-export@v1', origin: NAME, size: tree.size, all: true, retired, checkpoint };
  const lines = leaves.map((leaf, index) => {
    const hash = leafHash(leaf).toString('hex');
    return index === withheld ? { index, withheld: true, hash } : { index, leaf, hash };
  });
  const file = join(mkdtempSync(join(tmpdir(), 'export-seals-')), 'export.jsonl');
  writeFileSync(file, [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, file, ...keys.map(({ verifier }) => verifierText(verifier))], {
    encoding: 'utf8',
  });
  return { status, says: stdout + stderr };
}

const SET = { act: 'principal.set' } as const;
const until = (size: number) => ({ retired: [{ key: verifierText(older.verifier), until: size }], keys: [ours, older] });

test.each([
  ['a seal of the key', leavesWith(SET, 1, ours), {}, /^OK\. 3 entries are among the 3 that countersign\/here has signed\.$/],
  ['a seal of a key that was retired later', leavesWith(SET, 1, older), until(2), /^OK\./],
  ['no need of one', leavesWith({ act: 'tool.refused' }, 1), {}, /^OK\./],
  [
    'no seal that could be looked at',
    leavesWith(SET, 1),
    { withheld: 1 },
    /; 1 of them by their hash alone, so their seals could not be checked\.$/,
  ],
])('an act in an export with %s is sound', (_name, leaves, told, says) => {
  expect(judged(leaves, told)).toMatchObject({ status: 0, says: expect.stringMatching(new RegExp(says.source, 'm')) as string });
});

test.each([
  ['no seal', leavesWith(SET, 1), {}],
  ['a seal that is none', leavesWith({ ...SET, seal: 'AAAA' }, 1), {}],
  ['a seal of another key', leavesWith(SET, 1, theirs), {}],
  ['a seal over something else', leavesWith(SET, 1, ours).map((leaf) => leaf.replace('"actor":"dana"', '"actor":"mallory"')), {}],
  ['a seal of a key that was retired before', leavesWith(SET, 1, older), until(1)],
  ['a name that is written twice', leavesWith(SET, 1).map((leaf) => leaf.replace(/\}$/, ',"act":"tool.read"}')), {}],
])('an act in an export with %s is BROKEN there, though the head was signed', (_name, leaves, told) => {
  expect(judged(leaves, told)).toMatchObject({ status: 20, says: expect.stringMatching(/BROKEN at entry [01]\./) as string });
});

test('an act under an older key that was not given is BROKEN, and the program says that there is one', () => {
  const { says } = judged(leavesWith(SET, 1, older), { ...until(2), keys: [ours] });

  expect(says).toContain('BROKEN at entry 1. It does not bear the seal of a key that was given. The export names 1 older keys');
});
