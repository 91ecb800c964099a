import type { Candidate } from './candidate.ts';
import type { FoundMention } from './found-mention.ts';

const UNRELATED =
  /\b(?:unrelated|not (?:(?:felt|thought|believed) to be )?(?:related|due|secondary|attribut(?:ed|able)|caused|a (?:result|complication))|rather than|independent of)\b/i;
const LINKED =
  /\b(?:due to|secondary to|caused by|because of|from|associated with|related to|resulting from|attributed to|complicated by|complicating|with|induced|in the setting of)\b|\b(?:2\/2|d\/t)\b/i;

/** True when a sentence that names the conditions says that they are not related. */
export function areUnrelated(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some(({ mention: { source, sentence } }) =>
    UNRELATED.test(source.document.text.slice(sentence.start, sentence.end)),
  );
}

/** True when the words between two of the conditions link them. */
export function areLinked(parts: readonly Candidate[]): boolean {
  return sharedSentences(parts).some(({ mention, other }) => {
    const { text } = mention.source.document;
    const from = Math.min(mention.range.end, other.range.end);
    const between = text.slice(from, Math.max(mention.range.start, other.range.start));
    return LINKED.test(between) && !UNRELATED.test(between);
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
