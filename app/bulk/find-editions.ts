import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#core/errors.ts';
import type { Config } from '../settings/config.ts';
import type { EditionBytes } from './edition-bytes.ts';
import { inWords } from './edition-shelf.ts';
import { editionsInData } from './editions-in-data.ts';
import { keptEditions, type KeptEditions } from './kept-edition.ts';
import { officialEdition, starterEdition } from './official-edition.ts';

export interface EditionsFound {
  readonly editions: readonly EditionBytes[];
  /** Where they come from, as a sentence. */
  readonly says: string;
}

/**
 * The editions of a bulk run: what `--edition` names, else the official files of the reference folder, else those in force in the
 * data, else the starter. `--edition` names a file or folder of official files, or the id of an edition in force in the data.
 */
export async function findEditions(named: string | undefined, config: Config, root: string): Promise<EditionsFound> {
  const kept = keptEditions(join(config.dataDir, 'compiled'), root);
  if (named !== undefined) return found([await namedEdition(named, config, root, kept)], 'named by --edition');
  const reference = config.referenceDir && join(config.referenceDir, 'icd10cm');
  if (reference !== undefined && existsSync(reference)) {
    return found([await officialEdition(reference, root, kept)], 'the folder of COUNTERSIGN_REFERENCE_DIR');
  }
  const inData = await editionsInData(config, kept);
  if (inData.length > 0) return found(inData, 'in force in the data folder');
  return found([await starterEdition(root, kept)], 'the starter, which ships with the program: no official edition is loaded');
}

async function namedEdition(named: string, config: Config, root: string, kept: KeptEditions): Promise<EditionBytes> {
  if (existsSync(named)) return officialEdition(named, root, kept);
  const shipped = await starterEdition(root, kept);
  if (named === shipped.head.id) return shipped;
  const edition = (await editionsInData(config, kept)).find(({ head }) => head.id === named);
  if (edition !== undefined) return edition;
  throw new Failure(
    'not-found',
    `${named} is no file or folder, and no edition in force by that id. "countersign editions list" lists them.`,
  );
}

function found(editions: readonly EditionBytes[], why: string): EditionsFound {
  return { editions, says: `Coding by ${editions.map(({ head }) => inWords(head)).join(', ')}: ${why}.` };
}
