import { resolve } from 'node:path';
import type { EditionsDesk } from '#agent/editions-desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { EDITION_SYSTEMS } from '#core/terminology/edition-system.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  `editions list | editions load ${EDITION_SYSTEMS.join('|')} <file, folder or zip>… [--year <year>] | ` +
  'editions diff <edition> [<other>] [--addenda <file or folder>] | editions activate <edition> [--as <person>]';

const OPTIONS = { as: 'text', year: 'text', addenda: 'text' } as const;

export const editions: Command = {
  name: 'editions',
  usage: USAGE,
  summary: 'List, load and compare editions of code sets and tables; one comes into force when a second person approves it.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, OPTIONS, USAGE);
    const ask = askedBy(given, speaker(given, config()));
    const attached = await attach({ config: config(), root, command: 'countersign editions', progress: say, faults });
    try {
      show(await ask(attached.desk));
      return 0;
    } finally {
      await attached.close();
    }
  },
};

/** What the words ask of the desk. Failure `bad-input` before anything is opened. */
function askedBy({ rest, text }: Words, speaking: string | undefined): (desk: EditionsDesk) => Promise<readonly Block[]> {
  const [verb, first, ...more] = rest;
  const [year, addenda] = [text('year'), text('addenda')];
  const as = speaking === undefined ? {} : { as: speaking };
  if (year !== undefined && (verb !== 'load' || !/^20\d\d$/.test(year)))
    throw new Failure('bad-input', `--year is a year such as 2026, for editions load. Usage: countersign ${USAGE}`);
  if (addenda !== undefined && verb !== 'diff')
    throw new Failure('bad-input', `--addenda is for editions diff. Usage: countersign ${USAGE}`);
  if (verb === 'list' && first === undefined) return (desk) => desk.editions();
  if (verb === 'load' && first !== undefined && more.length > 0) {
    const paths = more.map((path) => resolve(path));
    return (desk) => desk.loadEdition({ system: first, paths, ...(year !== undefined && { year }), ...as });
  }
  if (verb === 'diff' && first !== undefined && more.length <= 1) {
    const [other] = more;
    return (desk) =>
      desk.diffEditions({
        id: first,
        ...(other !== undefined && { other }),
        ...(addenda !== undefined && { addenda: resolve(addenda) }),
      });
  }
  if (verb === 'activate' && first !== undefined && more.length === 0) return (desk) => desk.activateEdition({ id: first, ...as });
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
