import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '#connectors/make-folder.ts';

/** What to tell a person where signed heads of the ledger could not be kept; `undefined` where they can. Makes their folder. */
export async function checkpointsWarning(path: string): Promise<string | undefined> {
  try {
    await makeFolder(dirname(path));
    const there = await access(path).then(
      () => true,
      () => false,
    );
    await access(there ? path : dirname(path), constants.W_OK);
    return undefined;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? ` (${String(thrown.code)})` : '';
    return (
      `The checkpoints of the ledger cannot be written to ${path}${code}: until they can, its head is not signed. ` +
      'Set COUNTERSIGN_CHECKPOINTS to a folder that you may write to.'
    );
  }
}
