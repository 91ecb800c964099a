import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const settings = { COUNTERSIGN_DATA_DIR: join(folder, 'data'), COUNTERSIGN_HTTP_PORT: 'off' };
const at = (name: string): string => join(folder, name);

async function said(...words: string[]): Promise<readonly [number | null, string]> {
  const { status, stdout, stderr } = await run([...words, '--as', 'sam.ferro'], settings);
  return [status, `${stdout}${stderr}`.replaceAll(/\s+/g, ' ')];
}

beforeAll(async () => {
  const [, drafted] = await said('ask', 'draft the appeal for C-88');
  const { stdout } = await run(['ask', 'propose I50.23 on E-1042', '--as', 'dana.reyes'], settings);
  if (!drafted.includes('[P-1] pending: appeal.submit C-88') || !stdout.includes('[P-2] pending')) throw new Error(drafted + stdout);
  mkdirSync(at('empty'));
  writeFileSync(at('taken.pdf'), 'another file');
}, 120_000);

test('a letter is written as a PDF, as a packet and as a Word document, each as a draft', async () => {
  const draft = 'as a draft: nobody has approved it.';
  expect(await said('letter', 'P-1', '--out', at('letter.pdf'))).toEqual([0, expect.stringContaining(draft)]);
  expect(await said('letter', 'p-1', '--out', at('packet.pdf'), '--packet')).toEqual([0, expect.stringContaining(draft)]);
  expect(await said('letter', 'P-1', '--out', at('letter.docx'))).toEqual([0, expect.stringContaining(draft)]);

  expect(readFileSync(at('letter.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(at('packet.pdf')).length).toBeGreaterThan(readFileSync(at('letter.pdf')).length);
  expect(readFileSync(at('letter.docx')).subarray(0, 2).toString()).toBe('PK');
}, 120_000);

test.each([
  ['a proposal that is not there', ['P-99', '--out', at('a.pdf')], 4, 'P-99'],
  ['a proposal that is no appeal', ['P-2', '--out', at('a.pdf')], 2, 'P-2 is code.accept, and no letter.'],
  ['a file that is there', ['P-1', '--out', at('taken.pdf')], 2, 'There is a file of that name. Nothing was written'],
  ['a folder that is not there', ['P-1', '--out', at('nowhere/a.pdf')], 2, 'could not be written to that place (ENOENT)'],
  ['another ending', ['P-1', '--out', at('a.odt')], 2, 'Name a file that ends in .docx or .pdf'],
  ['no file', ['P-1'], 2, 'Name a file that ends in .docx or .pdf'],
  ['a packet in Word', ['P-1', '--out', at('a.docx'), '--packet'], 2, 'A packet is a PDF'],
  ['no proposal', ['--out', at('a.pdf')], 2, 'Usage'],
])(
  'letter is refused: %s',
  async (_name, words, status, says) => {
    expect(await said('letter', ...words)).toEqual([status, expect.stringContaining(says)]);
    expect(readFileSync(at('taken.pdf'), 'utf8')).toBe('another file');
  },
  60_000,
);

test('the library is listed and shown, and takes a file in once', async () => {
  writeFileSync(
    at('fern.md'),
    '---\nid: fern-policy\ntitle: Visits\npayer: "60001"\npublisher: Blue Fern\nsource: portal\nfrom: 2026-01-01\n---\n## 4.2 Covered\nA visit is covered.\n',
  );
  expect(await said('library', 'import', at('fern.md'))).toEqual([0, expect.stringContaining('1 brought in, 0 unchanged')]);
  expect(await said('library', 'import', at('fern.md'))).toEqual([0, expect.stringContaining('0 brought in, 1 unchanged')]);
  expect(await said('library', 'list')).toEqual([0, expect.stringContaining('fern-policy')]);
  expect(await said('library', 'show', 'fern-policy/4.2')).toEqual([0, expect.stringContaining('A visit is covered.')]);
}, 120_000);

test.each([
  ['a document that is not there', ['show', 'no-policy'], 4, 'There is no document no-policy'],
  ['a clause that is not there', ['show', 'fern-policy/9'], 4, 'There is no clause fern-policy/9'],
  ['a day that is none', ['show', 'cms-none', '--on', 'today'], 2, 'A day is written as 2026-03-14'],
  ['a folder that is not there', ['import', at('nowhere')], 4, 'There is no file or folder of that name'],
  ['a folder with nothing in it', ['import', at('empty')], 2, 'The folder has no .md or .txt file'],
  ['an ending that is not known', ['import', at('taken.pdf')], 65, '1 refused'],
  ['another word', ['forget'], 2, 'Usage: countersign library'],
])(
  'library is refused: %s',
  async (_name, words, status, says) => {
    expect(await said('library', ...words)).toEqual([status, expect.stringContaining(says)]);
  },
  60_000,
);
