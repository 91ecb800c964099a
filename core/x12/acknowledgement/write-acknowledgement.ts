import type { X12Finding } from '../finding.ts';
import type { SetHead } from '../transaction.ts';
import { interchange, segment, type Interchange } from '../write-interchange.ts';

export interface ReadSet {
  readonly set: SetHead;
  readonly findings: readonly X12Finding[];
}

export interface AnsweredGroup extends Pick<Interchange, 'sender' | 'receiver' | 'at' | 'control' | 'real'> {
  /** Transactions of one group, as they were read. */
  readonly sets: readonly [ReadSet, ...ReadSet[]];
}

/**
 * A 999 that answers one group (005010X231): each transaction is accepted, accepted with errors that can be lived with, or rejected, with
 * the segments and elements that are in error. No value of the file is repeated.
 */
export function writeAcknowledgement({ sets, ...envelope }: AnsweredGroup): string {
  const [{ set: first }] = sets;
  const statuses = sets.map(({ findings }) => statusOf(findings));
  const accepted = statuses.filter((status) => status !== 'R').length;
  const overall = accepted === 0 ? 'R' : accepted < sets.length ? 'P' : statuses.includes('E') ? 'E' : 'A';
  const count = String(sets.length);
  return interchange({
    ...envelope,
    group: 'FA',
    set: '999',
    version: '005010X231A1',
    segments: [
      segment('AK1', first.functional, first.group, first.groupVersion),
      ...sets.flatMap((one, at) => answer(one, statuses[at] ?? 'R')),
      segment('AK9', overall, count, count, String(accepted)),
    ],
  });
}

type Status = 'A' | 'E' | 'R';

/** Warnings are lived with; an error rejects. */
function statusOf(findings: readonly X12Finding[]): Status {
  if (findings.some(({ severity }) => severity === 'error')) return 'R';
  return findings.some(({ severity }) => severity === 'warning') ? 'E' : 'A';
}

function answer({ set, findings }: ReadSet, status: Status): readonly string[] {
  const shown = findings.filter(({ severity, segment: at }) => severity !== 'note' && at !== undefined);
  return [
    segment('AK2', set.set, set.control, set.version),
    ...shown.flatMap((finding) => inError(finding, set)),
    segment('IK5', status, status === 'A' ? '' : codeOfSet(findings)),
  ];
}

/** Why a transaction is not accepted as it is (IK502): its count, its control number, or segments in error. */
function codeOfSet(findings: readonly X12Finding[]): string {
  if (findings.some(({ rule }) => rule === 'x12.file.broken-off' || rule === 'x12.envelope.unended')) return '2';
  if (findings.some(({ rule }) => rule === 'x12.envelope.control')) return '3';
  return findings.every(({ rule }) => rule === 'x12.envelope.count') ? '4' : '5';
}

/** IK304 of a finding about a whole segment; what is not here is about an element of it. */
const SEGMENT_CODES: Readonly<Record<string, string>> = {
  'x12.segment.unexpected': '2',
  'x12.segment.missing': '3',
  'x12.loop.missing': '3',
  'x12.repeat': '5',
  'x12.order': '7',
};

/** IK403: an element that is missing, of a wrong form, no day, or of an unknown value. */
const ELEMENT_CODES: Readonly<Record<string, string>> = {
  'x12.element.missing': '1',
  'x12.amount': '6',
  'x12.quantity': '6',
  'x12.day': '8',
};

function inError({ rule, segment: at = 0, element = '' }: X12Finding, set: SetHead): readonly string[] {
  const [, name = '', position = ''] = /^([A-Z][A-Z0-9]{1,2}?)(\d{2})?$/.exec(element) ?? [];
  if (name === '' || name === 'SE') return [];
  const place = String(Math.max(1, at - set.segment + 1));
  const whole = SEGMENT_CODES[rule];
  if (whole !== undefined || position === '') return [segment('IK3', name, place, '', whole ?? '8')];
  return [segment('IK3', name, place, '', '8'), segment('IK4', String(Number(position)), '', ELEMENT_CODES[rule] ?? '7')];
}
