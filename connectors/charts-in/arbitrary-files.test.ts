import { createHash } from 'node:crypto';
import { assert, asyncProperty, constantFrom, json, nat, property, record, string, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import {
  aBundle,
  aClaim,
  aDocument,
  anAttachment,
  anEncounter,
  aNote,
  anObservation,
  aPatient,
  partOf,
  readFiles,
} from './a-chart-file.ts';
import { assembleCharts } from './assemble-charts.ts';

const NAMES = ['a.json', 'a.ndjson', 'a.txt', 'a.md', 'a.pdf'];

function isWholeOrRefused(content: unknown, file: string): void {
  const { parts, refused } = readFiles({ [file]: content });
  expect(parts.length + refused.length).toBe(1);
  for (const { why } of refused) expect(why).toMatch(/\.$/);
}

test('takes or refuses any bytes under any name and throws nothing', () => {
  assert(property(uint8Array({ maxLength: 400 }), constantFrom(...NAMES), isWholeOrRefused), { numRuns: 1000 });
});

test('takes or refuses any JSON', () => {
  assert(property(json({ maxDepth: 6 }), constantFrom('a.json', 'a.ndjson'), isWholeOrRefused), { numRuns: 500 });
});

test('takes or refuses any front matter', () => {
  const unit = constantFrom(
    'a',
    'b',
    ':',
    ' ',
    '-',
    '?',
    '[',
    ']',
    '{',
    '}',
    '&',
    '*',
    '!',
    '|',
    '>',
    "'",
    '"',
    '%',
    '#',
    ',',
    '\n',
    '\t',
    '\0',
    'é',
  );
  const lines = string({ unit, maxLength: 80 });
  assert(
    property(lines, (typed) => isWholeOrRefused(`---\nencounter: E-1\n${typed}\n---\nText.`, 'a.txt')),
    { numRuns: 1000 },
  );
});

const CHART = JSON.stringify(aBundle(aPatient(), anEncounter(), aDocument(), anObservation(), aClaim()));

test('takes or refuses a chart with any one piece replaced', async () => {
  const put = constantFrom('', '"x"', '{"x":1}', '["x"]', 'null', '-1', '\\u0000', '\\ud800', ',');
  const cut = record({ from: nat(CHART.length), length: nat(40), put });
  await assert(
    asyncProperty(cut, async (piece) => {
      const { parts, refused } = readFiles({ 'a.json': CHART.slice(0, piece.from) + piece.put + CHART.slice(piece.from + piece.length) });
      const assembled = await assembleCharts(parts, async () => undefined);

      expect(parts.length + refused.length).toBe(1);
      expect(parts.length).toBeGreaterThanOrEqual(assembled.refused.length);
    }),
    { numRuns: 1500 },
  );
});

/** The names of resources and their types say where a fault is; nothing else of a file is repeated. */
const NAMES_OF_PLACES = /It holds only \w+|\b(resource|[A-Z]\w*|encounter)[ /]\w[\w.-]*/g;

test('repeats nothing of a chart when a word is put anywhere in it', async () => {
  for (const word of ['ZQX', '"ZQX', ' ZQX ']) {
    for (let at = 0; at <= CHART.length; at += 1) {
      const { parts, refused } = readFiles({ 'a.json': CHART.slice(0, at) + word + CHART.slice(at) });
      const assembled = await assembleCharts(parts, async () => undefined);
      for (const { why } of [...refused, ...assembled.refused]) expect(why.replace(NAMES_OF_PLACES, '')).not.toContain('ZQX');
    }
  }
});

const text = string({ unit: 'binary', minLength: 1, maxLength: 200 }).map((words) => `x${words.replaceAll('\0', '')}`);

test('keeps every byte of a note, so that offsets mean the same in the text and in the file', () => {
  assert(
    property(text, (body) => {
      const file = Buffer.from(aNote(body), 'utf8');
      const [document] = partOf(file, 'a.txt').documents;
      const start = file.length - Buffer.byteLength(body);

      expect(document?.text).toBe(body);
      expect(document?.sha256).toBe(createHash('sha256').update(file.subarray(start)).digest('hex'));
    }),
  );
});

test('keeps every byte of an attachment through base64', () => {
  assert(
    property(text, (body) => {
      const bytes = Buffer.from(body, 'utf8');
      const [document] = partOf(aBundle(aPatient(), anEncounter(), aDocument({ content: [anAttachment(bytes)] }))).documents;

      expect(Buffer.from(document?.text ?? '', 'utf8').equals(bytes)).toBe(true);
      expect(document?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});
