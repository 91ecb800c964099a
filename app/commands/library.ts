import { resolve } from 'node:path';
import type { LibraryAsked } from '#agent/library-desk.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE = 'library [list] | library show <document or clause> [--on <day>] | library import <file or folder> [--as <person>]';
const BAD_FILE = 65;

export const library: Command = {
  name: 'library',
  usage: USAGE,
  summary: 'The policy library: clauses of payers and of the law, dated, that letters cite. Markdown, or text taken from a PDF.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text', on: 'text' }, USAGE);
    const asked = askedBy(given);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign library', progress: say, faults });
    try {
      const { blocks, refused } = await attached.desk.library({ ...asked, ...(as !== undefined && { as }) });
      show(blocks);
      return refused === 0 ? 0 : BAD_FILE;
    } finally {
      await attached.close();
    }
  },
};

function askedBy({ rest, text }: Words): LibraryAsked {
  const [act = 'list', word, ...more] = rest;
  const on = text('on');
  if (act === 'list' && word === undefined && on === undefined) return { act };
  if (word !== undefined && more.length === 0) {
    if (act === 'show') return { act, id: word, on };
    if (act === 'import' && on === undefined) return { act, path: resolve(word) };
  }
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
