import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { Candidate } from './candidate.ts';
import type { FoundMention } from './found-mention.ts';

const UNRELATED =
  /\b(?:unrelated|not (?:(?:felt|thought|believed) to be )?(?:related|due|secondary|attribut(?:ed|able)|caused|a (?:result|complication))|rather than|independent of)\b/i;
const CAUSED = String.raw`\b(?:due to|secondary to|caused by|because of|from|related to|resulting from|attributed to|in the setting of|2\/2|d\/t)\b`;
/** A cause is told up to the next comma; what comes "with" a condition may be a list. */
const LINKED = new RegExp(String.raw`${CAUSED}[^,;]*$|\b(?:associated with|complicated by|complicating|with|induced)\b`, 'i');
const OWN_CAUSE = new RegExp(String.raw`^\s*\(?${CAUSED}`, 'i');

/** True when a sentence that names the conditions says that they are not related. */
export function areUnrelated(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some(({ mention: { source, sentence } }) =>
    UNRELATED.test(source.document.text.slice(sentence.start, sentence.end)),
  );
}

/** True when the words between two of the conditions link them, and the later one has no cause of its own behind it. */
export function areLinked(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some(({ mention, other }) => {
    const { text } = mention.source.document;
    const [first, later] = mention.range.start < other.range.start ? [mention, other] : [other, mention];
    const between = text.slice(first.range.end, later.range.start);
    if (OWN_CAUSE.test(text.slice(later.range.end, later.sentence.end))) return false;
    return LINKED.test(between) && !UNRELATED.test(between);
  });
}

/**
 * True when the words behind one of the conditions that a joint code would take the place of give it a cause, and none of the other
 * conditions is named there. One that stays beside the joint code may have whatever cause it has.
 */
export function hasOtherCause(parts: readonly Candidate[], replaced: readonly string[]): boolean {
  return parts.some(({ code, mentions }, at) => {
    if (!inAnyPattern(replaced, code)) return false;
    const others = parts.filter((_, place) => place !== at).flatMap((part) => part.mentions);
    return mentions.some(({ source: { document }, sentence, range }) => {
      if (!OWN_CAUSE.test(document.text.slice(range.end, sentence.end))) return false;
      return !others.some((other) => other.sentence === sentence && other.range.start >= range.end);
    });
  });
}

interface Shared {
  readonly mention: FoundMention;
  readonly other: FoundMention;
}

/** Pairs of mentions of different parts that stand in one sentence. */
function sharedSentences(parts: readonly Candidate[]): Shared[] {
  const shared: Shared[] = [];
  parts.forEach((part, at) => {
    for (const later of parts.slice(at + 1)) {
      for (const mention of part.mentions) {
        for (const other of later.mentions) {
          if (other.sentence === mention.sentence) shared.push({ mention, other });
        }
      }
    }
  });
  return shared;
}
