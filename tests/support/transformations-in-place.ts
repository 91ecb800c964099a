import type { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { chartOfCase, type GuidelineCase } from './guideline-cases.ts';
import type { Transformation } from './transformations.ts';

type Span = Trace['suggestions'][number]['evidence'][number];

/** A word or two put before a statement, what they do to it, and where they do that. */
const BEFORE: readonly { readonly kind: string; readonly words: string; readonly keeps: boolean; readonly inpatient?: boolean }[] = [
  { kind: 'denied in its place', words: 'No evidence of', keeps: false },
  { kind: 'of a relative in its place', words: 'Mother had', keeps: false },
  { kind: 'uncertain in its place, outpatient', words: 'Rule out', keeps: false, inpatient: false },
  { kind: 'uncertain in its place, outpatient', words: 'Suspected', keeps: false, inpatient: false },
  { kind: 'uncertain in its place, at discharge', words: 'Probable', keeps: true, inpatient: true },
];
const MOST_WORDS = 10;
/** Reported whatever is said before them, coded only when confirmed, or a sentence that says more than one thing. */
const OF_ITS_OWN = /^(?:Z|B20|U07\.1|R(?!65)|J09|A92\.5|T7[46])/;
const SAYS_MORE =
  /[,;:.)(]\s|\b(?:no|not|without|denies|negative|rule[ds]?|suspected|probable|possible|likely|impending|history|family|mother|status|and|with|due|versus|observation|encounter)\b/i;

/** A plain statement of a case with words put before it, and what becomes of the codes that rest on it alone. */
export function inPlace(cases: readonly GuidelineCase[], edition: CompiledEdition): readonly Transformation[] {
  return cases.flatMap((one) => {
    const chart = chartOfCase(one);
    const trace = codeChart(chart, edition);
    const inpatient = one.setting === 'inpatient';
    return trace.suggestions.flatMap(({ code, evidence, mentions }) => {
      const alone = trace.mentions.find(({ id }) => id === mentions[0]);
      const sentence = alone?.sentence;
      if (OF_ITS_OWN.test(code) || mentions.length > 1 || evidence.length !== 1 || sentence === undefined || !isPlain(sentence)) return [];
      return BEFORE.filter((before) => before.inpatient === undefined || before.inpatient === inpatient).map(({ kind, words, keeps }) => ({
        kind,
        says: `${one.id}: ${words} ${sentence.text}`,
        chart: withBefore(chart, sentence, words),
        holds: (codes: readonly string[]) => codes.includes(code) === keeps,
      }));
    });
  });
}

function isPlain({ text }: Span): boolean {
  return text.split(/\s+/).length <= MOST_WORDS && !SAYS_MORE.test(text.replace(/[.;]\s*$/, ''));
}

function withBefore(chart: Chart, { document, start }: Span, words: string): Chart {
  const documents = chart.documents.map((one) =>
    one.id === document ? { ...one, text: `${one.text.slice(0, start)}${words} ${one.text.slice(start)}` } : one,
  );
  return { ...chart, documents };
}
