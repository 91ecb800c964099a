import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate } from './candidate.ts';
import type { FoundMention } from '../words/found-mention.ts';

const UNRELATED =
  /\b(?:unrelated|not (?:(?:felt|thought|believed) to be )?(?:related|due|secondary|attribut(?:ed|able)|caused|a (?:result|complication))|rather than|independent of)\b/i;
const CAUSED = String.raw`\b(?:due to|secondary to|caused by|because of|from|related to|(?:late effects?|sequelae?) of|following|resulting from|attributed to|in the setting of|2\/2|d\/t)\b`;
/** A cause is told up to the next comma; what comes "with" a condition may be a list. */
const LINKED = new RegExp(String.raw`${CAUSED}[^,;]*$|\b(?:associated with|complicated by|complicating|with|induced)\b`, 'i');
const OWN_CAUSE = new RegExp(String.raw`^\s*\(?${CAUSED}`, 'i');

/** Farther apart than this, in characters, no word between two conditions is taken for a link of the two. */
const FARTHEST = 400;

/** True when a sentence that names the conditions says that they are not related. */
export function areUnrelated(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some((mentions) => {
    const [any] = mentions;
    return any !== undefined && UNRELATED.test(any.source.document.text.slice(any.sentence.start, any.sentence.end));
  });
}

/** True when the words between two of the conditions link them, and the later one has no cause of its own behind it. */
export function areLinked(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some((mentions) => {
    const sorted = mentions.toSorted((a, b) => a.range.start - b.range.start);
    return sorted.some((first, at) => {
      for (let next = at + 1; next < sorted.length; next += 1) {
        const later = sorted[next];
        if (later === undefined || later.range.start - first.range.end > FARTHEST) return false;
        if (later.part !== first.part && link(first, later)) return true;
      }
      return false;
    });
  });
}

function link(first: FoundMention, later: FoundMention): boolean {
  const { text } = first.source.document;
  const between = text.slice(first.range.end, later.range.start);
  if (OWN_CAUSE.test(text.slice(later.range.end, later.sentence.end))) return false;
  return LINKED.test(between) && !UNRELATED.test(between);
}

/**
 * True when the words behind one of the conditions that a joint code would take the place of give it a cause, and none of the other
 * conditions is named there. One that stays beside the joint code may have whatever cause it has.
 */
export function hasOtherCause(parts: readonly Candidate[], replaced: readonly string[]): boolean {
  return parts.some(({ code, mentions }, at) => {
    if (!inAnyPattern(replaced, code)) return false;
    const lastOf = new Map<FoundMention['sentence'], number>();
    for (const other of parts.filter((_, place) => place !== at).flatMap((part) => part.mentions)) {
      lastOf.set(other.sentence, Math.max(other.range.start, lastOf.get(other.sentence) ?? 0));
    }
    return mentions.some(({ source: { document }, sentence, range }) => {
      if (!OWN_CAUSE.test(document.text.slice(range.end, sentence.end))) return false;
      return (lastOf.get(sentence) ?? -1) < range.end;
    });
  });
}

type OfPart = FoundMention & { readonly part: number };

/** The mentions in each sentence that has some of more than one part. */
function sharedSentences(parts: readonly Candidate[]): OfPart[][] {
  const held = new Map<FoundMention['sentence'], OfPart[]>();
  parts.forEach(({ mentions }, part) => {
    for (const mention of mentions) {
      const own = { ...mention, part };
      const others = held.get(mention.sentence);
      if (others === undefined) held.set(mention.sentence, [own]);
      else others.push(own);
    }
  });
  return [...held.values()].filter((mentions) => mentions.some(({ part }) => part !== mentions[0]?.part));
}
