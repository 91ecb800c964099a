import type { Chart } from '#core/chart/chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import { CodePayload } from '#guardrails/effects/payloads.ts';
import { ProposalDraft } from '#guardrails/proposal.ts';
import type { Dice } from './dice.ts';

/** A proposal as it was drafted, with what it rests on. */
export interface Genuine {
  readonly draft: ProposalDraft;
  readonly chart: Chart;
  readonly trace: Trace;
}

type Place = CodePayload['evidence'][number];
type Quote = Extract<ProposalDraft['preview'][number], { kind: 'quote' }>;
type Maker = (genuine: Genuine, all: readonly Genuine[], dice: Dice) => ProposalDraft | undefined;

const one = <T>(from: readonly T[], dice: Dice): T | undefined => from[dice(Math.max(from.length, 1))];

/** By kind; `undefined` where a proposal has nothing that could be changed so. */
const MAKERS: Readonly<Record<string, Maker>> = {
  'begins a character early': (it, _all, dice) => moved(it, dice, ({ start, ...rest }) => ({ ...rest, start: start - 1 })),
  'begins a character late': (it, _all, dice) => moved(it, dice, ({ start, ...rest }) => ({ ...rest, start: start + 1 })),
  'ends a character early': (it, _all, dice) => moved(it, dice, ({ end, ...rest }) => ({ ...rest, end: end - 1 })),
  'ends a character late': (it, _all, dice) => moved(it, dice, ({ end, ...rest }) => ({ ...rest, end: end + 1 })),
  'past the end of the note': (it, _all, dice) => moved(it, dice, ({ start, ...rest }) => ({ ...rest, start, end: start + 1_000_000 })),
  'another note of the chart': (it, _all, dice) => {
    const other = one(it.chart.documents, dice);
    return other && moved(it, dice, (place) => ({ ...place, document: other.id }));
  },
  'a note of another encounter': (it, all, dice) => {
    const far = one(all, dice);
    const span = far?.trace.suggestions[0]?.evidence[0];
    if (far === undefined || span === undefined || far.chart.encounter.id === it.chart.encounter.id) return undefined;
    return moved(it, dice, () => ({ document: span.document, start: span.start, end: span.end }));
  },
  'words that deny': (it, _all, dice) => atMention(it, dice, ['negated']),
  'words about a relative': (it, _all, dice) => atMention(it, dice, ['family']),
  'words of a doubt, a plan or the past': (it, _all, dice) => atMention(it, dice, ['possible', 'hypothetical', 'planned', 'historical']),
  'the same words elsewhere, as in a template': (it, _all, dice) =>
    moved(it, dice, ({ document, start, end }) => {
      const words = textOf(it.chart, document).slice(start, end);
      for (const { id, text } of it.chart.documents) {
        for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
          if (id !== document || at !== start) return { document: id, start: at, end: at + words.length };
      }
      return undefined;
    }),
  'the evidence of another code': (it, _all, dice) => {
    const span = one(
      it.trace.suggestions.filter(({ code }) => code !== it.draft.subject),
      dice,
    )?.evidence[0];
    return span && moved(it, dice, () => ({ document: span.document, start: span.start, end: span.end }));
  },
  'the trace of another encounter': (it, all, dice) => {
    const far = one(all, dice);
    if (far === undefined || far.chart.encounter.id === it.chart.encounter.id) return undefined;
    return ProposalDraft.parse({ ...it.draft, trace: far.draft.trace });
  },
  'no trace': ({ draft: { trace: _trace, ...rest } }) => ProposalDraft.parse(rest),
  [NOT_VERBATIM('a letter changed')]: (it, _all, dice) =>
    reworded(it, dice, (text) => `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`),
  [NOT_VERBATIM('in capitals')]: (it, _all, dice) => reworded(it, dice, (text) => text.toUpperCase()),
  [NOT_VERBATIM('a word left out')]: (it, _all, dice) => reworded(it, dice, (text) => text.replace(/\s\S+$/, '')),
  [NOT_VERBATIM('a word put in')]: (it, _all, dice) => reworded(it, dice, (text) => `severe ${text}`),
};
export const MUTATIONS = Object.keys(MAKERS);

function NOT_VERBATIM(how: string): string {
  return `not found verbatim: ${how}`;
}

export interface Mutated {
  readonly kind: string;
  readonly draft: ProposalDraft;
}

/** So many, of every kind in turn, none of them what the coder found itself; the same for the same dice. */
export function mutatedDrafts(genuine: readonly Genuine[], count: number, dice: Dice): readonly Mutated[] {
  const made: Mutated[] = [];
  for (let turn = 0; made.length < count && turn < count * 40; turn += 1) {
    const kind = MUTATIONS[turn % MUTATIONS.length] ?? '';
    const it = one(genuine, dice);
    const draft = it === undefined ? undefined : MAKERS[kind]?.(it, genuine, dice);
    if (it !== undefined && draft !== undefined && !isSound(draft, it)) made.push({ kind, draft });
  }
  return made;
}

/** Whether a change led back to evidence that the coder gives. */
function isSound(draft: ProposalDraft, { trace, draft: { trace: own, preview } }: Genuine): boolean {
  const support = trace.suggestions.find(({ code }) => code === draft.subject)?.evidence ?? [];
  const { evidence } = CodePayload.loose().parse(draft.payload);
  const known = evidence.every((place) =>
    support.some((span) => span.document === place.document && span.start === place.start && span.end === place.end),
  );
  return known && draft.trace === own && JSON.stringify(draft.preview) === JSON.stringify(preview);
}

function moved(
  { draft }: Genuine,
  dice: Dice,
  to: (place: Place) => { document: string; start: number; end: number } | undefined,
): ProposalDraft | undefined {
  const payload = CodePayload.loose().parse(draft.payload);
  const at = dice(Math.max(payload.evidence.length, 1));
  const place = payload.evidence[at];
  const next = place && to(place);
  if (next === undefined || next.start < 0 || next.end <= 0) return undefined;
  return ProposalDraft.parse({ ...draft, payload: { ...payload, evidence: payload.evidence.with(at, next as Place) } });
}

function atMention(it: Genuine, dice: Dice, statuses: readonly string[]): ProposalDraft | undefined {
  const mention = one(
    it.trace.mentions.filter(({ assertion }) => statuses.includes(assertion.status)),
    dice,
  );
  return mention && moved(it, dice, () => ({ document: mention.span.document, start: mention.span.start, end: mention.span.end }));
}

function reworded({ draft }: Genuine, dice: Dice, to: (text: string) => string): ProposalDraft | undefined {
  const quotes = draft.preview.filter((block): block is Quote => block.kind === 'quote');
  const quote = one(quotes, dice);
  if (quote === undefined || to(quote.text) === quote.text) return undefined;
  const preview = draft.preview.map((block) => (block === quote ? { ...quote, text: to(quote.text) } : block));
  return ProposalDraft.parse({ ...draft, preview });
}

function textOf({ documents }: Chart, document: string): string {
  return documents.find(({ id }) => id === document)?.text ?? '';
}
