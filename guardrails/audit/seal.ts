import { verify } from 'node:crypto';
import { canonicalJson, jsonOf } from './canonical-json.ts';
import type { LedgerKeys, RetiredKey } from './ledger-keys.ts';
import type { Act, Leaf } from './ledger.ts';

/** Acts that change nothing and give no right to anything. Every other one counts only under the seal of this installation. */
const WITHOUT_SEAL: ReadonlySet<Act> = new Set<Act>(['tool.read', 'tool.refused']);

export const UNSEALED = 'It does not bear the seal of this installation.';

export function isSealedAct(act: Act): boolean {
  return !WITHOUT_SEAL.has(act);
}

/** What seals an act: a key that is not in the database, so that whoever can write there can still not authorise anything. */
export interface Sealer {
  readonly seal: (text: string) => Promise<string>;
  /** Whether the seal is one of this installation's, for the entry of this index. */
  readonly isSealed: (text: string, seal: string, index: number) => Promise<boolean>;
}

/** Seals with the key of the ledger. `keys` is asked each time, for they may be rotated while the program runs. */
export function sealer(keys: () => Promise<LedgerKeys>): Sealer {
  return {
    seal: async (text) => (await keys()).current.sign(text).toString('base64'),
    isSealed: async (text, seal, index) => isSealOf(await keys(), { text, seal, index }),
  };
}

/** What shows that this installation did not write a leaf, or `undefined`. A retired key counts for the entries before its hand-over. */
export function sealFaultOf(leaf: Leaf, keys: LedgerKeys): string | undefined {
  const { act, seal, index } = leaf;
  if (!isSealedAct(act) || (seal !== undefined && isSealOf(keys, { text: sealedText(leaf), seal, index }))) return undefined;
  return UNSEALED;
}

interface Sealing {
  readonly text: string;
  readonly seal: string;
  readonly index: number;
}

function isSealOf({ current, retired }: LedgerKeys, { text, seal, index }: Sealing): boolean {
  const bytes = Buffer.from(seal, 'base64');
  const known: readonly RetiredKey[] = [{ verifier: current.verifier }, ...retired];
  return known.some(({ verifier, until = index + 1 }) => index < until && verify(null, Buffer.from(text, 'utf8'), verifier.key, bytes));
}

/** What a seal is over: the whole leaf but the seal itself, under a heading, so that no other signature of the key can be taken for one. */
export function sealedText(leaf: Leaf): string {
  return `countersign seal v1\n${canonicalJson(jsonOf({ ...leaf, seal: undefined }))}`;
}
