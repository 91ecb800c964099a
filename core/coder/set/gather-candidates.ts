import type { Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, JudgedMention } from './candidate.ts';
import { FAMILY_HISTORY, HISTORY_AND_STATUS, SYMPTOMS } from './code-families.ts';
import type { FoundMention } from '../words/found-mention.ts';
import { isFinalDocument } from '../documents/section-weight.ts';

/** One candidate for each code, in the order in which the codes are first mentioned; the strongest mention leads. */
export function gatherCandidates(judged: readonly JudgedMention[]): Candidate[] {
  const byCode = new Map<Icd10Cm, JudgedMention[]>();
  for (const entry of judged) {
    const code = entry.mention.code;
    if (!entry.standing.codes || code === undefined) continue;
    const held = byCode.get(code);
    if (held === undefined) byCode.set(code, [entry]);
    else held.push(entry);
  }
  return [...byCode].map(([code, entries]) => candidateOf(code, entries));
}

function candidateOf(code: Icd10Cm, entries: readonly JudgedMention[]): Candidate {
  const mentions = strongestFirst(entries.map(({ mention }) => mention));
  const lead = mentions[0];
  const status = mentions.some((mention) => mention.status === 'present') ? 'present' : (lead?.status ?? 'present');
  const leading = entries.find(({ mention }) => mention === (mentions.find((one) => one.status === status) ?? lead));
  const standing = leading?.standing;
  const spellings = (leading?.mention.misspelt ?? []).map(({ raw, norm }) => `"${raw}" was read as "${norm}".`);
  return {
    code,
    mentions,
    status: PRESENT_AFTER_ALL.has(standing?.rule ?? '') ? 'present' : status,
    path: leading?.mention.path ?? '',
    guideline: guidelineOf(code, standing?.cites ?? 'I.A.19'),
    checks: standing === undefined ? [] : [checkOf(standing), ...spellings.map((says) => ({ rule: 'read.misspelt', says }))],
    flags: spellings,
    refused: [],
    conflict: false,
    against: [],
    parts: [],
  };
}

/** Rules by which words that speak of the past still state what is there. */
const PRESENT_AFTER_ALL = new Set(['assert.resolved-this-stay', 'assert.lifelong']);

function checkOf({ rule, says, cites }: JudgedMention['standing']): Candidate['checks'][number] {
  return cites === undefined ? { rule, says } : { rule, says, cites };
}

function guidelineOf(code: string, cites: string): string {
  if (cites !== 'I.A.19') return cites;
  if (inAnyPattern(SYMPTOMS, code)) return 'I.B.4';
  if (inAnyPattern(FAMILY_HISTORY, code)) return 'I.C.21.c.4';
  return inAnyPattern(HISTORY_AND_STATUS, code) ? 'I.C.21.c.3' : cites;
}

const WEIGHT_ORDER = ['final', 'course', 'history', 'procedure', 'social', 'family', 'finding', 'never'];

/** How strong a mention is as evidence: lower is stronger. Copies come after originals. */
export function strength({ source, weight, copiedFrom, status }: FoundMention): number {
  const place = WEIGHT_ORDER.indexOf(weight);
  const last = isFinalDocument(source.document.type) ? 0 : 1;
  return (copiedFrom === undefined ? 0 : 100) + (status === 'possible' ? 20 : 0) + place * 2 + last;
}

export function strongestFirst(mentions: readonly FoundMention[]): FoundMention[] {
  return mentions
    .map((mention, at) => ({ mention, at }))
    .toSorted((a, b) => strength(a.mention) - strength(b.mention) || a.at - b.at)
    .map(({ mention }) => mention);
}
