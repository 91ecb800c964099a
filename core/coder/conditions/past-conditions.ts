import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Icd10Cm } from '../../codes.ts';
import type { Range } from '../../text/reading.ts';
import { historyCode } from './history-codes.ts';
import type { Unnumbered } from '../words/read-term.ts';

const CANCER = ['C00-C75', 'D05'];
const STROKE = ['I60-I63'];
const CORRECTABLE_HEART = ['Q20-Q28'];

/** By which a cancer is over, in the words behind it (I.C.2.m): treated to the end, or no trace of it. */
const CANCER_OVER =
  /\b(?:NED|no evidence of (?:disease|recurrence)|cured|treatment (?:is |was )?(?:complete|completed|finished)|completed (?:all )?(?:treatment|therapy))\b/i;
const CANCER_REMOVED = /\b(?:resect\w+|excised|excision|removed|\w*ectomy|treated)\b/i;
const CANCER_THERE =
  /\b(?:ongoing|currently|active|metasta\w+|recurred|recurrent|undergoing|receiving|on (?:chemo\w*|tamoxifen|anastrozole|letrozole)|not cured|not (?:yet )?complete\w*)\b/i;
/** By which nothing is left of a stroke (I.C.9.d.3). */
const NO_DEFICIT =
  /\b(?:no|without)(?: any)?(?: residual| lasting| remaining)? (?:deficits?|sequelae|residuals?)\b|\b(?:full|complete) recovery\b/i;
const CORRECTED =
  /\b(?:corrected|repaired|closed (?:surgically|at|in)|surgically closed|s\/p (?:repair|closure)|status post (?:repair|closure))\b/i;
const PAST_SECTIONS: ReadonlySet<string> = new Set(['past-medical-history', 'past-surgical-history']);
const LONGEST = 160;

/**
 * Reads what a past history lists with the words by which it is over as its history: a cancer that was treated to the end
 * (I.C.2.m), a stroke that left nothing (I.C.9.d.3), a corrected malformation of the heart (I.C.17). Words that only put the
 * condition in the list tell neither way.
 */
export function readPast(found: readonly Unnumbered[], edition: CompiledEdition): readonly Unnumbered[] {
  return found.map((mention) => {
    const passage = overBy(mention);
    const code = passage === undefined || mention.code === undefined ? undefined : pastCode(mention.code, edition);
    if (passage === undefined || code === undefined) return mention;
    return {
      ...mention,
      status: 'historical',
      cue: passage,
      assertionRule: 'assert.historical.listed',
      code,
      path: `${mention.path} > history`,
    };
  });
}

function overBy(mention: Unnumbered): Range | undefined {
  const { code, status, sentence, source, range } = mention;
  if (code === undefined || (status !== 'present' && status !== 'historical')) return undefined;
  if (!PAST_SECTIONS.has(sentence.section.kind)) return undefined;
  const behind = behindOf(source.document.text, range, sentence.end);
  const told = wordsOver(code, behind);
  return told === undefined ? undefined : { start: range.end + told.index, end: range.end + told.index + told[0].length };
}

function wordsOver(code: string, behind: string): RegExpExecArray | undefined {
  if (inAnyPattern(STROKE, code)) return NO_DEFICIT.exec(behind) ?? undefined;
  if (inAnyPattern(CORRECTABLE_HEART, code)) return CORRECTED.exec(behind) ?? undefined;
  if (!inAnyPattern(CANCER, code) || CANCER_THERE.test(behind) || !CANCER_REMOVED.test(behind)) return undefined;
  return CANCER_OVER.exec(behind) ?? undefined;
}

/** The words behind a condition that speak of it: up to the end of its sentence or line, or the next semicolon. */
function behindOf(text: string, { end }: Range, last: number): string {
  return text.slice(end, Math.min(last, end + LONGEST)).split(/[;\n]/u)[0] ?? '';
}

function pastCode(code: Icd10Cm, edition: CompiledEdition): Icd10Cm | undefined {
  if (inAnyPattern(STROKE, code)) return billable('Z86.73', edition);
  if (inAnyPattern(CORRECTABLE_HEART, code)) return billable('Z87.74', edition);
  return historyCode(code, edition);
}

function billable(code: string, edition: CompiledEdition): Icd10Cm | undefined {
  const found = edition.code(code);
  return found?.billable === true ? found.code : undefined;
}
