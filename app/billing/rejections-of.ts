import type { Acknowledgement, AnsweredSet } from '#core/x12/acknowledgement/acknowledgement.ts';

/** Accepted, accepted with errors that its receiver lives with, accepted in part. */
const TAKEN_IN = new Set(['A', 'E', 'P']);
const MOST_SHOWN = 5;
const NEXT = 'None of its claims counts as filed by it: mend it where it was made, and send it again.';

/** What a receiver did not take in of a transmission (999), a sentence each; none where it took in all. Repeats no value of the file. */
export function rejectionsOf({ status, group, sets, codes }: Acknowledgement): readonly string[] {
  const rejected = sets.filter((set) => set.status !== undefined && !TAKEN_IN.has(set.status));
  if (rejected.length > 0)
    return rejected.map(
      (set) => `Its receiver rejected transaction ${plain(set.control)} of group ${plain(group)}${whereOf(set)}. ${NEXT}`,
    );
  if (status !== undefined && TAKEN_IN.has(status) && status !== 'P') return [];
  const why = codes.length === 0 ? '' : ` (${codes.map(plain).join(', ')})`;
  return [
    status === undefined
      ? `The acknowledgement of group ${plain(group)} does not say whether it was taken in. Ask its receiver.`
      : `Its receiver rejected ${status === 'P' ? 'part of ' : ''}group ${plain(group)}${why}. ${NEXT}`,
  ];
}

function whereOf({ segments, codes }: AnsweredSet): string {
  const places = segments.slice(0, MOST_SHOWN).map(({ name, position, elements }) => {
    const at = elements.map((element) => element.position).join(' and ');
    return `segment ${position} of the transaction (${plain(name)})${at === '' ? '' : `, element ${at}`}`;
  });
  const more = segments.length > MOST_SHOWN ? [`${segments.length - MOST_SHOWN} more`] : [];
  const why = codes.length === 0 ? '' : ` (${codes.map(plain).join(', ')})`;
  return places.length === 0 ? why : `${why} for ${[...places, ...more].join('; ')}`;
}

/** A control number, the name of a segment, a code: anything else is no such thing. */
function plain(text: string): string {
  return /^[A-Za-z0-9]{1,9}$/.test(text) ? text : '?';
}
