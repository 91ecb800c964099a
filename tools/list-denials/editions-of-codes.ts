import type { Claim } from '#core/billing/claim.ts';
import type { Running } from '../define-tool.ts';

const MOST = 200;

/** By claim, the editions of the code set under which its codes were accepted here. A claim of which nothing is known has none. */
export async function editionsOfCodes(claims: readonly Claim[], { unit }: Running): Promise<ReadonlyMap<string, readonly string[]>> {
  const byEncounter = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const found = new Map<string, readonly string[]>();
  for (const { id, encounter, diagnoses } of claims) {
    if (encounter === undefined) continue;
    const accepted = byEncounter.get(encounter) ?? (await acceptedOn(encounter, unit));
    byEncounter.set(encounter, accepted);
    found.set(id, [...new Set(diagnoses.flatMap((code) => accepted.get(code) ?? []))].toSorted());
  }
  return found;
}

async function acceptedOn(encounter: string, { proposals }: Running['unit']): Promise<ReadonlyMap<string, readonly string[]>> {
  const accepted = await proposals.list({ encounter, kind: 'code.accept', state: 'approved', limit: MOST });
  return new Map(accepted.map(({ subject, editions }) => [subject, editions.map((one) => one.replace(/@.*$/, ''))]));
}
