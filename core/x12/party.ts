import { withoutUnseen } from '../plain-line.ts';
import type { Draft } from './draft.ts';
import { elementOf, givenOf, lastOf, type Segment } from './segment.ts';

export interface Reference {
  readonly qualifier: string;
  readonly value: string;
}

export interface Address {
  readonly lines: readonly string[];
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
  readonly country?: string | undefined;
}

/** Who an NM1 names, with what the segments after it say. */
export interface Party {
  /** `85`, `IL`, `PR` (NM101). */
  readonly role: string;
  readonly isPerson: boolean;
  /** Of an organisation its name. */
  readonly last?: string | undefined;
  readonly first?: string | undefined;
  readonly middle?: string | undefined;
  readonly suffix?: string | undefined;
  /** What kind of number `id` is: `XX` an NPI, `MI` a member's, `PI` a payer's. */
  readonly scheme?: string | undefined;
  readonly id?: string | undefined;
  readonly taxonomy?: string | undefined;
  readonly address?: Address | undefined;
  readonly references: readonly Reference[];
  readonly contact?: { readonly name?: string | undefined; readonly ways: readonly Reference[] } | undefined;
}

export function partyOf(segment: Segment): Draft<Party> {
  return {
    role: elementOf(segment, 1),
    isPerson: elementOf(segment, 2) === '1',
    last: withoutUnseen(givenOf(segment, 3)),
    first: withoutUnseen(givenOf(segment, 4)),
    middle: withoutUnseen(givenOf(segment, 5)),
    suffix: withoutUnseen(givenOf(segment, 7)),
    scheme: givenOf(segment, 8),
    id: givenOf(segment, 9),
    references: [],
  };
}

export function referenceOf(segment: Segment): Reference {
  return { qualifier: elementOf(segment, 1), value: elementOf(segment, 2) };
}

/** The first value of a qualifier. */
export function referenceTo(references: readonly Reference[], ...qualifiers: readonly string[]): string | undefined {
  return references.find(({ qualifier }) => qualifiers.includes(qualifier))?.value;
}

/** Reads a segment that says more of a party; false where it says nothing of one. */
export function takeOfParty(party: Draft<Party>, segment: Segment): boolean {
  switch (segment.name) {
    case 'N3':
      party.address = {
        ...party.address,
        lines: [...(party.address?.lines ?? []), elementOf(segment, 1), elementOf(segment, 2)].filter(Boolean),
      };
      return true;
    case 'N4':
      party.address = {
        lines: party.address?.lines ?? [],
        city: givenOf(segment, 1),
        state: givenOf(segment, 2),
        zip: givenOf(segment, 3),
        country: givenOf(segment, 4),
      };
      return true;
    case 'REF':
      party.references.push(referenceOf(segment));
      return true;
    case 'PRV':
      party.taxonomy ??= givenOf(segment, 3);
      return true;
    case 'PER':
      party.contact ??= { name: givenOf(segment, 2), ways: waysOf(segment) };
      return true;
    default:
      return false;
  }
}

function waysOf(segment: Segment): Reference[] {
  const ways: Reference[] = [];
  for (let at = 3; at < lastOf(segment); at += 2) {
    const qualifier = givenOf(segment, at);
    if (qualifier !== undefined) ways.push({ qualifier, value: elementOf(segment, at + 1) });
  }
  return ways;
}
