import { readRemittance } from '#core/remittance/read-remittance.ts';
import type { RemittanceEvent } from '#core/remittance/remittance.ts';
import { allOf, anInterchange, inChunks, REMITTANCE_HEAD, type X12File } from './x12-file.ts';

export async function eventsOf(text: string, size?: number): Promise<RemittanceEvent[]> {
  return allOf(readRemittance(inChunks(text, size)));
}

/** Reads the claims of one transaction that pays so much. */
export async function read(segments: readonly string[], { paid = '80', ...file }: X12File & { readonly paid?: string } = {}) {
  const head = REMITTANCE_HEAD.map((one) => one.replace('BPR*I*80*', `BPR*I*${paid}*`));
  const events = await eventsOf(anInterchange([...head, ...segments], file));
  const claims = events.flatMap((event) => (event.kind === 'claim' ? [event.claim] : []));
  const tail = events.flatMap((event) => (event.kind === 'tail' ? [event.tail] : []))[0];
  if (tail === undefined) throw new Error('no tail');
  return { claims, tail, rules: tail.findings.map(({ rule, segment, element }) => [rule, segment, element]) };
}
