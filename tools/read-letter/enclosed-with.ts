import type { Enclosed } from '#core/appeals/letter/letter-sheet.ts';
import type { AppealLetter } from '#core/appeals/letter/letter.ts';
import type { Claim } from '#core/billing/claim.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { toldCode, toldReason } from '#core/remittance/told-code.ts';
import type { RemittedRecord } from '../billing/records.ts';
import type { Running } from '../define-tool.ts';

/** The enclosures that a letter lists, in its order and no other: documents to the letter, the claim and remittances as text. */
export async function enclosedWith(letter: AppealLetter, claimId: string, { unit }: Running): Promise<readonly Enclosed[]> {
  const { claims, remittances } = unit.billing;
  const claim = await claims.find(claimId);
  if (claim === undefined) throw new Failure('not-found', `The claim ${claimId} of this letter is not here any more.`);
  const remitted = await remittances.ofClaim(claimId);
  const enclosed: Enclosed[] = [];
  for (const { text: title, cites } of letter.enclosures) {
    const place = Object.values(cites)[0];
    const cite = place === undefined ? undefined : letter.sources[place]?.cite;
    if (cite?.kind === 'document') {
      const document = await unit.charts.document(cite.document);
      if (document !== undefined) enclosed.push({ title, text: document.text });
    } else if (cite?.kind === 'claim') enclosed.push({ title, text: claimAsText(claim) });
    else if (cite?.kind === 'remittance') {
      const found = remitted.find((one) => one.remittance === cite.remittance && one.remitted.segment === cite.segment);
      if (found !== undefined) enclosed.push({ title, text: remittedAsText(found) });
    }
  }
  return enclosed;
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
      revenue ?? '',
      `${units} units`,
      dollars(chargeCents),
      `diagnoses ${places.join(', ')}`,
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
  return [...head, '', ...body].join('\n');
}

function remittedAsText({ payer, trace, date, remitted }: RemittedRecord): string {
  const reasons = (adjustments: typeof remitted.adjustments): string =>
    adjustments.map((one) => `${toldReason(one)} ${dollars(one.amountCents)}`).join('  ');
  const { claimId, payerClaimId, status, billedCents, paidCents, adjustments, remarks, lines } = remitted;
  return [
    `Payer             ${payer.name ?? payer.id ?? 'not named'}`,
    `Payment           ${trace ?? 'no trace number'}, ${date ?? 'no date'}`,
    `Claim             ${claimId}, at the payer ${payerClaimId ?? 'without a number'}, status ${toldCode(status)}`,
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
