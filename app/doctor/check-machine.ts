import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { Config } from '../settings/config.ts';
import { fails, look, ok, type Finding } from './finding.ts';

const WANTED_NODE = 24;
const OTHERS = 0o077;

/** What this machine gives: the runtime, folders and the file of the ledger's key. */
export async function checkMachine(config: Config, nodeVersion: string): Promise<readonly Finding[]> {
  return [
    checkNode(nodeVersion),
    await checkFolder('Data folder', config.dataDir),
    await checkKey(config.ledgerKey),
    await checkCheckpoints(config),
    ...(config.referenceDir === undefined ? [] : [await checkReference(config.referenceDir)]),
  ];
}

function checkNode(version: string): Finding {
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= WANTED_NODE) return ok('Node', version);
  return fails('Node', `${version} runs no TypeScript as it is. Run bin/countersign.mjs after npm ci, which brings Node ${WANTED_NODE}.`);
}

async function checkFolder(check: string, folder: string): Promise<Finding> {
  const nearest = await nearestThere(folder);
  if (!(await isFolder(nearest))) return fails(check, `${nearest} is a file. Name another folder, or move the file away.`);
  if (!(await may(nearest, constants.W_OK | constants.X_OK)))
    return fails(
      check,
      `${nearest} cannot be written by this account. Give it to the account that runs Countersign, or name another folder.`,
    );
  return ok(check, nearest === folder ? folder : `${folder} is made at the first start`);
}

async function checkKey(file: string): Promise<Finding> {
  const there = await stat(file).catch(() => undefined);
  if (there === undefined) return ok('Ledger key', 'none yet: it is made when the ledger is signed first');
  if (process.platform !== 'win32' && (there.mode & OTHERS) !== 0)
    return fails(
      'Ledger key',
      `Others on this machine may read or change ${file}. chmod 600 it, and if they could have: countersign audit rotate-key.`,
    );
  if (!(await may(file, constants.R_OK)))
    return fails('Ledger key', `${file} cannot be read by this account. Give it to the account that runs Countersign.`);
  return ok('Ledger key', `${file}, readable by its owner alone`);
}

async function checkCheckpoints({ checkpoints, dataDir, demo }: Config): Promise<Finding> {
  const folder = dirname(checkpoints);
  const found = await checkFolder('Checkpoints', folder);
  if (found.verdict !== 'ok' || demo || !`${folder}${sep}`.startsWith(`${dataDir}${sep}`)) return found;
  return look(
    'Checkpoints',
    `${folder} is beside the data: whoever can rewrite both leaves no trace. Name a better place in COUNTERSIGN_CHECKPOINTS.`,
  );
}

async function checkReference(folder: string): Promise<Finding> {
  const files = await readdir(folder).catch(() => undefined);
  if (files === undefined) return fails('Reference files', `${folder} cannot be read. Set COUNTERSIGN_REFERENCE_DIR right, or unset it.`);
  if (files.length === 0) return look('Reference files', `${folder} is empty: countersign code --jsonl will find no official files.`);
  return ok('Reference files', folder);
}

/** The folder, or the one in which it would be made. */
async function nearestThere(path: string): Promise<string> {
  const there = await stat(path).catch(() => undefined);
  const above = dirname(path);
  return there !== undefined || above === path ? path : nearestThere(above);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
