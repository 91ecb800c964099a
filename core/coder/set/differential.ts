import type { SectionKind } from '../../text/reading.ts';
import type { FoundMention } from '../words/found-mention.ts';

const DIFFERENTIAL = /^\W*(?:the |in the |on the |is in the )?(?:differential|ddx|rule[- ]outs?\b(?! for))/iu;
const STATEMENTS: ReadonlySet<SectionKind> = new Set(['discharge-diagnoses', 'diagnoses']);

/**
 * True of what was considered on the way: a differential diagnosis is no uncertain diagnosis at discharge (II.H), unless the final
 * diagnostic statement itself gives it (II.D).
 */
export function onlyConsidered({ source, sentence: { section }, cue, assertionRule }: FoundMention): boolean {
  const { document, reading } = source;
  const named =
    assertionRule === 'assert.possible.section' || (cue !== undefined && DIFFERENTIAL.test(document.text.slice(cue.start, cue.end)));
  if (!named || STATEMENTS.has(section.kind)) return false;
  const ahead = reading.sections[reading.sections.indexOf(section) - 1];
  return ahead === undefined || !STATEMENTS.has(ahead.kind) || startsLine(document.text, section.start);
}

function startsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}
