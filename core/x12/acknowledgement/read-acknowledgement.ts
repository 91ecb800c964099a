import type { Draft } from '../draft.ts';
import { quantityAt } from '../element-values.ts';
import { gatherFindings, type Find } from '../finding.ts';
import { ACKNOWLEDGEMENT } from '../loops/status-shapes.ts';
import { walkLoops } from '../loops/walk-loops.ts';
import { compositeOf, elementOf, givenOf, type Segment } from '../segment.ts';
import type { SetEvent } from '../set-event.ts';
import type { SetHead, SetReader } from '../transaction.ts';
import type { Acknowledgement, AnsweredSet } from './acknowledgement.ts';

export interface AcknowledgementHead {
  readonly type: Acknowledgement['type'];
}
export type AcknowledgementEvent = SetEvent<AcknowledgementHead, Acknowledgement>;

/** Reads a 999 or 997: one item, what it says of its group. */
export function acknowledgementReader(set: SetHead, type: Acknowledgement['type'], give: (event: AcknowledgementEvent) => void): SetReader {
  const { find, all } = gatherFindings();
  const item: Draft<Acknowledgement> = { type, functional: '', group: '', codes: [], sets: [] };
  const walk = walkLoops(ACKNOWLEDGEMENT, (segment) => takeSegment(item, segment, find), find);
  return {
    find,
    take: walk.take,
    close() {
      walk.close();
      for (const { status } of item.sets) if (status === undefined) find(unanswered(set));
      give({ kind: 'head', set, head: { type } });
      give({ kind: 'item', item });
      give({ kind: 'tail', items: 1, findings: all() });
    },
  };
}

function takeSegment(item: Draft<Acknowledgement>, segment: Segment, find: Find): void {
  switch (segment.name) {
    case 'AK1':
      [item.functional, item.group, item.version] = [elementOf(segment, 1), elementOf(segment, 2), givenOf(segment, 3)];
      return;
    case 'AK2':
      item.sets.push({
        set: elementOf(segment, 1),
        control: elementOf(segment, 2),
        version: givenOf(segment, 3),
        codes: [],
        segments: [],
      });
      return;
    case 'AK9':
      item.status = givenOf(segment, 1);
      [item.included, item.received, item.accepted] = [2, 3, 4].map((at) => quantityAt(segment, at, find));
      item.codes = codesOf(segment, 5);
      return;
    default: {
      const set = item.sets.at(-1);
      if (set !== undefined) takeOfSet(set, segment, find);
    }
  }
}

function takeOfSet(set: Draft<AnsweredSet>, segment: Segment, find: Find): void {
  switch (segment.name) {
    case 'IK3':
    case 'AK3':
      set.segments.push({
        name: elementOf(segment, 1),
        position: quantityAt(segment, 2, find) ?? 0,
        loop: givenOf(segment, 3),
        code: givenOf(segment, 4),
        elements: [],
      });
      return;
    case 'IK4':
    case 'AK4': {
      const [position = '', component] = compositeOf(segment, 1).parts;
      const place = { position: Number(position) || 0, component: component === undefined ? undefined : Number(component) || undefined };
      set.segments.at(-1)?.elements.push({ ...place, code: elementOf(segment, 3) });
      return;
    }
    case 'IK5':
    case 'AK5':
      [set.status, set.codes] = [givenOf(segment, 1), codesOf(segment, 2)];
      return;
    default:
  }
}

function codesOf(segment: Segment, from: number): string[] {
  return [0, 1, 2, 3, 4].map((more) => elementOf(segment, from + more)).filter((code) => code !== '');
}

function unanswered({ segment }: SetHead) {
  const says = 'A transaction is named by AK2 and not answered: neither IK5 nor AK5 follows.';
  return { severity: 'error', rule: '999.set', segment, element: 'IK5', says } as const;
}
