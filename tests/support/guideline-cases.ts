import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';

const FOLDER = new URL('../../evals/cases/', import.meta.url);
const KNOWN_FAILING = 'known-failing.yaml';
const SETTINGS = ['inpatient', 'outpatient', 'emergency', 'observation'] as const;
const TYPES = {
  inpatient: 'discharge-summary',
  outpatient: 'office-visit',
  emergency: 'emergency-note',
  observation: 'progress-note',
} as const satisfies Record<(typeof SETTINGS)[number], string>;

const Sections = z.string().regex(/^(?:I\.[ABC]|I{2,3}|IV)(?:\.[A-Z]|\.[a-z]|\.[ivx]+|\.\d+)*$/);
const Document = z.strictObject({ type: z.string(), role: z.string(), text: z.string().min(1) });

/** A note, or several, of an encounter that never was, and what the guideline that it cites makes of it. */
export const GuidelineCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Section of the ICD-10-CM Official Guidelines FY2026: `I.C.9.a.1`. */
  cites: Sections,
  setting: z.enum(SETTINGS),
  /** Some of its codes are in the full official edition only. */
  needs: z.literal('official').optional(),
  sex: z.enum(['female', 'male']).default('female'),
  birthDate: z.string().optional(),
  /** Of the one note, where its setting's usual one is not meant. */
  type: z.string().optional(),
  text: z.string().min(1).optional(),
  documents: z.array(Document).min(1).optional(),
  expect: z.strictObject({
    first: z.string().optional(),
    codes: z.array(z.string()),
    /** Codes that must not be suggested; `L89-` is every code beneath it. */
    not: z.array(z.string()).default([]),
    /** True where nothing else may be suggested. */
    exact: z.literal(true).optional(),
  }),
});
export type GuidelineCase = z.infer<typeof GuidelineCase>;

export type EditionName = 'starter' | 'official';

const KnownFailing = z.strictObject({ id: z.string(), on: z.array(z.enum(['starter', 'official'])).min(1), why: z.string().min(1) });
export type KnownFailing = z.infer<typeof KnownFailing>;

export function guidelineCases(): readonly GuidelineCase[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && name !== KNOWN_FAILING);
  return files.toSorted().flatMap((name) => z.array(GuidelineCase).parse(parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
}

/** Cases that are right and that the coder does not meet yet, with what each waits for. The list may only grow shorter. */
export function knownFailing(): readonly KnownFailing[] {
  return z.array(KnownFailing).parse(parse(readFileSync(new URL(KNOWN_FAILING, FOLDER), 'utf8')) ?? []);
}

export function chartOfCase({ setting, sex, birthDate, type, text, documents }: GuidelineCase): Chart {
  const notes = documents ?? [{ type: type ?? TYPES[setting], role: 'provider', text: text ?? '' }];
  return Chart.parse({
    encounter: { id: 'E-1', setting, start: '2026-03-10', end: '2026-03-14' },
    patient: { id: 'P-1', sex, birthDate: birthDate ?? '1961-04-18' },
    documents: notes.map((note, at) => ({
      id: `D-1-${at + 1}`,
      encounter: 'E-1',
      title: 'Note',
      status: 'final',
      date: `2026-03-${10 + at}`,
      sha256: String(at).padStart(64, '0'),
      ...note,
    })),
    observations: [],
    claims: [],
    version: '0'.repeat(64),
  });
}

export const suggestedCodes = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code);

/** What is wrong with the coder's answer to a case, a line each; none when it is as the guideline says. */
export function faultsOf(one: GuidelineCase, edition: CompiledEdition): string[] {
  const { first, codes, not, exact } = one.expect;
  const got = suggestedCodes(codeChart(chartOfCase(one), edition));
  const forbidden = (code: string): boolean => not.some((no) => (no.endsWith('-') ? code.startsWith(no.slice(0, -1)) : code === no));
  const extra = got.filter((code) => !codes.includes(code) && !forbidden(code));
  return [
    ...codes.filter((code) => !got.includes(code)).map((code) => `misses ${code}`),
    ...got.filter(forbidden).map((code) => `must not have ${code}`),
    ...(exact === true ? extra.map((code) => `has ${code} as well`) : []),
    ...(first !== undefined && got.length > 0 && got[0] !== first ? [`lists ${got[0] ?? 'nothing'} first and not ${first}`] : []),
  ];
}
