import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '#core/errors.ts';
import { newSigningKey, signer, type Signer } from '#guardrails/audit/signed-note.ts';
import { makeFolder } from '../make-folder.ts';

/** What others than the owner of a file may have of it. */
const OTHERS = 0o077;

/**
 * The ledger's signer from a file of an Ed25519 key in PEM, which is made where it is missing and readable by its owner alone. Throws
 * Failure `bad-config` for a file that others can read, too.
 */
export async function fileSigner(path: string, name: string): Promise<Signer> {
  return signerOf(path, name, (await readKey(path)) ?? (await makeKey(path)));
}

/** The signer from a file that may not be there. */
export async function signerIfThere(path: string, name: string): Promise<Signer | undefined> {
  const pem = await readKey(path);
  return pem === undefined ? undefined : signerOf(path, name, pem);
}

function signerOf(path: string, name: string, pem: string): Signer {
  try {
    return signer(name, pem);
  } catch (cause) {
    throw new Failure(
      'bad-config',
      `${path} is not an Ed25519 private key in PEM. Restore it: what it signed cannot be signed by another.`,
      { cause },
    );
  }
}

export async function readKey(path: string): Promise<string | undefined> {
  try {
    const pem = await readFile(path, 'utf8');
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new Failure(
        'bad-config',
        `The signing key ${path} can be read by others (mode ${(mode & 0o777).toString(8)}). Whoever reads it can sign a false ledger. If nobody has: chmod 600 ${path}. Afterwards "countersign audit rotate-key" makes a new one.`,
      );
    return pem;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (code === 'ENOENT') return undefined;
    throw new Failure('bad-config', `The signing key ${path} cannot be read (${code}).`, { cause: thrown });
  }
}

async function makeKey(path: string): Promise<string> {
  const pem = newSigningKey();
  try {
    await makeFolder(dirname(path));
    await writeFile(path, pem, { flag: 'wx', mode: 0o600 });
    await chmod(path, 0o600);
    return pem;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    // Two processes may start at once: the first to make the file has made the key.
    if (code === 'EEXIST') return readFile(path, 'utf8');
    throw new Failure(
      'bad-config',
      `The signing key of the ledger cannot be made at ${path} (${code}). Set COUNTERSIGN_DATA_DIR, or COUNTERSIGN_LEDGER_KEY, to a place that you may write to.`,
      { cause: thrown },
    );
  }
}
