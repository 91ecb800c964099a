import { verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { newSigningKey, openNote, readVerifier, signer, signNote, verifierText } from './signed-note.ts';
import { readLeafProof, writeLeafProof } from './tlog-proof.ts';
import { leafHash } from './tree.ts';

const ours = signer('countersign.test/demo', newSigningKey());
const theirs = signer('witness.test', newSigningKey());
const head = { origin: 'countersign.test/demo', size: 109_482, root: leafHash('root') };
const note = signCheckpoint(head, [ours]);

/** A key that the Go implementation of signed notes documents, whose id is that of its name and bytes. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

describe('a signed note', () => {
  test('has a line for each signer: a dash, the name, and the key id before the Ed25519 signature of the text', () => {
    const [, signature = ''] = /\n\n\u2014 countersign\.test\/demo (\S+)\n$/.exec(note) ?? [];
    const bytes = Buffer.from(signature, 'base64');

    expect(bytes.subarray(0, 4).toString('hex')).toBe(ours.verifier.id);
    expect(verify(null, Buffer.from(note.slice(0, note.indexOf('\n\n') + 1)), ours.verifier.key, bytes.subarray(4))).toBe(true);
  });

  test('with one letter changed is not opened', () => {
    fc.assert(
      fc.property(fc.nat({ max: note.length - 1 }), fc.constantFrom(...'AQgwx9/=\n '), (at, letter) => {
        fc.pre(note[at] !== letter);
        const changed = note.slice(0, at) + letter + note.slice(at + 1);

        expect(openNote(changed, [ours.verifier])?.signedBy ?? []).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('counts only the keys that are trusted, and passes over the others', () => {
    const both = signNote('a\n', [ours, theirs]);

    expect(openNote(both, [theirs.verifier])?.signedBy).toEqual([theirs.verifier]);
    expect(openNote(both, [])?.signedBy).toEqual([]);
  });

  test('with a false signature of a known key is not opened, whoever else has signed it', () => {
    const forged = signNote('a\n', [{ verifier: ours.verifier, sign: theirs.sign }, theirs]);

    expect(openNote(forged, [ours.verifier, theirs.verifier])).toBeUndefined();
  });
});

describe('a public key', () => {
  test('is read back as it was written', () => {
    expect(verifierText(readVerifier(verifierText(ours.verifier)))).toBe(verifierText(ours.verifier));
    expect(verifierText(readVerifier(GO_KEY))).toBe(GO_KEY);
  });

  test.each([
    '',
    'PeterNeumann',
    GO_KEY.replace('c74f20a3', 'c74f20a4'),
    GO_KEY.replace('PeterNeumann', 'PeterNewmann'),
    GO_KEY.slice(0, -4),
  ])('of %j is refused', (text) => expect(() => readVerifier(text)).toThrow(TypeError));

  test('has a name that can stand in a note', () => {
    expect(() => signer('two words', newSigningKey())).toThrow(TypeError);
    expect(() => signer('a+b', newSigningKey())).toThrow(TypeError);
  });
});

describe('a checkpoint', () => {
  test('says origin, size and root, and is read back with the key', () => {
    expect(note.split('\n').slice(0, 4)).toEqual(['countersign.test/demo', '109482', head.root.toString('base64'), '']);
    expect(openCheckpoint(note, [ours.verifier])).toEqual({ ...head, signedBy: [ours.verifier] });
  });

  test('is nothing without a signature that is trusted', () => {
    expect(openCheckpoint(note, [theirs.verifier])).toBeUndefined();
    expect(openCheckpoint(note.replace('109482', '109483'), [ours.verifier])).toBeUndefined();
  });

  test.each([
    ['no size', 'o\n\nAAAA\n'],
    ['a size with a zero before it', `o\n07\n${head.root.toString('base64')}\n`],
    ['a size beyond what is exact', `o\n9999999999999999\n${head.root.toString('base64')}\n`],
    ['a root that is too short', 'o\n7\nAAAA\n'],
  ])('with %s is none, though it is signed', (_name, text) => {
    expect(openCheckpoint(signNote(text, [ours]), [ours.verifier])).toBeUndefined();
  });
});

describe('a proof of one leaf', () => {
  const proof = { index: 5, path: [leafHash('a'), leafHash('b')], checkpoint: note };

  test('is written as C2SP has it, and read back', () => {
    expect(writeLeafProof(proof)).toBe(
      `c2sp.org/tlog-proof@v1\nindex 5\n${proof.path.map((one) => one.toString('base64')).join('\n')}\n\n${note}`,
    );
    expect(readLeafProof(writeLeafProof(proof))).toEqual(proof);
    expect(readLeafProof(writeLeafProof({ ...proof, path: [], extra: Buffer.from('leaf') }))).toEqual({
      ...proof,
      path: [],
      extra: Buffer.from('leaf'),
    });
  });

  test.each([
    ['another header', (text: string) => text.replace('v1', 'v2')],
    ['no index', (text: string) => text.replace('index 5\n', '')],
    ['an index below nothing', (text: string) => text.replace('index 5', 'index -5')],
    ['a hash cut short', (text: string) => text.replace('=\n', '\n')],
    ['no checkpoint', (text: string) => text.split('\n\n')[0] ?? ''],
    ['sixty siblings', (text: string) => text.replace('index 5\n', `index 5\n${`${leafHash('a').toString('base64')}\n`.repeat(58)}`)],
  ])('with %s is none', (_name, spoil) => expect(readLeafProof(spoil(writeLeafProof(proof)))).toBeUndefined());
});
