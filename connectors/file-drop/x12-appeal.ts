import { interchange, segment, x12Id, x12Name } from '#core/x12/write-interchange.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import { controlNumber } from './control-number.ts';

const VERSION = '005010X210';
const LINE = 76;

/**
 * An approved appeal as an X12 275, additional information to support a claim, with the letter in BIN. Sender and receiver are the
 * provider's NPI and the payer's id. The same effect and approval give the same bytes. Throws Failure `bad-input` as `x12Id` does.
 */
export function x12Appeal({ id, payload }: Owed, { at }: Approval, real: boolean): string {
  const appeal = parsePayload('appeal.submit', payload);
  const { payer, provider, patientName, memberId, claim, payerClaim, account, serviceDate, letter } = appeal;
  const payerId = x12Id(payer.id, 'the id of the payer');
  const providerName = x12Name(provider.name, 'the name of the provider');
  const control = controlNumber(id);
  const body = attachment(letter);
  return interchange({
    sender: provider.npi,
    receiver: payerId,
    at,
    control,
    real,
    group: 'PI',
    set: '275',
    version: VERSION,
    segments: [
      segment('BGN', '02', id.replaceAll('-', ''), at.slice(0, 10).replaceAll('-', '')),
      segment('NM1', 'PR', '2', x12Name(payer.name, 'the name of the payer'), '', '', '', '', 'PI', payerId),
      segment('NM1', '41', '2', providerName, '', '', '', '', '46', provider.npi),
      segment('NM1', '1P', '2', providerName, '', '', '', '', 'XX', provider.npi),
      segment('NM1', 'QC', '1', ...person(patientName), '', '', '', ...member(memberId)),
      segment('REF', '1K', x12Id(payerClaim, "the payer's number of the claim")),
      segment('REF', 'EJ', x12Id(account ?? claim, 'the number of the account')),
      segment('DTP', '472', 'D8', serviceDate.replaceAll('-', '')),
      segment('LX', '1'),
      segment('TRN', '1', control),
      segment('DTP', '368', 'D8', at.slice(0, 10).replaceAll('-', '')),
      segment('CAT', 'AE', 'TX'),
      segment('EFI', '05'),
      segment('BIN', String(Buffer.byteLength(body)), body),
    ],
  });
}

function person({ last, first }: { readonly last: string; readonly first?: string | undefined }): readonly [string, string] {
  return [x12Name(last, 'the name of the patient'), first === undefined ? '' : x12Name(first, 'the name of the patient')];
}

function member(memberId: string | undefined): readonly string[] {
  return memberId === undefined ? [] : ['MI', x12Id(memberId, "the patient's number as a member")];
}

/** The letter as a MIME part in base64, which holds no delimiter whatever the letter says, so that no reader can lose its place. */
function attachment({ title, text }: { readonly title: string; readonly text: string }): string {
  const base64 = Buffer.from(`${title}\n\n${text}`, 'utf8').toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  const head = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''];
  return [...head, ...lines].join('\r\n');
}
