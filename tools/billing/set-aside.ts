import type { Running } from '../define-tool.ts';

/** A remittance that speaks of a claim and counts for nothing, with what kept it from being posted. */
export interface SetAside {
  readonly remittance: string;
  readonly why: 'repeats' | 'unbalanced' | 'faulty';
}

/** Why each of these quarantined remittances was set aside, each once. */
export async function setAside(ids: readonly string[], { unit }: Pick<Running, 'unit'>): Promise<readonly SetAside[]> {
  const found: SetAside[] = [];
  for (const remittance of new Set(ids)) {
    const tail = (await unit.billing.remittances.find(remittance))?.tail;
    const isRepeat = tail?.findings.some(({ rule }) => rule === '835.duplicate') === true;
    found.push({ remittance, why: isRepeat ? 'repeats' : tail?.balanced === false ? 'unbalanced' : 'faulty' });
  }
  return found;
}
