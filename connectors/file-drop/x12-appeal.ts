import { Failure } from '#core/errors.ts';
import { interchange, segment, x12Id, x12Name } from '#core/x12/write-interchange.ts';
import type { AppealPayload } from '#guardrails/effects/payloads.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import { controlNumber } from './control-number.ts';

const VERSION = '005010X210';
const LINE = 76;

/**
 * An approved appeal as an X12 275, additional information to support a claim: the letter, and behind it each enclosure that it lists, in
 * its order, one attachment a loop of LX with a trace number of its own. Sender and receiver are the provider's NPI and the payer's id. The
 * same effect and approval give the same bytes. Throws Failure `bad-input` as `x12Id` does, and for a letter whose enclosures are not all
 * there.
 */
export function x12Appeal({ id, payload }: Owed, { at }: Approval, real: boolean): string {
  const appeal = parsePayload('appeal.submit', payload);
  const { payer, provider, patientName, memberId, claim, payerClaim, account, serviceDate } = appeal;
  const payerId = x12Id(payer.id, 'the id of the payer');
  const providerName = x12Name(provider.name, 'the name of the provider');
  const control = controlNumber(id);
  const sentOn = at.slice(0, 10).replaceAll('-', '');
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
      segment('BGN', '02', id.replaceAll('-', ''), sentOn),
      segment('NM1', 'PR', '2', x12Name(payer.name, 'the name of the payer'), '', '', '', '', 'PI', payerId),
      segment('NM1', '41', '2', providerName, '', '', '', '', '46', provider.npi),
      segment('NM1', '1P', '2', providerName, '', '', '', '', 'XX', provider.npi),
      segment('NM1', 'QC', '1', ...person(patientName), '', '', '', ...member(memberId)),
      segment('REF', '1K', x12Id(payerClaim, "the payer's number of the claim")),
      segment('REF', 'EJ', x12Id(account ?? claim, 'the number of the account')),
      segment('DTP', '472', 'D8', serviceDate.replaceAll('-', '')),
      ...attachmentsOf(appeal).flatMap((one, place) => loopOf(one, { place: place + 1, control, sentOn })),
    ],
  });
}

interface Attachment {
  readonly title: string;
  readonly text: string;
}

/** The letter and what it lists. A letter that names what does not come with it would have the payer look for it in vain. */
function attachmentsOf({ letter, enclosed = [] }: AppealPayload): readonly Attachment[] {
  const listed = letter.written?.enclosures.length ?? 0;
  if (listed !== enclosed.length)
    throw new Failure(
      'bad-input',
      `The letter lists ${listed} enclosures, and ${enclosed.length} of them go with it, so nothing was written. Draft the appeal again: a letter that is drafted now brings its enclosures.`,
    );
  return [letter, ...enclosed];
}

/** The loop of one attachment. Its trace number is that of the interchange with its place behind it: no two of a claim share one. */
function loopOf(
  one: Attachment,
  { place, control, sentOn }: { readonly place: number; readonly control: string; readonly sentOn: string },
): readonly string[] {
  const body = attachment(one);
  return [
    segment('LX', String(place)),
    segment('TRN', '1', place === 1 ? control : `${control}${String(place).padStart(3, '0')}`),
    segment('DTP', '368', 'D8', sentOn),
    segment('CAT', 'AE', 'TX'),
    segment('EFI', '05'),
    segment('BIN', String(Buffer.byteLength(body)), body),
  ];
}

function person({ last, first }: { readonly last: string; readonly first?: string | undefined }): readonly [string, string] {
  return [x12Name(last, 'the name of the patient'), first === undefined ? '' : x12Name(first, 'the name of the patient')];
}

function member(memberId: string | undefined): readonly string[] {
  return memberId === undefined ? [] : ['MI', x12Id(memberId, "the patient's number as a member")];
}

/** A text as a MIME part in base64, which holds no delimiter whatever it says, so that no reader can lose its place. */
function attachment({ title, text }: Attachment): string {
  const base64 = Buffer.from(`${title}\n\n${text}`, 'utf8').toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  const head = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''];
  return [...head, ...lines].join('\r\n');
}
