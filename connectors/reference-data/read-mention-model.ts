import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#core/errors.ts';
import { MentionWeights, type Counted, type MentionModel } from '#core/coder/mentions/mention-model.ts';

/** Reads what was learned of mentions (`starter/mentions`). Throws Failure `bad-file` with the file and the line that is wrong. */
export function readMentionModel(folder: string): MentionModel {
  const weights = MentionWeights.safeParse(JSON.parse(readFileSync(join(folder, 'weights.json'), 'utf8')));
  if (!weights.success)
    throw new Failure('bad-file', `${join(folder, 'weights.json')}: ${weights.error.issues[0]?.message ?? 'not understood'}.`);
  const terms = new Map<string, Counted>();
  for (const [key = '', code = '', right, seen] of rowsOf(join(folder, 'terms.tsv'))) {
    terms.set(`${key}\t${code}`, { right: Number(right), seen: Number(seen) });
  }
  const learned = new Map<string, (Counted & { readonly code: string })[]>();
  for (const [words = '', code = '', right, seen] of rowsOf(join(folder, 'learned-words.tsv'))) {
    const record = { code, right: Number(right), seen: Number(seen) };
    const held = learned.get(words);
    if (held === undefined) learned.set(words, [record]);
    else held.push(record);
  }
  const reviewed = new Map<string, string[]>();
  for (const [words = '', code = ''] of rowsOf(join(folder, 'reviewed-phrases.tsv')))
    reviewed.set(words, [...(reviewed.get(words) ?? []), code]);
  const openers = new Set([...learned.keys(), ...reviewed.keys()].map((words) => words.split(' ', 1)[0] ?? ''));
  return {
    ...weights.data,
    terms: (key, code) => terms.get(`${key}\t${code}`),
    learned: (words) => learned.get(words) ?? [],
    reviewed: (words) => reviewed.get(words) ?? [],
    opens: (word) => openers.has(word),
  };
}

const COLUMNS = 4;

function rowsOf(file: string): string[][] {
  const lines = readFileSync(file, 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, at) => {
    const row = line.split('\t');
    if (row.length !== COLUMNS || !row.slice(2).every((count) => /^\d+$/.test(count))) {
      throw new Failure('bad-file', `${file}: line ${at + 1} has not the ${COLUMNS} columns of a record.`);
    }
    return row;
  });
}
