import type { Icd10Cm } from '../codes.ts';
import { categoryOf } from '../codes.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { CompiledEdition, Reach } from '../terminology/compiled-edition.ts';
import type { CodeEntry } from '../terminology/edition.ts';
import type { CodeExplanation, Mention, Step, Suggestion, Trace } from './trace.ts';

const MOST_NEIGHBOURS = 12;
const MOST_INSTEAD = 6;

/** Why a code is, or is not, among the suggestions of a trace: a pure reading of the trace and its edition. */
export function explainCode(trace: Trace, edition: CompiledEdition, code: Icd10Cm): CodeExplanation {
  const entry = edition.code(code);
  const { codingDate } = trace.input;
  if (entry === undefined || codingDate < edition.head.from || codingDate > edition.head.to) {
    return notInEdition(edition, code, codingDate);
  }
  if (!entry.billable) return notBillable(edition, entry, trace);
  const suggestion = trace.suggestions.find((one) => one.code === code);
  if (suggestion !== undefined) {
    const words = suggestion.evidence.length === 1 ? 'one passage supports it' : `${suggestion.evidence.length} passages support it`;
    return {
      ...bare(entry),
      verdict: 'suggested',
      says: `${code} was suggested: ${words}, by ${suggestion.path}.${contested(suggestion)}`,
      suggestion,
      neighbours: suggestion.alternatives.map((one) => ({ code: one.code, title: one.title })),
    };
  }
  const fell = fallOf(trace, code);
  return fell === undefined ? neverSaid(trace, edition, entry) : dropped(trace, edition, entry, fell);
}

function contested({ against }: Suggestion): string {
  const deniers = [...new Set(against.map(({ document }) => document))];
  if (deniers.length === 0) return '';
  return ` It is contested: ${deniers.join(' and ')} ${deniers.length === 1 ? 'denies' : 'deny'} it, as is quoted; ask the attending provider.`;
}

function bare({ code, title }: CodeEntry): Pick<CodeExplanation, 'code' | 'title' | 'needed' | 'instead' | 'neighbours'> {
  return { code, title, needed: [], instead: [], neighbours: [] };
}

function notInEdition({ head, under, code: find }: CompiledEdition, code: Icd10Cm, date: string): CodeExplanation {
  const inForce = date >= head.from && date <= head.to;
  const header = nearestHeader(code, find);
  const says = inForce
    ? `${code} is not a code of ${head.name}${head.starter ? ', which is a starter edition and holds everyday codes only' : ''}.`
    : `${head.name} is in force from ${head.from} to ${head.to}, and this encounter is coded by ${date}.`;
  return {
    code,
    verdict: 'not-in-edition',
    says,
    needed: [],
    instead: [],
    neighbours: header === undefined || !inForce ? [] : briefly(under(header)),
  };
}

function nearestHeader(code: string, find: CompiledEdition['code']): string | undefined {
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const shorter = code.slice(0, length);
    if (find(shorter)?.billable === false) return shorter;
  }
  return undefined;
}

function briefly(entries: readonly CodeEntry[]): CodeExplanation['neighbours'] {
  return entries.slice(0, MOST_NEIGHBOURS).map(({ code, title }) => ({ code, title }));
}

function notBillable(edition: CompiledEdition, entry: CodeEntry, trace: Trace): CodeExplanation {
  const beneath = edition.under(entry.code);
  const chosen = trace.suggestions.filter((one) => beneath.some(({ code }) => code === one.code)).map(({ code }) => code);
  const instead = chosen.length === 0 ? '' : ` ${chosen.join(', ')} beneath it was suggested.`;
  return {
    ...bare(entry),
    verdict: 'not-billable',
    says: `${entry.code} is a header and cannot be reported; choose one of the ${beneath.length} codes beneath it.${instead}`,
    neighbours: briefly(beneath),
  };
}

/** A step over the set of codes, as against one over a single mention. */
function isOverSet({ stage, mention }: Step): boolean {
  return stage === 'combine' || stage === 'reconcile' || (stage === 'check' && mention === undefined);
}

/** Where a code fell out: over the set when a mention had carried it that far, else at its most telling mention. */
function fallOf({ steps }: Trace, code: string): Step | undefined {
  const about = steps.filter((step) => step.code === code && (step.outcome === 'dropped' || step.outcome === 'replaced'));
  return about.find(isOverSet) ?? about.find(({ stage }) => stage === 'assert') ?? about[0];
}

function dropped(trace: Trace, edition: CompiledEdition, entry: CodeEntry, step: Step): CodeExplanation {
  const other = step.other === undefined ? undefined : edition.code(step.other);
  return {
    ...bare(entry),
    verdict: 'dropped',
    says: `${entry.code} was considered and not suggested. ${step.says}${step.cites === undefined ? '' : ` (${step.cites})`}`,
    fellOutAt: step,
    instead: quotes(trace.mentions.filter((mention) => mention.code === entry.code)),
    neighbours: other === undefined ? suggestedNear(trace, entry.code) : briefly([other]),
  };
}

function neverSaid(trace: Trace, edition: CompiledEdition, entry: CodeEntry): CodeExplanation {
  const ways = edition.reach(entry.code);
  const near = trace.mentions.filter((mention) => isNear(mention, entry.code, ways));
  const denied = near.filter(({ term, assertion }) => assertion.status === 'negated' && ways.some((way) => way.entry.main === term));
  const said = near.filter((mention) => !denied.includes(mention));
  const { needed, how } = needsOf(ways, said, partsNeeded(edition, entry.code, trace)) ?? { needed: [entry.title], how: '' };
  return {
    ...bare(entry),
    verdict: 'not-supported',
    says: `No statement in the chart supports ${entry.code}. ${how}${insteadOf(denied, said)}`,
    needed,
    instead: quotes([...denied, ...said]),
    neighbours: suggestedNear(trace, entry.code),
  };
}

interface Needs {
  readonly needed: string[];
  /** How the classification leads to the code: a sentence with a space behind it. */
  readonly how: string;
}

/** What the classification asks for and the chart does not say; `undefined` where no way leads to the code. */
function needsOf(ways: readonly Reach[], said: readonly Mention[], parts: string[] | undefined): Needs | undefined {
  const words = neededWords(ways, said);
  const [first, ...rest] = words ?? [];
  if (words !== undefined && ways.some(({ entry }) => entry.main === first)) {
    const under = rest.length === 0 ? '' : ` with ${quoted(rest)}`;
    return { needed: words, how: `The index gives it under ${quoted([first ?? ''])}${under}. ` };
  }
  if (words !== undefined) return { needed: words, how: `The index gives it only where the note says ${quoted(words)}. ` };
  if (parts === undefined) return undefined;
  return { needed: parts, how: parts.length === 0 ? '' : `It reports ${quoted(parts)} as well. ` };
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' and ');
}

function insteadOf(denied: readonly Mention[], said: readonly Mention[]): string {
  const [first] = denied;
  if (first !== undefined) return `${first.span.document} denies it, as is quoted.`;
  return said.length === 0 ? 'Nothing in the chart names this condition.' : 'What the chart says instead is quoted.';
}

/** A mention of the same term of the index, or of the same category. */
function isNear(mention: Mention, code: Icd10Cm, ways: readonly Reach[]): boolean {
  if (mention.code !== undefined && categoryOf(mention.code) === categoryOf(code)) return true;
  return ways.some(({ entry }) => entry.main === mention.term);
}

/** The words that the nearest way through the index still lacks, when what was said of the term or of a narrower one counts. */
function neededWords(ways: readonly Reach[], near: readonly Mention[]): string[] | undefined {
  const options = ways.map(({ entry, names }) => {
    const said = near
      .filter(({ term }) => term === entry.main || term.startsWith(`${entry.main}, `))
      .map(({ modifiers, path }) => new Set([...modifiers.map(({ name }) => name), ...path.split(' > ')]));
    const least = said
      .map((present) => names.filter((name) => !present.has(name)))
      .reduce<readonly string[] | undefined>(
        (best, missing) => (best === undefined || missing.length < best.length ? missing : best),
        undefined,
      );
    return least === undefined || least.length === 0 ? [entry.main, ...names] : [...least];
  });
  const shortest = options.reduce<string[] | undefined>(
    (best, one) => (best === undefined || one.length < best.length ? one : best),
    undefined,
  );
  return shortest;
}

/** What a combination code still lacks: a condition for each part that no suggestion fills. */
function partsNeeded(edition: CompiledEdition, code: Icd10Cm, { suggestions }: Trace): string[] | undefined {
  const rule = edition.combinations.find(({ gives }) => gives === code);
  if (rule === undefined) return undefined;
  const lacking = rule.all.filter((patterns) => !suggestions.some((one) => inAnyPattern(patterns, one.code)));
  return lacking.map((patterns) => edition.code(patterns[0] ?? '')?.title ?? patterns.join(', '));
}

function suggestedNear({ suggestions }: Trace, code: Icd10Cm): CodeExplanation['neighbours'] {
  return suggestions.filter((one) => categoryOf(one.code) === categoryOf(code)).map((one) => ({ code: one.code, title: one.title }));
}

/** The words of each mention with its modifiers, verbatim, the same words in one place once. */
function quotes(mentions: readonly Mention[]): CodeExplanation['instead'] {
  return mentions.slice(0, MOST_INSTEAD).map(({ span, sentence, modifiers, assertion }) => {
    const start = Math.min(span.start, ...modifiers.map((modifier) => modifier.span.start));
    const end = Math.max(span.end, ...modifiers.map((modifier) => modifier.span.end));
    const text = sentence.text.slice(start - sentence.start, end - sentence.start);
    return {
      span: { ...span, start, end, text },
      assertion: assertion.status,
      ...(assertion.cue === undefined ? {} : { cue: assertion.cue }),
    };
  });
}
