import { remittanceReader } from '../remittance/read-remittance.ts';
import type { RemittanceEvent } from '../remittance/remittance.ts';
import { acknowledgementReader, type AcknowledgementEvent } from './acknowledgement/read-acknowledgement.ts';
import { claimsReader, claimsType, type ClaimsEvent } from './claims/read-claims.ts';
import type { X12Finding } from './finding.ts';
import { readSets } from './read-sets.ts';
import { statusReader, statusType, type StatusEvent } from './status/read-statuses.ts';
import type { SetHead } from './transaction.ts';
import { transactionName } from './transaction-name.ts';

/** Whatever a file holds, one transaction after the other. */
export type X12Event =
  | { readonly of: 'remittance'; readonly event: Exclude<RemittanceEvent, { readonly kind: 'finding' }> }
  | { readonly of: 'claims'; readonly event: ClaimsEvent }
  | { readonly of: 'status'; readonly event: StatusEvent }
  | { readonly of: 'acknowledgement'; readonly event: AcknowledgementEvent }
  /** A transaction of a type that is taken apart into segments and not read further; `says` is why. */
  | { readonly of: 'unread'; readonly set: SetHead; readonly says: string; readonly findings: readonly X12Finding[] }
  /** What is wrong outside any transaction. */
  | { readonly of: 'file'; readonly finding: X12Finding };

/** What is read into types, as people name it. */
export const READ_TYPES = '835, 837P, 837I, 277CA, 277, 276, 999 and 997';

/** Reads any X12 file as it streams by. Throws Failure `bad-file` where it is none, after what was read before. */
export function readX12(chunks: AsyncIterable<string>): AsyncGenerator<X12Event> {
  return readSets<X12Event>(chunks, {
    open: (give) => (set) => readerOf(set, give),
    outside: (give) => (finding) => give({ of: 'file', finding }),
  });
}

function readerOf(set: SetHead, give: (event: X12Event) => void) {
  const claims = set.set === '837' ? claimsType(set) : undefined;
  const status = statusType(set);
  if (set.set === '835') return remittanceReader(set, (event) => event.kind !== 'finding' && give({ of: 'remittance', event }));
  if (claims !== undefined) return claimsReader(set, claims, (event) => give({ of: 'claims', event }));
  if (status !== undefined) return statusReader(set, status, (event) => give({ of: 'status', event }));
  if (set.set === '999' || set.set === '997') return acknowledgementReader(set, set.set, (event) => give({ of: 'acknowledgement', event }));
  return unreadReader(set, give);
}

function unreadReader(set: SetHead, give: (event: X12Event) => void) {
  const findings: X12Finding[] = [];
  const says = `The transaction at segment ${set.segment} is ${transactionName(set)}, which is taken apart into segments and not read further. Read into types are ${READ_TYPES}.`;
  return {
    take: () => undefined,
    find: (finding: X12Finding) => void findings.push(finding),
    close: () => give({ of: 'unread', set, says, findings }),
  };
}
