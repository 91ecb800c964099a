import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonWriter } from '#app/x12/json-writer.ts';
import { findingsIn } from '#app/x12/findings-in.ts';
import { shipped } from '#app/shipped.ts';
import { decodeText } from '#connectors/x12/decode-text.ts';
import { Failure } from '#core/errors.ts';
import { readX12, type X12Event } from '#core/x12/read-x12.ts';
import { inChunks } from './support/x12-file.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const folder = join(directory ?? '', 'edi', 'x12');
const whyNot =
  directory === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : existsSync(folder) ? undefined : 'the reference data has no edi/x12/';
const files = whyNot === undefined ? readdirSync(folder) : [];

interface Printed {
  readonly json: { readonly transactions: readonly Record<string, unknown>[] };
  readonly errors: number;
  readonly unread: readonly string[];
  readonly refused: string | undefined;
}

/** A claim, remittance, status or acknowledgement is read; another type is named; a file without a header is refused. */
function expectedOf(file: string): object {
  if (file.includes('no_isa')) {
    return { isRead: false, isNamed: false, refused: 'no interchange header' };
  }
  const isRead = !/27[01]|820|834_|\.834|example834|multiple_st/.test(file.replace('imsweb__277', '')) || file.endsWith('.999.txt');
  return { isRead, isNamed: !isRead, refused: undefined };
}

async function printed(chunks: AsyncIterable<string>): Promise<Printed> {
  const writer = jsonWriter(() => shipped().words);
  const events: X12Event[] = [];
  let [text, refused]: [string, string | undefined] = ['', undefined];
  try {
    for await (const event of readX12(chunks)) {
      events.push(event);
      text += writer.write(event);
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    refused = thrown.says;
  }
  return {
    json: JSON.parse(text + writer.end()) as Printed['json'],
    errors: events.flatMap(findingsIn).filter(({ severity }) => severity === 'error').length,
    unread: events.flatMap((event) => (event.of === 'unread' ? [event.says] : [])),
    refused,
  };
}

describe.skipIf(whyNot !== undefined)(`every file of the sample set is read, or refused with a reason ${whyNot ?? ''}`, () => {
  test.each(files)('%s', async (file) => {
    const { json, unread, refused } = await printed(decodeText(createReadStream(join(folder, file))));

    expect({ isRead: json.transactions.length > 0, isNamed: unread.length > 0, refused: refused?.split(':')[0] }).toEqual(expectedOf(file));
  });

  test('the payments of the sample remittances balance, and each of their claims', async () => {
    for (const file of files.filter((one) => one.includes('__835_'))) {
      const { json } = await printed(decodeText(createReadStream(join(folder, file))));
      expect(json.transactions).toMatchObject([{ balanced: true, claims: [{ balanced: true }, { balanced: true }] }]);
    }
  });

  test('the samples that are sound have no error in them', async () => {
    const sound = files.filter((file) => /^lfh__(835|837|277)|^pyx12__old|277CA|\.999\./.test(file) && !file.includes('example3.A'));
    for (const file of sound) expect([file, (await printed(decodeText(createReadStream(join(folder, file))))).errors]).toEqual([file, 0]);
    expect(sound.length).toBeGreaterThan(15);
  });

  test('a sample that is altered anywhere is read with findings or refused, and always prints as JSON', async () => {
    const texts = files.filter((file) => /83[57]|277|999/.test(file)).map((file) => readFileSync(join(folder, file), 'latin1'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string({ maxLength: 6 }),
        fc.nat({ max: 60 }),
        async (text, share, put, cut) => {
          const at = Math.floor(text.length * share);
          const { json } = await printed(inChunks(text.slice(0, at) + put + text.slice(at + cut), 97));

          expect(json.transactions).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 300 },
    );
  });
});
