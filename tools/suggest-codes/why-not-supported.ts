import { categoryOf, type Icd10Cm } from '#core/codes.ts';
import type { Span, Trace } from '#core/coder/trace.ts';
import { familyCode } from '#core/coder/conditions/family-codes.ts';
import { historyCode } from '#core/coder/conditions/history-codes.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { asSentence } from '../evidence/sentence.ts';

/** Why a code on a claim is not supported: what kind of fault, in a sentence, with the words of the chart where there are any. */
export interface Unsupported {
  readonly kind:
    | 'not-in-edition'
    | 'not-billable'
    | 'denied'
    | 'family'
    | 'uncertain'
    | 'past'
    | 'excluded'
    | 'other-code'
    | 'dropped'
    | 'silent';
  readonly says: string;
  readonly cites?: string;
  /** A suggested code of the same condition. */
  readonly instead?: string;
  readonly span?: Span;
}

const KINDS: readonly (readonly [rule: RegExp, kind: Unsupported['kind']])[] = [
  [/^assert\.negated|^conflict\.later-denied/, 'denied'],
  [/family/, 'family'],
  [/^uncertain\./, 'uncertain'],
  [/^assert\.historical|^section\.past-history/, 'past'],
  [/^check\.excludes1/, 'excluded'],
  [/^reconcile\.more-specific|^combine\./, 'other-code'],
];

/**
 * Held against the trace in the order in which a reviewer asks: is it a code at all, did the coder see and drop it, does the chart
 * support another of its category, or does the chart not speak of it.
 */
export function whyNotSupported(code: Icd10Cm, trace: Trace, edition: CompiledEdition): Unsupported {
  const entry = edition.code(code);
  if (entry === undefined) return { kind: 'not-in-edition', says: `${edition.head.name} does not have this code.` };
  if (!entry.billable) return { kind: 'not-billable', says: 'It is a heading: more characters are needed.' };
  return (
    dropped(code, trace) ??
    abstained(code, trace) ??
    readOtherwise(code, trace, edition) ??
    ofItsCategory(code, trace) ?? { kind: 'silent', says: 'The chart does not speak of it.' }
  );
}

/** Words for the condition that were read as a relative's, or as its history. */
function readOtherwise(code: Icd10Cm, { mentions, suggestions }: Trace, edition: CompiledEdition): Unsupported | undefined {
  const readings = [
    { kind: 'family', status: 'family', as: familyCode(code, edition), says: 'It is said of a relative.', cites: 'I.C.21.c.4' },
    { kind: 'past', status: 'historical', as: historyCode(code, edition), says: 'It is said of the past.', cites: 'IV.J' },
  ] as const;
  for (const { kind, status, as, says, cites } of readings) {
    const found = mentions.find((one) => as !== undefined && one.code === as && one.assertion.status === status);
    if (found === undefined) continue;
    const instead = suggestions.find((one) => one.code === as)?.code;
    return { kind, says, cites, span: found.sentence, ...(instead !== undefined && { instead }) };
  }
  return undefined;
}

function dropped(code: Icd10Cm, { steps, mentions, suggestions }: Trace): Unsupported | undefined {
  const step = steps.findLast((one) => one.code === code && one.mention === undefined && ['dropped', 'replaced'].includes(one.outcome));
  if (step === undefined) return undefined;
  const { rule, says, cites, other } = step;
  const instead = suggestions.some((one) => one.code === other) ? other : undefined;
  const span = mentions.find((one) => one.code === code)?.span;
  return { kind: kindOf(rule), says: asSentence(says), ...(cites && { cites }), ...(instead && { instead }), ...(span && { span }) };
}

function abstained(code: Icd10Cm, { abstentions, mentions, steps }: Trace): Unsupported | undefined {
  const found = abstentions.find((one) => one.code === code);
  if (found === undefined) return undefined;
  const span = mentions.find(({ id }) => id === found.mention)?.span;
  const cites = steps.find((one) => one.mention === found.mention && one.rule === found.rule)?.cites;
  return { kind: kindOf(found.rule), says: asSentence(found.why), ...(cites && { cites }), ...(span && { span }) };
}

function ofItsCategory(code: Icd10Cm, { suggestions }: Trace): Unsupported | undefined {
  const near = suggestions.filter((one) => categoryOf(one.code) === categoryOf(code));
  const told = near.find(({ alternatives }) => alternatives.some((one) => one.code === code)) ?? near[0];
  if (told === undefined) return undefined;
  const why = told.alternatives.find((one) => one.code === code)?.why;
  const says = `The chart supports ${told.code} and not this code.${why === undefined ? '' : ` ${why}`}`;
  const [span] = told.evidence;
  return { kind: 'other-code', says, instead: told.code, ...(span && { span }) };
}

function kindOf(rule: string): Unsupported['kind'] {
  return KINDS.find(([pattern]) => pattern.test(rule))?.[1] ?? 'dropped';
}
