import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { LedgerKeys, RetiredKey } from '#guardrails/audit/ledger-keys.ts';
import { newSigningKey, readVerifier, verifierText, type Signer } from '#guardrails/audit/signed-note.ts';
import { fileSigner, readKey, signerIfThere } from './signing-key.ts';

const Line = z.strictObject({ key: z.string(), until: z.int().nonnegative().optional() });

/** The public keys that the ledger was signed with before, a line of JSON each. An auditor may be given it whole. */
export function retiredFile(path: string): string {
  return `${path}.retired`;
}

/** Holds the old private key from when the new one takes its place until both have signed the hand-over. */
function retiringFile(path: string): string {
  return `${path}.retiring`;
}

/** The keys as the files have them now. */
export async function readKeyRing(path: string, name: string): Promise<LedgerKeys> {
  const current = await fileSigner(path, name);
  return { current, retired: await readRetired(path) };
}

/** The keys as the files have them when it is asked, read again only when one of the files was replaced. */
export function watchKeyRing(path: string, name: string): () => Promise<LedgerKeys> {
  let known: { readonly state: string; readonly keys: Promise<LedgerKeys> } | undefined;
  return async () => {
    const state = (await Promise.all([path, retiredFile(path)].map(stateOf))).join(' ');
    if (known?.state !== state) known = { state, keys: readKeyRing(path, name) };
    return known.keys;
  };
}

/** Changes whenever a file is put in the place of another, or is there or not. */
async function stateOf(path: string): Promise<string> {
  return stat(path, { bigint: true }).then(
    ({ ino, ctimeNs }) => `${ino}:${ctimeNs}`,
    () => 'none',
  );
}

/**
 * Puts a new key in the place of the present one, which goes on to vouch until `finishRotation`. Gives the old key's signer, so that it
 * can sign the hand-over. Called again after it was cut off at any point, it takes up where it was.
 */
export async function beginRotation(path: string, name: string): Promise<Signer> {
  const current = await fileSigner(path, name);
  const begun = await signerIfThere(retiringFile(path), name);
  if (begun !== undefined && begun.verifier.id !== current.verifier.id) return begun;
  const pem = await readKey(path);
  if (begun === undefined && pem !== undefined) await replace(retiringFile(path), pem);
  const retired = await readRetired(path);
  if (!retired.some(({ verifier }) => verifier.id === current.verifier.id))
    await writeRetired(path, [...retired, { verifier: current.verifier }]);
  await replace(path, newSigningKey());
  return current;
}

/** Ends what the old key may vouch for at the size of the hand-over, and destroys its private half. */
export async function finishRotation(path: string, until: number): Promise<void> {
  const retired = await readRetired(path);
  await writeRetired(
    path,
    retired.map((key) => ({ until, ...key })),
  );
  await rm(retiringFile(path), { force: true });
}

async function readRetired(path: string): Promise<readonly RetiredKey[]> {
  const file = retiredFile(path);
  const text = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return '';
    throw new Failure('bad-config', `The retired keys of the ledger cannot be read from ${file} (${thrown.code ?? ''}).`, {
      cause: thrown,
    });
  });
  return parseRetired(text, file);
}

export function parseRetired(text: string, file: string): readonly RetiredKey[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at) => retiredOf(line, at + 1, file));
}

function retiredOf(line: string, number: number, file: string): RetiredKey {
  try {
    const { key, until } = Line.parse(JSON.parse(line));
    return { verifier: readVerifier(key), ...(until !== undefined && { until }) };
  } catch (cause) {
    throw new Failure('bad-config', `Line ${number} of ${file} is no retired key. Restore the file: old checkpoints are checked by it.`, {
      cause,
    });
  }
}

async function writeRetired(path: string, keys: readonly RetiredKey[]): Promise<void> {
  const lines = keys.map(({ verifier, until }) => `${JSON.stringify({ key: verifierText(verifier), until })}\n`);
  await replace(retiredFile(path), lines.join(''));
}

/** The whole content or the old one, whenever the machine stops. */
async function replace(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Failure('unavailable', `The keys of the ledger cannot be written to ${path}${code}. Mend that and run it again.`, { cause });
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
