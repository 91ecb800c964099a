import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '#core/errors.ts';
import { newSigningKey, signer, type Signer } from '#guardrails/audit/signed-note.ts';

/** The ledger's signer from a file of an Ed25519 key in PEM, which is made where it is missing and readable by its owner alone. */
export async function fileSigner(path: string, name: string): Promise<Signer> {
  const pem = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined;
    throw new Failure('bad-config', `The signing key ${path} cannot be read (${thrown.code ?? ''}).`, { cause: thrown });
  });
  try {
    return signer(name, pem ?? (await makeKey(path)));
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      'bad-config',
      `${path} is not an Ed25519 private key in PEM. Restore it: what it signed cannot be signed by another.`,
      {
        cause,
      },
    );
  }
}

async function makeKey(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const pem = newSigningKey();
  // Two processes may start at once: the first to make the file has made the key.
  const made = await writeFile(path, pem, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  );
  if (!made) return readFile(path, 'utf8');
  await chmod(path, 0o600);
  return pem;
}
