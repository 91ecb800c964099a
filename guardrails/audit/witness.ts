import { Failure } from '#core/errors.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isCosignature, signatureLines, type Cosigner } from './cosignature.ts';

/** What a witness answers to a checkpoint (C2SP `tlog-witness`). */
export type WitnessAnswer =
  | { readonly status: 'cosigned'; readonly lines: string }
  /** It last cosigned a tree of this size, and wants a proof from there. */
  | { readonly status: 'elsewhere'; readonly size: number }
  /** It knows a tree of the same size under another root, or the proof does not lead from its tree to this one. */
  | { readonly status: 'inconsistent' };

/** Somebody outside who remembers the last head of the ledger that he saw, and cosigns only what continues it. */
export interface Witness {
  /** What people call it: its host. */
  readonly name: string;
  /** Throws Failure `unavailable` when it does not answer, and `bad-config` when it does not know the ledger or its key. */
  add(offer: { readonly old: number; readonly path: readonly Buffer[]; readonly note: string }): Promise<WitnessAnswer>;
}

export type Witnessed =
  | { readonly status: 'cosigned'; readonly note: string }
  /** It has seen more than this checkpoint has. */
  | { readonly status: 'ahead'; readonly size: number }
  | { readonly status: 'inconsistent'; readonly size: number };

interface Offer {
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** Whose cosignature is wanted; without it every signature line is kept as it came. */
  readonly cosigner?: Cosigner | undefined;
  /** The size that the witness is thought to have seen last. */
  readonly seen: number;
  /** The consistency proof between two sizes of the ledger. */
  readonly prove: (older: number, newer: number) => Promise<readonly Buffer[]>;
}

/**
 * Shows a checkpoint to a witness, with the proof from what it saw last, and gives the note with its cosignature. Throws Failure
 * `altered` when the cosignature is not the one of the key that was given.
 */
export async function haveWitnessed(witness: Witness, offer: Offer): Promise<Witnessed> {
  const { checkpoint, note, cosigner, prove } = offer;
  let old = Math.min(offer.seen, checkpoint.size);
  for (let again = 0; again < 3; again += 1) {
    const path = old === 0 || old === checkpoint.size ? [] : await prove(old, checkpoint.size);
    const answer = await witness.add({ old, path, note });
    if (answer.status === 'cosigned') return { status: 'cosigned', note: withCosignature(note, answer.lines, cosigner, witness) };
    if (answer.status === 'inconsistent') return { status: 'inconsistent', size: old };
    if (answer.size > checkpoint.size) return { status: 'ahead', size: answer.size };
    if (answer.size === old) return { status: 'inconsistent', size: old };
    old = answer.size;
  }
  throw new Failure('unavailable', `The witness ${witness.name} changes its mind about what it saw last. It is asked again next time.`);
}

function withCosignature(note: string, lines: string, cosigner: Cosigner | undefined, witness: Witness): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const kept = signatureLines(lines).filter((line) => cosigner === undefined || isCosignature(line, text, cosigner));
  if (kept.length === 0)
    throw new Failure('altered', `What the witness ${witness.name} answered is not a cosignature of the key that was given for it.`);
  return `${note}${kept.map((line) => `${line}\n`).join('')}`;
}
