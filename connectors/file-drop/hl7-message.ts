import { Failure } from '#core/errors.ts';
import { parsePayload, type AdjustmentPayload, type WriteOffPayload } from '#guardrails/effects/payloads.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import { controlId } from './control-number.ts';
import { components, hl7Time, segment, type Field } from './hl7-text.ts';

export interface Sender {
  /** Sending facility: the tenant. */
  readonly facility: string;
  /** Whether what is sent is real, or of a hospital that is made up. */
  readonly real: boolean;
}

/**
 * An approved effect as an HL7 v2.5.1 message: `BAR^P05` for codes, `DFT^P03` for adjustments and write-offs. The same effect and
 * approval give the same bytes. Throws Failure `bad-input` for what neither can say.
 */
export function hl7Message(effect: Owed, approval: Approval, sender: Sender): string {
  const body = bodyOf(effect);
  const at = hl7Time(approval.at);
  const segments = [
    `MSH|^~\\&${segment('', {
      1: 'COUNTERSIGN',
      2: sender.facility,
      5: at,
      7: components(...body.type),
      8: controlId(effect.id),
      9: sender.real ? 'P' : 'T',
      10: '2.5.1',
      13: 'NE',
      14: 'NE',
      16: 'UNICODE UTF-8',
    })}`,
    segment('EVN', { 1: body.type[1], 2: at, 5: approval.by }),
    ...body.segments,
  ];
  return segments.map((one) => `${one}\r`).join('');
}

interface Body {
  readonly type: readonly [string, string, string];
  readonly segments: readonly string[];
}

function bodyOf(effect: Owed): Body {
  const { kind, payload } = effect;
  switch (kind) {
    case 'code.accept':
    case 'code.add':
    case 'code.change':
      return diagnosis(effect, kind);
    case 'adjustment.post': {
      const posting = parsePayload(kind, payload);
      return transaction(effect, posting, posting.direction === 'credit');
    }
    case 'write-off.post':
      return transaction(effect, parsePayload(kind, payload), true);
    case 'query.send':
    case 'appeal.submit':
    case 'patient-message.send':
    case 'payment-plan.set':
    case 'rule-pack.activate':
    case 'edition.activate':
    case 'policy.change':
      throw new Failure('bad-input', `${kind} is nothing that an HL7 v2 message of a bill can say, so nothing was written.`);
  }
}

/** DG1-3 by table 0396 (`I10C` is ICD-10-CM), DG1-6 final, DG1-15 its rank, DG1-20 its key and DG1-21 what to do with it. */
function diagnosis({ id, kind, payload }: Owed, known: 'code.accept' | 'code.add' | 'code.change'): Body {
  const { patient, encounter, code, title, rank, codingDate, target } = parsePayload(known, payload);
  if (kind === 'code.change' && target === undefined)
    throw new Failure('bad-input', 'A code that is changed has to name the record that it changes, so nothing was written.');
  return {
    type: ['BAR', 'P05', 'BAR_P05'],
    segments: [
      patientSegment(patient),
      visitSegment(encounter),
      segment('DG1', {
        1: '1',
        3: components(code, title, 'I10C'),
        5: hl7Time(codingDate),
        6: 'F',
        15: rank === 'principal' ? '1' : '2',
        20: target === undefined ? components(id, 'COUNTERSIGN') : components(target.reference.slice('Condition/'.length)),
        21: target === undefined ? 'A' : 'U',
      }),
    ],
  };
}

/** FT1-6 by table 0017 (`AJ` is an adjustment); FT1-11 is less than nothing where it lowers what is owed. */
function transaction({ id }: Owed, posting: WriteOffPayload & Partial<AdjustmentPayload>, lowers: boolean): Body {
  const { patient, account, encounter, date, amountCents, transactionCode, reason, movesTo } = posting;
  // What is moved from one balance to the other leaves the account as it was: off the one, and on the other.
  const amounts = [lowers ? -amountCents : amountCents, ...(movesTo === undefined ? [] : [lowers ? amountCents : -amountCents])];
  return {
    type: ['DFT', 'P03', 'DFT_P03'],
    segments: [
      patientSegment(patient, account),
      ...(encounter === undefined ? [] : [visitSegment(encounter)]),
      ...amounts.map((cents, at) =>
        segment('FT1', {
          1: String(at + 1),
          2: controlId(id).slice(-12),
          4: hl7Time(date),
          6: 'AJ',
          7: components(transactionCode, reason),
          10: '1',
          11: amount(cents),
        }),
      ),
    ],
  };
}

function patientSegment(patient: string, account?: string): string {
  // PID-5 is required; U says that no name is given.
  return segment('PID', { 1: '1', 3: patient, 5: components('', '', '', '', '', '', 'U'), ...(account !== undefined && { 18: account }) });
}

function visitSegment(encounter: string): string {
  return segment('PV1', { 1: '1', 2: 'U', 19: encounter });
}

function amount(cents: number): Field {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return { field: `${cents < 0 ? '-' : ''}${whole}.${rest}&USD` };
}
