import type { Claim } from '../../billing/claim.ts';
import { writtenDay } from '../read-day.ts';
import { interchange, segment, x12Id, x12Name, type Interchange } from '../write-interchange.ts';
import { amountText, daysText } from '../write-values.ts';

export interface StatusRequest extends Pick<Interchange, 'sender' | 'receiver' | 'at' | 'control' | 'real'> {
  readonly claim: Claim;
  /** The payer's number of the claim, where it has told one. */
  readonly payerClaimId?: string;
  /** Birth and sex of the patient, which payers look by. */
  readonly birthDate?: string;
  readonly sex?: string;
}

/** A 276 that asks one payer for the status of one claim (005010X212). Throws Failure `bad-input` as `x12Id` does. */
export function writeStatusRequest({ claim, payerClaimId, birthDate = '', sex = '', ...envelope }: StatusRequest): string {
  const { payer, provider, patient, memberId = '' } = claim;
  const day = writtenDay(envelope.at.slice(0, 10));
  const [providerName, claimId] = [x12Name(provider.name, 'the name of the provider'), x12Id(claim.id, 'the number of the claim')];
  const born = birthDate === '' ? [] : [segment('DMG', 'D8', writtenDay(birthDate), sex)];
  const name = ['last', 'first'].map((part) => {
    const text = part === 'last' ? patient.last : (patient.first ?? '');
    return text === '' ? '' : x12Name(text, 'the name of the patient');
  });
  const member = memberId === '' ? [] : ['', '', '', 'MI', x12Id(memberId, "the patient's number as a member")];
  return interchange({
    ...envelope,
    group: 'HR',
    set: '276',
    version: '005010X212',
    segments: [
      segment('BHT', '0010', '13', claimId, day, envelope.at.slice(11, 16).replace(':', '')),
      segment('HL', '1', '', '20', '1'),
      segment('NM1', 'PR', '2', x12Name(payer.name, 'the name of the payer'), '', '', '', '', 'PI', x12Id(payer.id, 'the id of the payer')),
      segment('HL', '2', '1', '21', '1'),
      segment('NM1', '41', '2', providerName, '', '', '', '', '46', provider.npi),
      segment('HL', '3', '2', '19', '1'),
      segment('NM1', '1P', '2', providerName, '', '', '', '', 'XX', provider.npi),
      segment('HL', '4', '3', '22', '0'),
      ...born,
      segment('NM1', 'IL', '1', ...name, ...member),
      segment('TRN', '1', claimId),
      ...(payerClaimId === undefined ? [] : [segment('REF', '1K', x12Id(payerClaimId, "the payer's number of the claim"))]),
      segment('REF', 'EJ', claimId),
      segment('AMT', 'T3', amountText(claim.totalCents)),
      segment('DTP', '472', ...daysText({ from: claim.from, to: claim.to })),
    ],
  });
}
