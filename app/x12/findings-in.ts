import type { X12Finding } from '#core/x12/finding.ts';
import type { X12Event } from '#core/x12/read-x12.ts';

/** What an event says is wrong. */
export function findingsIn(event: X12Event): readonly X12Finding[] {
  switch (event.of) {
    case 'file':
      return [event.finding];
    case 'unread':
      return [
        { severity: 'note', rule: 'x12.set.unread', segment: event.set.segment, element: 'ST01', says: event.says },
        ...event.findings,
      ];
    case 'remittance':
      return event.event.kind === 'tail' ? event.event.tail.findings : [];
    case 'claims':
    case 'status':
    case 'acknowledgement':
      return event.event.kind === 'tail' ? event.event.findings : [];
  }
}

/** One line: severity, file, segment, element, sentence, with a tab between them, and `-` where there is none. */
export function findingLine(file: string, { severity, segment, element, says }: X12Finding): string {
  return `${[severity, file, segment ?? '-', element ?? '-', says].join('\t')}\n`;
}

const CUT = new Set(['x12.file.broken-off', 'x12.envelope.unended']);

/** Whether part of the file is missing, so that what was read of it may not be all. */
export function isCut({ rule }: X12Finding): boolean {
  return CUT.has(rule);
}
