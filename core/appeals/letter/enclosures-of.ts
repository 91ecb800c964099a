import { z } from 'zod';
import type { Claim } from '../../billing/claim.ts';
import { dollars } from '../../money.ts';
import { toldCode, toldReason } from '../../remittance/told-code.ts';
import type { LetterRecords, Remitted } from './letter-records.ts';
import type { AppealLetter } from './letter.ts';

/** An enclosure as it goes with its letter: a document to the letter, the claim and remittances as this program prints them. */
export const Enclosed = z.strictObject({ title: z.string().min(1), text: z.string().regex(/^\P{Cs}*$/u) });
export type Enclosed = z.infer<typeof Enclosed>;

/** The enclosures that a letter lists, in its order and no other. One that is not here any more is left out, so a packet that is whole has as many as the letter lists. */
export function enclosuresOf({ enclosures, sources }: AppealLetter, { claim, chart, remitted }: LetterRecords): readonly Enclosed[] {
  return enclosures.flatMap(({ text: title, cites }) => {
    const place = Object.values(cites)[0];
    const cite = place === undefined ? undefined : sources[place]?.cite;
    if (cite?.kind === 'document') {
      const document = chart?.documents.find(({ id }) => id === cite.document);
      return document === undefined ? [] : [{ title, text: document.text }];
    }
    if (cite?.kind === 'claim') return cite.claim === claim.id ? [{ title, text: claimAsText(claim) }] : [];
    if (cite?.kind !== 'remittance') return [];
    const found = remitted.find((one) => one.remittance === cite.remittance && one.remitted.segment === cite.segment);
    return found === undefined ? [] : [{ title, text: remittedAsText(found) }];
  });
}

function claimAsText(claim: Claim): string {
  const { id, payer, patient, memberId, provider, from, to, filedOn, authorisation, diagnoses, lines, totalCents } = claim;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Claim', id],
    ['Payer', payer.name],
    ['Patient', [patient.first, patient.last].filter((part) => part !== undefined).join(' ')],
    ['Member number', memberId],
    ['Provider', `${provider.name}, NPI ${provider.npi}`],
    ['Dates of service', from === to ? from : `${from} to ${to}`],
    ['Filed on', filedOn],
    ['Authorisation', authorisation],
    ['Diagnoses', diagnoses.join(', ')],
    ['Total', dollars(totalCents)],
  ];
  const head = rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name.padEnd(18)}${value}`]));
  const body = lines.map(({ number, code, modifiers, revenue, units, chargeCents, date, diagnoses: places }) =>
    [
      `Line ${number}`,
      date,
      code ?? '',
      modifiers.join(' '),
      revenue === undefined ? '' : `revenue code ${revenue}`,
      units === 1 ? '1 unit' : `${units} units`,
      dollars(chargeCents),
      places.length === 0 ? '' : `diagnoses ${places.join(', ')}`,
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
  return [...head, '', ...body].join('\n');
}

function remittedAsText({ payer, trace, date, remitted }: Remitted): string {
  const reasons = (adjustments: typeof remitted.adjustments): string =>
    adjustments.map((one) => `${toldReason(one)} ${dollars(one.amountCents)}`).join('  ');
  const { claimId, payerClaimId, status, received, billedCents, paidCents, adjustments, remarks, lines } = remitted;
  return [
    `Payer             ${payer.name ?? payer.id ?? 'not named'}`,
    `Payment           ${trace ?? 'no trace number'}, ${date ?? 'no date'}`,
    `Claim             ${claimId}, at the payer ${payerClaimId ?? 'without a number'}, status ${toldCode(status)}`,
    ...(received === undefined ? [] : [`Received          ${received}`]),
    `Billed and paid   ${dollars(billedCents)}, ${dollars(paidCents)}`,
    ...(adjustments.length === 0 ? [] : [`Adjustments       ${reasons(adjustments)}`]),
    ...(remarks.length === 0 ? [] : [`Remarks           ${remarks.map(toldCode).join(' ')}`]),
    '',
    ...lines.map((line) =>
      [
        line.code,
        line.modifiers.join(' '),
        `billed ${dollars(line.billedCents)}`,
        `paid ${dollars(line.paidCents)}`,
        reasons(line.adjustments),
        line.remarks.map(toldCode).join(' '),
      ]
        .filter((part) => part !== '')
        .join('  '),
    ),
  ].join('\n');
}
