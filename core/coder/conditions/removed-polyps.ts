import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { AssertedStatus } from '../../text/assertion.ts';
import type { Sentence } from '../../text/reading.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { sectionWeight } from '../documents/section-weight.ts';

const TOLD_IN: ReadonlySet<string> = new Set(['history', 'procedure']);
const POLYPS = ['D12', 'K63.5'];
const REMOVED = /\b(?:polypectom(?:y|ies)|removed|resected)\b/i;
const LONG_AGO = /\b(?:(?:years?|months?) (?:ago|prior)|prior|previous(?:ly)?|remote|in the past)\b/i;
const REPORTED = /^\W*(?:path\w*|histolog\w*|it was|they were|this was)\b|\bat that time\b/i;

/** A polyp that a history tells to have been taken out before is over, and is not what the patient has now (I.C.2.m). */
export function removedBefore({ document, reading }: ReadDocument, sentence: Sentence, entry: CompiledEntry): AssertedStatus | undefined {
  if (!TOLD_IN.has(sectionWeight(sentence.section.kind)) || !isPolyp(entry)) return undefined;
  const own = document.text.slice(sentence.start, sentence.end);
  const ahead = REPORTED.test(own) ? reading.sentences[reading.sentences.indexOf(sentence) - 1] : undefined;
  const start = ahead?.section === sentence.section ? ahead.start : sentence.start;
  const told = document.text.slice(start, sentence.end);
  const removed = REMOVED.exec(told);
  if (removed === null || !(LONG_AGO.test(told) || tellsYearBefore(told, document.date))) return undefined;
  const at = start + removed.index;
  return { status: 'historical', cue: { start: at, end: at + removed[0].length }, rule: 'assert.historical.removed' };
}

function isPolyp({ code, subterms }: CompiledEntry): boolean {
  return (code !== undefined && inAnyPattern(POLYPS, code)) || subterms.some(({ target }) => inAnyPattern(POLYPS, target));
}

function tellsYearBefore(told: string, date: string): boolean {
  return [...told.matchAll(/\b(?:19|20)\d\d\b/gu)].some(([year]) => Number(year) < Number(date.slice(0, 4)));
}
