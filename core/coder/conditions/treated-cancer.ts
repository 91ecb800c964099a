import { categoryOf, type Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Range, Sentence } from '../../text/reading.ts';
import { flagged, type Candidate, type Outcome } from '../set/candidate.ts';
import type { FoundMention } from '../words/found-mention.ts';
import { historyCode } from './history-codes.ts';
import { keptWith } from '../../text/kept-with.ts';

/** Growths that can be taken out. Leukemia, lymphoma and myeloma are left out: they have codes for remission. */
const SOLID = ['C00-C76', 'D05'];
/** How a mention that was read as history by this file is told apart. */
export const TREATED = 'assert.historical.treated-cancer';

const MEDICINES = String.raw`tamoxifen|raloxifene|toremifene|anastrozole|letrozole|exemestane|fulvestrant|arimidex|femara|aromasin|leuprolide|lupron|goserelin|zoladex|degarelix|bicalutamide|enzalutamide|abiraterone|apalutamide|capecitabine|xeloda|folfox|folfiri|palbociclib|ribociclib|abemaciclib|olaparib|trastuzumab|herceptin|pertuzumab|pembrolizumab|keytruda|nivolumab|opdivo|osimertinib|imatinib|bevacizumab|bcg`;
const CARE = String.raw`chemo\w*|radi(?:ation|otherapy|ochemotherapy|oiodine)(?! onco)|immunotherapy|brachytherapy|(?:hormon\w+|endocrine|systemic|targeted|adjuvant|neoadjuvant|anti-?estrogen|androgen[- ]deprivation) (?:therapy|treatment)|ADT|aromatase inhibitor`;
const OPERATION = String.raw`\w*ectomy|resection|excision|mohs(?: surgery)?`;
const MEDICINE = new RegExp(String.raw`\b(?:${MEDICINES})\b`, 'gi');
const ANY_CARE = new RegExp(String.raw`\b(?:${MEDICINES}|${CARE})\b`, 'gi');

const REMOVED = new RegExp(
  String.raw`\b(?:status[- ]post|s\/p|underwent|treated (?:with|by))\b(?:(?!\b(?:will|plan\w*|scheduled|pending|await\w*)\b)[^.;\n]){0,80}\b(?:${OPERATION})\b`,
  'i',
);
const COMPLETED = new RegExp(
  String.raw`\b(?:(?<!not )(?<!n't )completed|finished)\b(?! (?:\w+ ){0,2}of (?:\d|\w+ (?:planned|cycles)))[^.;\n]{0,60}\b(?:treatments?|therapy|${MEDICINES}|${CARE})\b`,
  'i',
);
const FREE =
  /\bNED\b|\b(?:[Nn]o|[Ww]ithout)(?: (?:clinical|current|known|any|radiographic|imaging|mammographic|endoscopic))* (?:evidence|signs?) of (?:(?:local|active|any) )?(?:disease(?! (?:progression|activity))|recurrence|recurrent (?:disease|cancer|carcinoma|tumou?r|melanoma|malignancy))\b|(?<!\bnot )\b[Ii]n (?:complete |clinical )?remission\b/;
const WATCHED = /\bsurveillance\b/i;
const SPREAD = /\b(?:metastatic|stage (?:iv|4))\b(?! (?:disease|recurrence|workup))/i;

const SIGNAL =
  /\b(?:(completed|finished|status[- ]post|s\/p|after|following|prior|previous(?:ly)?|past|history of|had|received|underwent|treated (?:with|by)|took|declin\w+|refus\w+|off|stopped|discontinued|no|not|without|never|years? of|cycles? of)|on|continu\w+|current\w*|receiving|undergoing|start\w*|begin\w*|resum\w*|takes|taking|plan\w*|scheduled|refer\w*|proceed\w*|now|due|needs?|will|awaiting|consider\w*|discuss\w*|recommend\w*|maintenance|ongoing|tolerating)\b/gi;
const ENDED_AFTER = /^[^.;,\n]{0,30}\b(?:completed|finished|stopped|ended|discontinued)\b|^[^.;,\n]{0,12}\b(?:19|20)\d\d\b/i;

/** A problem is asked about once for each mention in it, and says the same each time. */
const CARE_OF = keptWith<FoundMention['source'], Map<number, Care | undefined>>();

interface Care {
  readonly state: 'over' | 'unclear' | 'current';
  /** The words by which the cancer is gone, or from the first that speak of that to the last. */
  readonly passage: Range;
}

/**
 * Reads a cancer that was removed or treated to the end, of which there is no evidence and for which no treatment goes on,
 * as its history (I.C.2.m), wherever else the chart names it.
 */
export function readTreated(mentions: readonly FoundMention[], edition: CompiledEdition): FoundMention[] {
  const care = new Map(mentions.map((mention) => [mention, careOf(mention)]));
  const over = new Map<string, Care>();
  for (const [{ code }, found] of care) {
    if (code !== undefined && found?.state === 'over') over.set(siteOf(code), found);
  }
  return mentions.map((mention) => {
    const own = care.get(mention);
    if (mention.code === undefined || !isCancer(mention) || own?.state === 'current' || own?.state === 'unclear') return mention;
    if (!over.has(siteOf(mention.code))) return mention;
    return {
      ...mention,
      status: 'historical',
      cue: own?.passage,
      assertionRule: TREATED,
      code: historyCode(mention.code, edition),
      path: `${mention.path} > history`,
    };
  });
}

/** Contests a cancer of which the words leave open whether it is there, with the passage that speaks for its being over. */
export function contestTreated(candidates: readonly Candidate[]): Outcome {
  const kept = candidates.map((candidate) => {
    const doubts = candidate.mentions.flatMap((mention) => {
      const care = careOf(mention);
      return care?.state === 'unclear' ? [{ ...mention, cue: care.passage, range: care.passage }] : [];
    });
    const [first] = doubts;
    if (first === undefined) return candidate;
    const why = `${first.source.document.id} leaves open whether it is there or treated and gone. Ask the provider (I.C.2.m).`;
    return { ...flagged(candidate, why), conflict: true, against: [...candidate.against, ...doubts] };
  });
  const steps = kept
    .filter((candidate, at) => candidate !== candidates[at])
    .map(({ code, mentions, flags }) => ({
      stage: 'reconcile' as const,
      rule: 'conflict.treated-cancer',
      says: flags.at(-1) ?? '',
      cites: 'I.C.2.m',
      ...(mentions[0] === undefined ? {} : { mention: mentions[0].id }),
      code,
      outcome: 'noted' as const,
    }));
  return { kept, steps };
}

/** A carcinoma in situ of the breast is told of together with the invasive one, and ends with it. */
function siteOf(code: Icd10Cm): string {
  const category = categoryOf(code);
  return category === 'D05' ? 'C50' : category;
}

function isCancer({ code, status }: FoundMention): boolean {
  return status === 'present' && code !== undefined && inAnyPattern(SOLID, code);
}

function careOf(mention: FoundMention): Care | undefined {
  const { source, sentence, weight, instructionLike, quoted, talk } = mention;
  if (instructionLike || quoted || talk !== undefined) return undefined;
  if (!isCancer(mention) || source.document.role !== 'provider' || (weight !== 'final' && weight !== 'course')) return undefined;
  const { text } = source.document;
  const problem = problemOf(text, sentence);
  const known = CARE_OF.get(source) ?? new Map<number, Care | undefined>();
  CARE_OF.set(source, known);
  if (!known.has(problem.start)) known.set(problem.start, careIn(text, problem));
  return known.get(problem.start);
}

function careIn(text: string, problem: Range): Care | undefined {
  const words = text.slice(problem.start, problem.end);
  const free = FREE.exec(words);
  const ended = REMOVED.exec(words) ?? COMPLETED.exec(words);
  const told = free ?? (ended === null ? null : WATCHED.exec(words));
  if (told === null || SPREAD.test(words)) return isTreated(text, problem, ANY_CARE) ? { state: 'current', passage: problem } : undefined;
  const whole = { start: 0, end: text.length };
  if (isTreated(text, problem, ANY_CARE) || isTreated(text, whole, MEDICINE)) return { state: 'current', passage: problem };
  const at = (match: RegExpExecArray): Range => ({
    start: problem.start + match.index,
    end: problem.start + match.index + match[0].length,
  });
  return { state: free !== null && ended !== null ? 'over' : 'unclear', passage: at(told) };
}

/** The stretch of a section that speaks of one problem: up to the next number, or without numbers to the next blank line. */
function problemOf(text: string, { section, start }: Sentence): Range {
  const body = text.slice(section.body, section.end);
  const numbered = startsOf(body, /^[ \t]*(?:\d{1,2}[.)]|#)[ \t]*(?=\S)/gmu);
  const marks = numbered.length > 0 ? numbered : startsOf(body, /\n[ \t]*\n/gu);
  const own = start - section.body;
  return {
    start: section.body + (marks.findLast((mark) => mark <= own) ?? 0),
    end: section.body + (marks.find((mark) => mark > own) ?? body.length),
  };
}

function startsOf(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(({ index }) => index);
}

/** Whether a treatment is named that is not told as over. */
function isTreated(text: string, { start, end }: Range, pattern: RegExp): boolean {
  return [...text.slice(start, end).matchAll(pattern)].some((match) => {
    const at = start + match.index;
    const before =
      text
        .slice(Math.max(start, at - 100), at)
        .split(/[.;\n]/u)
        .at(-1) ?? '';
    if (ENDED_AFTER.test(text.slice(at + match[0].length, end))) return false;
    const signal = [...before.matchAll(SIGNAL)].at(-1);
    return signal?.[1] === undefined;
  });
}
