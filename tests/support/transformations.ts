import { Chart, type ChartDocument } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { aChart } from './a-chart.ts';
import { diceOf, drawn, type Dice } from './dice.ts';
import { chartOfCase, suggestedCodes, type GuidelineCase } from './guideline-cases.ts';
import { CONDITIONS, SIDED, SYMPTOMS_STATED, type StatedCondition } from './stated-conditions.ts';

/** One change of a chart, and what the guideline says that the codes do. */
export interface Transformation {
  /** `negated`, `family`, `uncertain, outpatient` … */
  readonly kind: string;
  readonly chart: Chart;
  /** The sentence or paragraph that was put in, or the case that was changed. */
  readonly says: string;
  readonly holds: (codes: readonly string[]) => boolean;
}

const NEGATED = [
  (x: string) => `No evidence of ${x}.`,
  (x: string) => `Negative for ${x}.`,
  (x: string) => `There is no ${x}.`,
  (x: string) => `Workup showed no evidence of ${x}.`,
];
const FAMILY = [
  (x: string) => `Mother had ${x}.`,
  (x: string) => `Her father has ${x}.`,
  (x: string) => `Family history of ${x}.`,
  (x: string) => `Sister was diagnosed with ${x}.`,
];
const UNCERTAIN = [
  (x: string) => `Rule out ${x}.`,
  (x: string) => `Probable ${x}.`,
  (x: string) => `Suspected ${x}.`,
  (x: string) => `Possible ${x}.`,
  (x: string) => `Likely ${x}.`,
];
const AT_DISCHARGE = [...UNCERTAIN.slice(1), (x: string) => `${capital(x)}, still to be ruled out.`, (x: string) => `Rule out ${x}.`];
const PAST = [(x: string) => `History of ${x}.`, (x: string) => `Past history of ${x}.`, (x: string) => `H/o ${x}.`];
const AROUND = ['Tolerating diet.', 'Plan reviewed with the patient.', 'Return in two weeks.', 'Seen with the resident.'];
const MONEY = [
  'Copay $25 collected.',
  'Charges this visit: $1,240.00.',
  'Estimated payment 8,912.33 USD, weight 1.42.',
  'Balance due: $0.00.',
];
/** Words beside which a side is part of a name, or a code's side follows from dominance. */
const NOT_A_SIDE = /heart|ventric|bundle|dominan|hemi|handed|lobe|\b[LR]\b|quadrant/i;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const hasNone = (code: string) => (codes: readonly string[]) => !codes.includes(code);

function note(line: string, setting: 'inpatient' | 'outpatient', dice: Dice): Chart {
  const heading = setting === 'inpatient' ? 'DISCHARGE DIAGNOSES' : 'ASSESSMENT';
  const around = AROUND[dice(AROUND.length)] ?? '';
  return aChart(setting, [`${heading}:\n${line}\n\nPLAN:\n${around}`], { sex: line.includes('prostate') ? 'male' : 'female' });
}

/** What is said of one condition, by itself: denied, of a relative, uncertain, of the past. */
export function statements(seed: number): readonly Transformation[] {
  const dice = diceOf(seed);
  const make = (
    kind: string,
    { code }: StatedCondition,
    says: string,
    holds = hasNone(code),
    setting: 'inpatient' | 'outpatient' = 'outpatient',
  ) => ({
    kind,
    says,
    holds,
    chart: note(says, setting, dice),
  });
  const each = (from: readonly ((x: string) => string)[], { words }: StatedCondition) => drawn(from, 3, dice).map((say) => say(words));
  const anyOf = [...CONDITIONS, ...SYMPTOMS_STATED];
  return [
    ...anyOf.flatMap((one) => each(NEGATED, one).map((says) => make('negated', one, says))),
    ...CONDITIONS.flatMap((one) => each(FAMILY, one).map((says) => make('of a relative', one, says))),
    ...CONDITIONS.flatMap((one) => each(UNCERTAIN, one).map((says) => make('uncertain, outpatient', one, says))),
    ...CONDITIONS.flatMap((one) =>
      each(AT_DISCHARGE, one).map((says) =>
        make('uncertain, inpatient discharge', one, says, (codes) => codes.includes(one.code), 'inpatient'),
      ),
    ),
    ...anyOf.flatMap((one) => each(PAST, one).map((says) => make('of the past', one, says, pastOf(one)))),
  ];
}

function pastOf({ code, past }: StatedCondition): Transformation['holds'] {
  if (past === 'ends') return hasNone(code);
  return past === 'lasts' ? (codes) => codes.includes(code) : (codes) => codes.includes(past) && !codes.includes(code);
}

/** Left for right and right for left, in the words and in the codes that they lead to. */
export function sides(cases: readonly GuidelineCase[], edition: CompiledEdition): readonly Transformation[] {
  const mirrored = (code: string): string => {
    const title = mirror(edition.code(code)?.title ?? '');
    return edition.under(code.slice(0, 3)).find((one) => one.title === title)?.code ?? code;
  };
  const stated = SIDED.map((line) => note(capital(line), 'outpatient', () => 0));
  const charts = [...stated, ...cases.map(chartOfCase)].filter(({ documents }) => {
    const text = documents.map((one) => one.text).join('\n');
    return mirror(text) !== text && !NOT_A_SIDE.test(text);
  });
  return charts.map((chart) => {
    const wanted = codesOf(chart, edition).map(mirrored).toSorted();
    const documents = chart.documents.map((one) => ({ ...one, text: mirror(one.text) }));
    const says = documents[0]?.text ?? '';
    return { kind: 'left for right', says, chart: { ...chart, documents }, holds: (codes) => String(codes.toSorted()) === String(wanted) };
  });
}

/** `Left` for `right`, in any case. */
export function mirror(text: string): string {
  return text.replaceAll(/\b(left|right)\b/gi, (side) => {
    const other = side.toLowerCase() === 'left' ? 'right' : 'left';
    return side === side.toUpperCase() ? other.toUpperCase() : /^[A-Z]/.test(side) ? capital(other) : other;
  });
}

/** What must not change the codes of a chart: a condition that is denied, a paragraph said twice, money, and the claims on file. */
export function bystanders(cases: readonly GuidelineCase[], edition: CompiledEdition, seed: number): readonly Transformation[] {
  const dice = diceOf(seed);
  return cases.flatMap((one) => {
    const chart = chartOfCase(one);
    const before = codesOf(chart, edition).toSorted();
    const same = (codes: readonly string[]): boolean => String(codes.toSorted()) === String(before);
    const made = (kind: string, says: string, changed: Chart): Transformation => ({
      kind,
      says: `${one.id}: ${says}`,
      chart: changed,
      holds: same,
    });
    const twin = drawn(SYMPTOMS_STATED, SYMPTOMS_STATED.length, dice).find(({ words }) => !saysAny(chart, words));
    const denied = `Denies ${twin?.words}.`;
    const [first, ...rest] = chart.documents;
    const [few, many] = drawn(MONEY, 2, dice);
    return first === undefined || twin === undefined
      ? []
      : [
          made('a negated twin', denied, { ...chart, documents: [extended(first, `\n\nROS:\n${denied}`), ...rest] }),
          made('a paragraph copied forward', first.text, { ...chart, documents: [...chart.documents, copied(first)] }),
          made('money in the note', `${few} ${many}`, { ...chart, documents: [extended(first, `\n\nBilling:\n${few} ${many}`), ...rest] }),
          made('claims on file', 'another payer and other codes', withClaims(chart, dice)),
        ];
  });
}

function codesOf(chart: Chart, edition: CompiledEdition): string[] {
  return suggestedCodes(codeChart(chart, edition));
}

function saysAny({ documents }: Chart, words: string): boolean {
  return documents.some(({ text }) => words.split(' ').some((word) => text.toLowerCase().includes(word)));
}

function extended(document: ChartDocument, more: string): ChartDocument {
  return { ...document, text: `${document.text.trimEnd()}${more}` };
}

/** The same text as a progress note of the day before, as when a note is begun from the last one. */
function copied(document: ChartDocument): ChartDocument {
  return Chart.shape.documents.element.parse({ ...document, id: 'D-1-99', date: '2026-03-09', sha256: '9'.repeat(64) });
}

function withClaims(chart: Chart, dice: Dice): Chart {
  const payer = ['Alder Health', 'Birch Mutual', 'self pay'][dice(3)];
  return Chart.parse({ ...chart, claims: [{ id: `C-${dice(900)}`, payer, diagnoses: ['I50.23', 'E11.9'], procedures: ['99215'] }] });
}
