import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStarter, starterDigest } from '#connectors/reference-data/read-starter.ts';
import { Failure } from '#core/errors.ts';
import type { Config } from '../config.ts';
import { packed, type EditionBytes } from './edition-bytes.ts';
import { inWords } from './edition-shelf.ts';
import { editionsInData } from './editions-in-data.ts';
import { officialEdition } from './official-edition.ts';

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
  if (named !== undefined && existsSync(named)) return official(named, `named by --edition`, root);
  if (named !== undefined) return byId(named, config, root);
  const reference = config.referenceDir && join(config.referenceDir, 'icd10cm');
  if (reference !== undefined && existsSync(reference)) return official(reference, 'the folder of COUNTERSIGN_REFERENCE_DIR', root);
  const inData = await editionsInData(config);
  if (inData.length > 0) return found(inData, 'in force in the data folder');
  return found([starter(root)], 'the starter, which ships with the program: no official edition is loaded');
}

async function official(path: string, why: string, root: string): Promise<EditionsFound> {
  return found([await officialEdition(path, root)], why);
}

async function byId(id: string, config: Config, root: string): Promise<EditionsFound> {
  const shipped = starter(root);
  if (id === shipped.head.id) return found([shipped], 'named by --edition');
  const edition = (await editionsInData(config)).find(({ head }) => head.id === id);
  if (edition !== undefined) return found([edition], 'named by --edition');
  throw new Failure('not-found', `${id} is no file or folder, and no edition in force by that id. "countersign editions list" lists them.`);
}

function starter(root: string): EditionBytes {
  const folder = join(root, 'starter', 'icd10cm');
  const source = readStarter(folder);
  return packed(JSON.stringify(source), source.head, starterDigest(folder));
}

function found(editions: readonly EditionBytes[], why: string): EditionsFound {
  return { editions, says: `Coding by ${editions.map(({ head }) => inWords(head)).join(', ')}: ${why}.` };
}
