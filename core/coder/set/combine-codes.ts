import type { Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Combination } from '../../terminology/edition-source.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { isStated, isSymptom } from './drop-symptoms.ts';
import { strongestFirst } from './gather-candidates.ts';
import { areLinked, areUnrelated, hasOtherCause } from './stated-links.ts';
import type { Step } from '../trace.ts';

const MOST_ROUNDS = 8;
/** Kidney disease has two causes at once in these, and heart disease is presumed hypertensive beside any other cause (I.C.9.a, I.C.4.a). */
const OF_TWO_CAUSES = ['I11-I13', 'E08.22', 'E09.22', 'E10.22', 'E11.22', 'E13.22'];

/** Joins conditions that the classification joins, until no rule applies (I.B.9, I.A.15). */
export function combineCodes(candidates: readonly Candidate[], desk: Desk, phase: Episode['phase']): Outcome {
  let kept = [...candidates];
  const steps: Step[] = [];
  const used = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = nextRule(desk.edition.combinations, kept, used);
    if (found === undefined) break;
    const { rule, parts } = found;
    used.add(rule.id);
    const code = desk.edition.resolve(rule.gives, { phase, open: false, healing: 'routine' });
    if (code === undefined) continue;
    const refusal = whyNotJoined(rule, parts);
    if (refusal !== undefined) {
      steps.push({ stage: 'combine', rule: rule.id, says: refusal, cites: rule.cites, code, outcome: 'dropped' });
      continue;
    }
    const joined = join(rule, code, parts, kept, desk);
    const replaced = kept.filter((one) => one.code !== code && inAnyPattern(rule.replaces, one.code));
    for (const { code: part } of replaced) {
      const says = `${part} is part of ${code}.`;
      steps.push({ stage: 'combine', rule: rule.id, says, cites: rule.cites, code: part, other: code, outcome: 'replaced' });
    }
    const says = `${parts.map((part) => part.code).join(' and ')} are reported as ${code}.`;
    steps.push({ stage: 'combine', rule: rule.id, says, cites: rule.cites, code, outcome: 'kept' });
    kept = inPlaceOf(joined, replaced, kept);
  }
  return { kept, steps };
}

interface Found {
  readonly rule: Combination;
  readonly parts: readonly Candidate[];
}

/** The first rule, in their order, that applies and was not used. */
function nextRule(rules: readonly Combination[], kept: readonly Candidate[], used: ReadonlySet<string>): Found | undefined {
  const masks = MASKS.get(rules) ?? rules.map(({ all }) => all.map(maskOf));
  MASKS.set(rules, masks);
  const there = maskOf(kept.map(({ code }) => code));
  const joinable = kept.filter((one) => !isSymptom(one) || isStated(one));
  for (let at = 0; at < rules.length; at += 1) {
    const rule = rules[at];
    if (rule === undefined || !mayHold(masks[at], there) || used.has(rule.id)) continue;
    const parts = partsOf(rule, kept, joinable);
    if (parts !== undefined) return { rule, parts };
  }
  return undefined;
}

/** First letters of some codes as bits, and their categories as bits that several share: where none is common, no code is. */
interface Mask {
  readonly letters: number;
  readonly categories: number;
}

const MASKS = new WeakMap<readonly Combination[], readonly (readonly Mask[])[]>();
const ANY = -1;

function mayHold(parts: readonly Mask[] = [], there: Mask): boolean {
  for (const { letters, categories } of parts) if ((letters & there.letters) === 0 || (categories & there.categories) === 0) return false;
  return true;
}

/** A range of codes has every letter from its first to its last, and any category. */
function maskOf(patterns: readonly string[]): Mask {
  let letters = 0;
  let categories = 0;
  for (const pattern of patterns) {
    const first = pattern.charCodeAt(0) - 65;
    const isRange = pattern.includes('-');
    const last = isRange ? (pattern.split('-')[1] ?? pattern).charCodeAt(0) - 65 : first;
    for (let letter = first; letter <= last; letter += 1) letters |= 1 << letter;
    categories |= isRange || pattern.length < 3 ? ANY : 1 << ((31 * pattern.charCodeAt(1) + 7 * first + pattern.charCodeAt(2)) % 32);
  }
  return { letters, categories };
}

/** The joint code where the first code that it replaces stood; at the end where it replaces none. */
function inPlaceOf(joined: Candidate, replaced: readonly Candidate[], kept: readonly Candidate[]): Candidate[] {
  const rest = kept.filter((one) => one.code !== joined.code);
  const at = rest.findIndex((one) => replaced.includes(one));
  const before = at < 0 ? rest : rest.slice(0, at);
  const after = at < 0 ? [] : rest.slice(at).filter((one) => !replaced.includes(one));
  return [...before, joined, ...after];
}

/** One candidate for each condition of the rule, all different, of those that a rule may join; `undefined` when the rule does not apply. */
function partsOf(rule: Combination, candidates: readonly Candidate[], joinable: readonly Candidate[]): Candidate[] | undefined {
  const parts: Candidate[] = [];
  for (const patterns of rule.all) {
    const named = parts.length === 0 ? undefined : rule.named;
    const part = joinable.find((one) => inAnyPattern(patterns, one.code) && isNamed(one, named) && !parts.includes(one));
    if (part === undefined) return undefined;
    parts.push(part);
  }
  if (candidates.some(({ code }) => inAnyPattern(rule.none, code))) return undefined;
  const given = candidates.some(({ code }) => code === rule.gives);
  const left = candidates.some(({ code }) => code !== rule.gives && inAnyPattern(rule.replaces, code));
  return given && !left ? undefined : parts;
}

/** `Neuropathy` is not the polyneuropathy that shares its code: the index gives each its own joint code. */
function isNamed({ mentions }: Candidate, named: readonly string[] | undefined): boolean {
  return named === undefined || mentions.every(({ entry }) => named.includes(entry.main));
}

function whyNotJoined(rule: Combination, parts: readonly Candidate[]): string | undefined {
  if (areUnrelated(parts)) return 'The note says that the conditions are not related.';
  if (rule.presumed && !inAnyPattern(OF_TWO_CAUSES, rule.gives) && hasOtherCause(parts, rule.replaces))
    return 'The note gives one of the conditions another cause.';
  if (rule.presumed || areLinked(parts)) return undefined;
  return 'The note does not link the conditions, and the index does not presume that they are.';
}

function join(
  rule: Combination,
  code: Icd10Cm,
  parts: readonly Candidate[],
  candidates: readonly Candidate[],
  { edition }: Desk,
): Candidate {
  const before = candidates.filter((one) => one.code === code);
  const sources = [...before, ...parts.filter((part) => part.code !== code)];
  const leads = sources.flatMap(({ mentions }) => mentions.slice(0, 1));
  const mentions = [...new Set([...leads, ...strongestFirst(sources.flatMap((part) => part.mentions))])];
  const status = sources.every((part) => part.status === 'present') ? 'present' : 'possible';
  const says = rule.presumed
    ? 'The index links these conditions; the note does not say that they are unrelated.'
    : 'The note links these conditions.';
  return {
    code,
    mentions,
    status,
    path: [...new Set(sources.map((part) => part.path))].join(' + '),
    guideline: rule.cites,
    checks: [{ rule: rule.id, says, cites: rule.cites }, ...sources.flatMap((part) => part.checks)],
    flags: [...new Set(sources.flatMap((part) => part.flags))],
    refused: [
      ...sources.flatMap((part) => part.refused),
      ...parts
        .filter((part) => part.code !== code && inAnyPattern(rule.replaces, part.code))
        .map((part) => ({
          code: part.code,
          title: edition.code(part.code)?.title ?? '',
          why: `${code} reports it together with ${parts
            .filter((one) => one !== part)
            .map((one) => one.code)
            .join(' and ')}.`,
          rule: rule.id,
        })),
    ],
    conflict: sources.some((part) => part.conflict),
    against: [...new Set(sources.flatMap((part) => part.against))],
    parts: [...new Set(sources.flatMap((part) => (part.parts.length > 0 ? part.parts : [part.code])))],
  };
}
