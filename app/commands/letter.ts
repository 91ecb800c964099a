import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { letterDocx } from '#connectors/letters/letter-docx.ts';
import { letterPdf } from '#connectors/letters/letter-pdf.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'letter <proposal> --out <file.docx or file.pdf> [--packet] [--as <person>]';

export const letter: Command = {
  name: 'letter',
  usage: USAGE,
  summary: 'Write the letter of an appeal as a Word document or a PDF; with --packet, a PDF with its enclosures in full behind it.',
  async run(words, { root, config, tell, say, faults }) {
    const given = readWords(words, { as: 'text', out: 'text', packet: 'switch' }, USAGE);
    const proposal = oneWord(given, 'proposal', USAGE);
    const out = outFile(given.text('out'), given.has('packet'));
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign letter', progress: say, faults });
    try {
      const sheet = await attached.desk.letter({ proposal, packet: given.has('packet'), ...(as !== undefined && { as }) });
      await write(out, out.toLowerCase().endsWith('.pdf') ? await letterPdf(sheet) : await letterDocx(sheet));
      tell(`Written to ${out}${sheet.date === undefined ? ', as a draft: nobody has approved it.' : '.'}\n`);
      return 0;
    } finally {
      await attached.close();
    }
  },
};

function outFile(out: string | undefined, packet: boolean): string {
  const kind = out === undefined ? undefined : /\.(docx|pdf)$/i.exec(out)?.[1]?.toLowerCase();
  if (out === undefined || kind === undefined)
    throw new Failure('bad-input', `Name a file that ends in .docx or .pdf. Usage: countersign ${USAGE}`);
  if (packet && kind !== 'pdf') throw new Failure('bad-input', 'A packet is a PDF: name a file that ends in .pdf, or leave --packet out.');
  return resolve(out);
}

/** For its owner's eyes alone, and never over another file: it holds words of a chart. */
async function write(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes, { flag: 'wx', mode: 0o600 }).catch((thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    if (code === 'EEXIST') throw new Failure('bad-input', 'There is a file of that name. Nothing was written: choose another name.');
    throw new Failure('bad-input', `The letter could not be written to that place (${code}). Look at the folder and its rights.`);
  });
}
