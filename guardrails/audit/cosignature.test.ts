import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCosignature, readCosigner, signatureLines } from './cosignature.ts';

const NAME = 'witness.test/w1';
const TEXT = 'countersign/demo\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const id = createHash('sha256').update(`${NAME}\n`).update(Buffer.of(4)).update(raw).digest().subarray(0, 4);
const vkey = (algorithm = 4) => `${NAME}+${id.toString('hex')}+${Buffer.concat([Buffer.of(algorithm), raw]).toString('base64')}`;

function cosigned(time: bigint): Buffer {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(time);
  return Buffer.concat([id, stamp, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${TEXT}`), privateKey)]);
}
const line = (bytes: Buffer, name = NAME) => `\u2014 ${name} ${bytes.toString('base64')}`;

test('a cosignature counts over its own checkpoint, at its own time, under its own name', () => {
  const witness = readCosigner(vkey());

  expect(isCosignature(line(cosigned(1_679_315_147n)), TEXT, witness)).toBe(true);
  expect(isCosignature(line(cosigned(1_679_315_147n)), TEXT.replace('7', '8'), witness)).toBe(false);
  expect(isCosignature(line(cosigned(1_679_315_147n), 'witness.test/w2'), TEXT, witness)).toBe(false);
});

test('a cosignature with any byte of it flipped does not count', () => {
  const witness = readCosigner(vkey());
  const whole = cosigned(1_679_315_147n);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
      expect(isCosignature(line(bytes), TEXT, witness)).toBe(false);
    }),
    { numRuns: 500 },
  );
  expect(isCosignature(line(whole.subarray(0, -1)), TEXT, witness)).toBe(false);
});

test('a signature of the log, or of another algorithm, is no key of a witness', () => {
  expect(() => readCosigner(vkey(1))).toThrow(TypeError);
  expect(() => readCosigner(vkey().replace(id.toString('hex'), '00000000'))).toThrow(TypeError);
  expect(() => readCosigner('nothing')).toThrow(TypeError);
});

test('what is no signature line of an answer is passed over', () => {
  expect(signatureLines(`${line(cosigned(1n))}\n\nhello\n\u2014 short AAAA\n`)).toEqual([line(cosigned(1n))]);
});
