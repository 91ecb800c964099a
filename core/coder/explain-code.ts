import type { Icd10Cm } from '../codes.ts';
import { categoryOf } from '../codes.ts';
import type { CompiledEdition, Reach } from '../terminology/compiled-edition.ts';
import type { CodeEntry } from '../terminology/edition.ts';
import type { CodeBook } from '../terminology/lookup/code-book.ts';
import { needsOf } from './needed-words.ts';
import type { CodeExplanation, Mention, Step, Suggestion, Trace } from './trace.ts';

const MOST_NEIGHBOURS = 12;
const MOST_INSTEAD = 6;

/** What is known beyond a trace and its compiled edition. Without it an explanation is shorter, and never another. */
export interface Wider {
  /** The same edition to look things up in: the official lines, terms and seventh characters that lead to a code. */
  readonly book?: CodeBook;
  /** In which other editions a code is that this one does not have: `It is in icd10cm-2025, valid until 2025-09-30.` */
  readonly elsewhere?: string;
}

/** Why a code is, or is not, among the suggestions of a trace: a pure reading of the trace and its edition. */
export function explainCode(trace: Trace, edition: CompiledEdition, code: Icd10Cm, wider: Wider = {}): CodeExplanation {
  const entry = edition.code(code);
  const { codingDate } = trace.input;
  if (entry === undefined || codingDate < edition.head.from || codingDate > edition.head.to) {
    return notInEdition(edition, code, codingDate, wider);
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
  return fell === undefined ? neverSaid(trace, edition, entry, wider) : dropped(trace, edition, entry, fell);
}

function contested({ against }: Suggestion): string {
  const deniers = [...new Set(against.map(({ document }) => document))];
  if (deniers.length === 0) return '';
  return ` It is contested: ${deniers.join(' and ')} ${deniers.length === 1 ? 'denies' : 'deny'} it, as is quoted; ask the attending provider.`;
}

function bare({ code, title }: CodeEntry): Pick<CodeExplanation, 'code' | 'title' | 'needed' | 'instead' | 'neighbours'> {
  return { code, title, needed: [], instead: [], neighbours: [] };
}

function notInEdition(edition: CompiledEdition, code: Icd10Cm, date: string, { elsewhere = '' }: Wider): CodeExplanation {
  const { head, under, code: find } = edition;
  const inForce = date >= head.from && date <= head.to;
  const header = nearestHeader(code, find);
  const whole = wholeCode(code, find);
  const says = inForce
    ? [
        `${code} is not a code of ${head.name}${head.starter ? ', which is a starter edition and holds everyday codes only' : ''}.`,
        ...(whole === undefined ? [] : [`${whole} is whole and takes no more characters.`]),
        ...(elsewhere === '' ? [] : [elsewhere]),
      ].join(' ')
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

/** A billable code to which characters were added. */
function wholeCode(code: string, find: CompiledEdition['code']): string | undefined {
  const lengths = Array.from({ length: Math.max(0, code.length - 3) }, (_, at) => code.length - 1 - at);
  return lengths.map((length) => code.slice(0, length)).find((shorter) => find(shorter)?.billable === true);
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

function neverSaid(trace: Trace, edition: CompiledEdition, entry: CodeEntry, { book }: Wider): CodeExplanation {
  const ways = edition.reach(entry.code);
  const near = trace.mentions.filter((mention) => isNear(mention, entry.code, ways));
  const denied = near.filter(({ term, assertion }) => assertion.status === 'negated' && ways.some((way) => way.entry.main === term));
  const said = near.filter((mention) => !denied.includes(mention));
  const { needed, how } = needsOf({ entry, edition, trace, ways, said, book });
  return {
    ...bare(entry),
    verdict: 'not-supported',
    says: `No statement in the chart supports ${entry.code}. ${how}${insteadOf(denied, said)}`,
    needed,
    instead: quotes([...denied, ...said]),
    neighbours: suggestedNear(trace, entry.code),
  };
}

function insteadOf(denied: readonly Mention[], said: readonly Mention[]): string {
  const [first] = denied;
  if (first !== undefined) return `${first.span.document} denies it, as is quoted.`;
  return said.length === 0 ? 'No words of the chart were read as this condition.' : 'What the chart says instead is quoted.';
}

/** A mention of the same term of the index, or of the same category. */
function isNear(mention: Mention, code: Icd10Cm, ways: readonly Reach[]): boolean {
  if (mention.code !== undefined && categoryOf(mention.code) === categoryOf(code)) return true;
  return ways.some(({ entry }) => entry.main === mention.term);
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
