import type { Claim } from '#core/billing/claim.ts';
import type { ClaimsHead } from '#core/x12/claims/claim-837.ts';
import { claim837Of, type ClaimDetails } from '#core/x12/claims/corrected-claim.ts';
import { writeClaims } from '#core/x12/claims/write-claims.ts';

/** A claim as it is to be sent; with the payer's number of an earlier one it corrects that one. */
export interface Sent {
  readonly claim: Claim;
  readonly frequency?: ClaimDetails['frequency'];
  readonly payerClaimId?: string;
}

/** An 837 file of ours that is all in order, made on this day. All claims of it are of one kind. */
export function an837(sent: readonly Sent[], on = '2026-03-12'): string {
  const type = sent[0]?.claim.kind === 'institutional' ? '837I' : '837P';
  return writeClaims({
    ...{ sender: '1234567893', receiver: '60001', at: `${on}T10:00:00.000Z`, control: '000000007', real: false },
    head: { ...HEAD, type },
    claims: sent.map(({ claim, frequency = '1', payerClaimId }) =>
      claim837Of(claim, {
        ...DETAILS,
        frequency,
        ...(payerClaimId !== undefined && { payerClaimId }),
        ...(claim.kind === 'institutional' && { admission: { kind: '1', source: '1', status: '01' } }),
      }),
    ),
  });
}

const HEAD: Omit<ClaimsHead, 'type'> = {
  submitter: {
    ...{ role: '41', isPerson: false, last: 'DEMO HOSPITAL', scheme: '46', id: '1', references: [] },
    contact: { name: 'DESK', ways: [{ qualifier: 'TE', value: '5555550000' }] },
  },
  receiver: { role: '40', isPerson: false, last: 'BLUE FERN', scheme: '46', id: '2', references: [] },
};

const DETAILS: Pick<ClaimDetails, 'billing' | 'subscriber'> = {
  billing: {
    address: { lines: ['1 MAIN STREET'], city: 'ALBANY', state: 'NY', zip: '12207' },
    references: [{ qualifier: 'EI', value: '123456789' }],
  },
  subscriber: { filing: 'CI', birthDate: '1980-01-02' as never, sex: 'F' },
};
