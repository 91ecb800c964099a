import { resolve } from 'node:path';
import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords } from '../words.ts';

const USAGE = 'import <file or folder>';

export const importCommand: Command = {
  name: 'import',
  usage: USAGE,
  summary: 'Bring charts in: FHIR R4 bundles and plain-text notes with front matter. A bad file is refused whole.',
  async run(words, { root, config, print, say }) {
    const path = resolve(oneWord(readWords(words, {}, USAGE), 'file or folder', USAGE));
    const attached = await attach({ config: config(), root, command: 'countersign import', progress: say });
    try {
      const { imported, unchanged, refused, files } = await attached.desk.importCharts(path);
      for (const { file, why } of refused) print(`refused  ${file}: ${why}\n`);
      const documents = imported.reduce((sum, one) => sum + one.documents, 0);
      print(
        `${files} files read: ${imported.length} encounters with ${documents} documents brought in, ${unchanged} unchanged, ${refused.length} refused.\n`,
      );
      return refused.length === 0 ? 0 : 65;
    } finally {
      await attached.close();
    }
  },
};
