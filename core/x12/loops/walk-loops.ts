import type { Find, X12Finding } from '../finding.ts';
import { elementOf, type Segment } from '../segment.ts';
import type { LoopShape, Pattern, Place } from './loop-shape.ts';

/** A loop that is open: where the walk stands. */
export interface OpenLoop {
  readonly shape: LoopShape;
  /** Of the segment that began it. */
  readonly segment: number;
  readonly taken: Map<Place, number>;
  order: number;
}

export interface LoopWalk {
  readonly take: (segment: Segment) => void;
  /** The transaction has ended: finds what its open loops still lack. */
  readonly close: () => void;
}

/** Is given each segment with the loop that it stands in, and whether it begins that loop; one that has no place, with the loop before it. */
export type Visit = (segment: Segment, loop: OpenLoop, begins: boolean) => void;

interface Match {
  readonly depth: number;
  readonly place: Place;
}

/**
 * Says of each segment which loop it belongs to: the innermost in which it has a place in order, else one in which there are too many,
 * else one that it comes too late for. Finds what is out of order, missing, too often there or of an unknown qualifier.
 */
export function walkLoops(root: LoopShape, visit: Visit, find: Find): LoopWalk {
  const stack: OpenLoop[] = [opened(root, 0)];

  const enter = ({ depth, place }: Match, segment: Segment): void => {
    while (stack.length > depth + 1) leave();
    const loop = stack[depth];
    if (loop === undefined) return;
    loop.taken.set(place, (loop.taken.get(place) ?? 0) + 1);
    loop.order = Math.max(loop.order, place.order);
    const inner = place.loop === undefined ? undefined : opened(place.loop, segment.number);
    if (inner !== undefined) stack.push(inner);
    visit(segment, inner ?? loop, inner !== undefined);
  };
  const leave = (): void => {
    const loop = stack.pop();
    if (loop !== undefined) for (const finding of lacks(loop)) find(finding);
  };

  return {
    take(segment) {
      for (const finding of emptyElements(segment)) find(finding);
      const matches = matchesOf(segment, stack);
      const chosen =
        matches.find(({ depth, place }) => isInOrder(stack[depth], place) && !isFull(stack[depth], place)) ??
        matches.find(({ depth, place }) => isInOrder(stack[depth], place)) ??
        matches[0];
      const loop = stack.at(-1);
      if (loop === undefined) return;
      if (chosen === undefined) {
        find(withoutPlace(segment, stack));
        return visit(segment, loop, false);
      }
      const holder = stack[chosen.depth];
      if (!isInOrder(holder, chosen.place)) find(outOfOrder(segment, holder));
      else if (isFull(holder, chosen.place)) find(tooOften(segment, chosen.place, holder));
      enter(chosen, segment);
    },
    close() {
      while (stack.length > 0) leave();
    },
  };
}

function opened(shape: LoopShape, segment: number): OpenLoop {
  return { shape, segment, taken: new Map(), order: 0 };
}

/** From the innermost loop outwards. */
function matchesOf(segment: Segment, stack: readonly OpenLoop[]): readonly Match[] {
  const matches: Match[] = [];
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    for (const place of stack[depth]?.shape.places ?? []) if (fits(segment, place.pattern)) matches.push({ depth, place });
  }
  return matches;
}

function fits(segment: Segment, { name, values }: Pattern): boolean {
  return segment.name === name && values.every((allowed, at) => allowed === undefined || allowed.has(elementOf(segment, at + 1)));
}

function isInOrder(loop: OpenLoop | undefined, place: Place): boolean {
  return loop !== undefined && place.order >= loop.order;
}

function isFull(loop: OpenLoop | undefined, place: Place): boolean {
  return (loop?.taken.get(place) ?? 0) >= place.most;
}

function* lacks({ shape, taken, segment }: OpenLoop): Iterable<X12Finding> {
  for (const place of shape.places) {
    if (!place.isRequired || (taken.get(place) ?? 0) > 0) continue;
    const what =
      place.loop === undefined ? written(place.pattern) : `loop ${place.loop.id} (${place.loop.says}, ${written(place.pattern)})`;
    const says = `${titleOf(shape, segment)} has no ${what}, which must be there.`;
    const rule = place.loop === undefined ? 'x12.segment.missing' : 'x12.loop.missing';
    yield { severity: 'error', rule, ...(segment === 0 ? {} : { segment }), element: place.pattern.name, says };
  }
}

function outOfOrder(segment: Segment, loop: OpenLoop | undefined): X12Finding {
  const says = `${segment.name} comes too late in ${titleOf(loop?.shape, loop?.segment ?? 0)}: what stands before it belongs after it.`;
  return { severity: 'error', rule: 'x12.order', segment: segment.number, element: segment.name, says };
}

function tooOften(segment: Segment, { most, loop: begins }: Place, loop: OpenLoop | undefined): X12Finding {
  const what = begins === undefined ? segment.name : `Loop ${begins.id} (${begins.says})`;
  const says = `${what} is there more than ${most === 1 ? 'once' : `${most} times`} in ${titleOf(loop?.shape, loop?.segment ?? 0)}.`;
  return { severity: 'error', rule: 'x12.repeat', segment: segment.number, element: segment.name, says };
}

function withoutPlace(segment: Segment, stack: readonly OpenLoop[]): X12Finding {
  const loop = stack.at(-1);
  const where = titleOf(loop?.shape, loop?.segment ?? 0);
  const isKnown = stack.some(({ shape }) => shape.places.some(({ pattern }) => pattern.name === segment.name));
  const here = { segment: segment.number, element: isKnown ? `${segment.name}01` : segment.name.slice(0, 3) };
  if (!isKnown) {
    const what = /^[A-Z][A-Z0-9]{1,2}$/.test(segment.name) ? segment.name : 'Something that is no segment';
    return {
      severity: 'error',
      rule: 'x12.segment.unexpected',
      ...here,
      says: `${what} has no place in ${where}, nor in a loop around it.`,
    };
  }
  const qualifier = elementOf(segment, 1);
  const shown = /^[A-Z0-9]{1,3}$/.test(qualifier) ? ` ${qualifier}` : '';
  return {
    severity: 'warning',
    rule: 'x12.qualifier',
    ...here,
    says: `${segment.name}01 has a qualifier${shown} that is not known in ${where}.`,
  };
}

function titleOf(shape: LoopShape | undefined, segment: number): string {
  return shape === undefined || shape.id === '' ? 'The transaction' : `Loop ${shape.id} (${shape.says}) of segment ${segment}`;
}

function written({ name, values }: Pattern): string {
  const qualifiers = values.map((one) => (one === undefined ? '' : [...one].join('|')));
  return [name, ...qualifiers].join('*');
}

/** Elements that must be filled wherever their segment stands. */
const FILLED: Readonly<Record<string, readonly number[]>> = {
  AMT: [1, 2],
  CAS: [1, 2, 3],
  CLM: [1, 2, 5],
  CLP: [1, 2, 3, 4],
  DTM: [1],
  DTP: [1, 2, 3],
  HI: [1],
  HL: [1, 3],
  LX: [1],
  N1: [1],
  N3: [1],
  N4: [1],
  NM1: [1, 2],
  REF: [1, 2],
  SBR: [1],
  STC: [1],
  SV1: [1, 2, 3, 4],
  SV2: [3, 4, 5],
  SVD: [1, 2],
  TRN: [1, 2],
};

function* emptyElements(segment: Segment): Iterable<X12Finding> {
  for (const at of FILLED[segment.name] ?? []) {
    if (elementOf(segment, at) !== '') continue;
    const element = `${segment.name}${String(at).padStart(2, '0')}`;
    yield {
      severity: 'error',
      rule: 'x12.element.missing',
      segment: segment.number,
      element,
      says: `${element} must be there and is empty.`,
    };
  }
}
