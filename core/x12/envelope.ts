import type { LocalDate } from '../codes.ts';
import type { Find, X12Finding } from './finding.ts';
import { readDay } from './read-day.ts';
import { elementOf, type Segment } from './segment.ts';
import type { OpenSet, SetHead, SetReader } from './transaction.ts';

interface Open {
  readonly control: string;
  readonly segment: number;
  /** What it has held so far: segments of a set, sets of a group, groups of an interchange. */
  held: number;
}

interface OpenGroup extends Open {
  readonly version: string;
  readonly functional: string;
  readonly on: LocalDate | undefined;
}

export interface Envelope {
  readonly take: (segment: Segment) => void;
  /** The file has ended after this many segments. */
  readonly end: (segments: number) => void;
}

/** What is open. */
interface Following {
  readonly open: OpenSet;
  readonly outside: Find;
  interchange: Open | undefined;
  group: OpenGroup | undefined;
  set: Open | undefined;
  reader: SetReader | undefined;
}

/**
 * Follows ISA, GS and ST to their ends, hands what stands between ST and SE to the reader of that set, and holds counts and control
 * numbers against each other. What is wrong inside a set is told to its reader, all else to `outside`.
 */
export function followEnvelope(open: OpenSet, outside: Find): Envelope {
  const following: Following = { open, outside, interchange: undefined, group: undefined, set: undefined, reader: undefined };
  return {
    take: (segment) => takeSegment(following, segment),
    end(segments) {
      const { interchange, group, set, reader } = following;
      const find = reader?.find ?? outside;
      if (set !== undefined) find(brokenOff(segments, `inside the transaction that began at segment ${set.segment}, before its SE`));
      else if (group !== undefined) outside(brokenOff(segments, `inside the group that began at segment ${group.segment}, before its GE`));
      else if (interchange !== undefined)
        outside(brokenOff(segments, `inside the interchange that began at segment ${interchange.segment}, before its IEA`));
      closeSet(following);
    },
  };
}

function takeSegment(following: Following, segment: Segment): void {
  const { outside, set } = following;
  switch (segment.name) {
    case 'ISA':
      endEarlier(following, 'ISA', segment.number);
      following.interchange = { control: elementOf(segment, 13), segment: segment.number, held: 0 };
      return;
    case 'GS':
      endEarlier(following, 'GS', segment.number);
      if (following.interchange === undefined) outside(without('GS', 'ISA', segment));
      else following.interchange.held += 1;
      following.group = groupOf(segment);
      return;
    case 'ST':
      return openSet(following, segment);
    case 'SE':
    case 'GE':
    case 'IEA':
      return closeLevel(following, segment);
    default:
      if (set !== undefined) {
        set.held += 1;
        following.reader?.take(segment);
      } else if (segment.name !== 'TA1') outside(stray(segment));
  }
}

function openSet(following: Following, segment: Segment): void {
  endEarlier(following, 'ST', segment.number);
  const { group, interchange, open, outside } = following;
  if (group === undefined) outside(without('ST', 'GS', segment));
  else group.held += 1;
  const head = headOf(segment, interchange, group);
  following.set = { control: head.control, segment: segment.number, held: 1 };
  following.reader = open(head);
}

function closeSet(following: Following): void {
  following.reader?.close();
  following.set = undefined;
  following.reader = undefined;
}

function closeLevel(following: Following, segment: Segment): void {
  const { outside, reader } = following;
  if (segment.name === 'SE') {
    if (following.set === undefined) return outside(without('SE', 'ST', segment));
    for (const finding of disagreements(segment, following.set, 1)) (reader?.find ?? outside)(finding);
    return closeSet(following);
  }
  const isGroup = segment.name === 'GE';
  endEarlier(following, isGroup ? 'ST' : 'GS', segment.number);
  const opened = isGroup ? following.group : following.interchange;
  if (opened === undefined) return outside(without(segment.name, isGroup ? 'GS' : 'ISA', segment));
  for (const finding of disagreements(segment, opened, 0)) outside(finding);
  if (isGroup) following.group = undefined;
  else following.interchange = undefined;
}

/** Closes what should have ended before this segment, from the inside out. */
function endEarlier(following: Following, level: 'ISA' | 'GS' | 'ST', at: number): void {
  const { set, group, interchange, reader, outside } = following;
  if (set !== undefined) {
    (reader?.find ?? outside)(notEnded('SE', 'ST', set, at));
    closeSet(following);
  }
  if (level === 'ST') return;
  if (group !== undefined) outside(notEnded('GE', 'GS', group, at));
  following.group = undefined;
  if (level === 'GS') return;
  if (interchange !== undefined) outside(notEnded('IEA', 'ISA', interchange, at));
  following.interchange = undefined;
}

function groupOf(segment: Segment): OpenGroup {
  const [functional, control, version] = [elementOf(segment, 1), elementOf(segment, 6), elementOf(segment, 8)];
  return { control, segment: segment.number, held: 0, version, functional, on: readDay(elementOf(segment, 4)) };
}

function headOf(segment: Segment, interchange: Open | undefined, group: OpenGroup | undefined): SetHead {
  return {
    interchange: interchange?.control ?? '',
    group: group?.control ?? '',
    functional: group?.functional ?? '',
    groupVersion: group?.version ?? '',
    ...(group?.on !== undefined && { groupOn: group.on }),
    control: elementOf(segment, 2),
    set: elementOf(segment, 1),
    version: elementOf(segment, 3) || (group?.version ?? ''),
    segment: segment.number,
  };
}

const HOLDS = { SE: 'segments', GE: 'transactions', IEA: 'groups' } as const;

function* disagreements(segment: Segment, opened: Open, itself: number): Iterable<X12Finding> {
  const name = segment.name as keyof typeof HOLDS;
  const [count, control] = [elementOf(segment, 1), elementOf(segment, 2)];
  const held = opened.held + itself;
  if (!/^\d{1,10}$/.test(count) || Number(count) !== held) {
    const said = /^\d{1,10}$/.test(count) ? count : 'no number';
    const says = `${name}01 says ${said}, and there are ${held} ${HOLDS[name]}: part of the file may be missing.`;
    yield { severity: 'error', rule: 'x12.envelope.count', segment: segment.number, element: `${name}01`, says };
  }
  if (control === opened.control) return;
  const isNearly = /^\d+$/.test(control) && /^\d+$/.test(opened.control) && BigInt(control) === BigInt(opened.control);
  const says = `${name}02 is not the control number that segment ${opened.segment} opened with${isNearly ? ' to the letter, and is the same number' : ''}.`;
  yield { severity: isNearly ? 'warning' : 'error', rule: 'x12.envelope.control', segment: segment.number, element: `${name}02`, says };
}

function notEnded(end: string, begin: string, { segment }: Open, at: number): X12Finding {
  const says = `The ${begin} of segment ${segment} has no ${end} before segment ${at}: part of the file may be missing.`;
  return { severity: 'error', rule: 'x12.envelope.unended', segment: at, element: end, says };
}

function without(name: string, needs: string, segment: Segment): X12Finding {
  const says = `${name} stands outside any ${needs}.`;
  return { severity: 'error', rule: 'x12.envelope.order', segment: segment.number, element: name, says };
}

function stray(segment: Segment): X12Finding {
  const name = segment.name;
  const what = /^[A-Z][A-Z0-9]{1,2}$/.test(name) ? `Segment ${name}` : 'Something that is no segment';
  return {
    severity: 'error',
    rule: 'x12.envelope.stray',
    segment: segment.number,
    says: `${what} stands outside any transaction and was not read.`,
  };
}

function brokenOff(segments: number, where: string): X12Finding {
  return {
    severity: 'error',
    rule: 'x12.file.broken-off',
    segment: segments,
    says: `The file breaks off after segment ${segments}, ${where}. Ask the sender for the whole file.`,
  };
}
