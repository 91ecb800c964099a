import { resolve } from 'node:path';
import type { ImportReport } from '#agent/desk.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { oneWord, readWords, speaker } from '../words.ts';

const USAGE = 'import <file or folder> [--as <person>]';

export const importCommand: Command = {
  name: 'import',
  usage: USAGE,
  summary: 'Bring charts in: FHIR R4 bundles and plain-text notes with front matter. A bad file is refused whole.',
  async run(words, { root, config, tell, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const path = resolve(oneWord(given, 'file or folder', USAGE));
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign import', progress: say, faults });
    try {
      const { imported, unchanged, refused, setAside, files } = await attached.desk.importCharts({ path, ...(as !== undefined && { as }) });
      for (const one of setAside) tell(`set aside  ${setAsideLine(one)}\n`);
      for (const { file, why } of refused) tell(`refused    ${file}: ${why}\n`);
      const documents = imported.reduce((sum, one) => sum + one.documents, 0);
      const aside = setAside.reduce((sum, { resources }) => sum + resources, 0);
      tell(
        `${counted(files, 'file')} read: ${counted(imported.length, 'encounter')} with ${counted(documents, 'document')} brought in, ` +
          `${unchanged} unchanged, ${counted(aside, 'resource')} set aside, ${counted(refused.length, 'file')} refused.\n`,
      );
      return refused.length === 0 ? 0 : 65;
    } finally {
      await attached.close();
    }
  },
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function setAsideLine({ type, why, resources, files, first }: ImportReport['setAside'][number]): string {
  const where = `${first.file}, ${first.resource}`;
  return resources === 1
    ? `${where}: ${why}`
    : `${resources} ${type} in ${files} ${files === 1 ? 'file' : 'files'}: ${why} The first: ${where}.`;
}
