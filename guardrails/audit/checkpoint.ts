import type { SizedRoot } from './proofs.ts';
import { openNote, signNote, type Signer, type Verifier } from './signed-note.ts';

/** The head of one ledger, said in public: C2SP `tlog-checkpoint`. */
export interface Checkpoint extends SizedRoot {
  /** Which ledger: unique to the installation and the tenant. */
  readonly origin: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Which of the trusted keys signed it. */
  readonly signedBy: readonly Verifier[];
}

export function signCheckpoint({ origin, size, root }: Checkpoint, signers: readonly Signer[]): string {
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signers);
}

/**
 * Reads a checkpoint that one of the trusted keys has signed. `undefined` for one that none has, for a false signature, and
 * for what is no checkpoint.
 */
export function openCheckpoint(note: string, trusted: readonly Verifier[]): SignedCheckpoint | undefined {
  const opened = openNote(note, trusted);
  const checkpoint = opened === undefined || opened.signedBy.length === 0 ? undefined : readBody(opened.text);
  return checkpoint && opened && { ...checkpoint, signedBy: opened.signedBy };
}

function readBody(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const bytes = Buffer.from(root, 'base64');
  const canonical = /^(?:0|[1-9]\d{0,15})$/.test(size) && bytes.length === 32 && bytes.toString('base64') === root;
  return origin !== '' && canonical && Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root: bytes } : undefined;
}
