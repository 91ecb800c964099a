import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Chart } from '#core/chart/chart.ts';
import type { Icd10Cm } from '#core/codes.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import { explainCode } from '#core/coder/explain-code.ts';
import type { Trace } from '#core/coder/trace.ts';
import { demoCharts, starterEdition, starterSource } from './support/starter.ts';

const Listed = z.array(z.looseObject({ code: z.string() })).default([]);
const Expected = z.object({
  encounters: z.record(z.string(), z.object({ report: Listed, acceptable: Listed, contested: Listed, never: Listed })),
});
type Expected = z.infer<typeof Expected>['encounters'][string];

/**
 * Codes that must not be suggested and still are, each with what it waits for. The list may only grow shorter.
 */
const OPEN_FAULTS: Readonly<Record<string, string>> = {};

const PRECISION_FLOOR = 0.98;
const RECALL_FLOOR = 0.97;
const FIRST_FLOOR = 17;

function expectedCodes(): [string, Expected][] {
  return ['inpatient', 'outpatient'].flatMap((part) => {
    const file = new URL(`../demo/expected-${part}.yaml`, import.meta.url);
    return Object.entries(Expected.parse(parse(readFileSync(file, 'utf8'))).encounters);
  });
}

const codesIn = (listed: z.infer<typeof Listed>): string[] => listed.map(({ code }) => code);

describe('the demo hospital, coded with the starter edition', () => {
  const expected = expectedCodes();
  let charts: ReadonlyMap<string, Chart>;
  const traces = new Map<string, Trace>();

  beforeAll(async () => {
    charts = await demoCharts();
    for (const [id] of expected) {
      const chart = charts.get(id);
      if (chart !== undefined) traces.set(id, codeChart(chart, starterEdition()));
    }
  });

  const suggested = (id: string): string[] => traces.get(id)?.suggestions.map(({ code }) => code) ?? [];

  test('has a chart for every encounter that a coder has judged', () => {
    expect(expected.map(([id]) => id).filter((id) => !traces.has(id))).toEqual([]);
    expect(expected.length).toBeGreaterThanOrEqual(14);
  });

  test.each(expected)('suggests on %s nothing that must not be suggested', (id, { never }) => {
    const wrong = codesIn(never).filter((code) => suggested(id).includes(code));

    expect(wrong.filter((code) => OPEN_FAULTS[`${id} ${code}`] === undefined)).toEqual([]);
  });

  test.each(expected)('quotes the words of %s exactly', (id) => {
    const documents = new Map<string, string>(charts.get(id)?.documents.map((document) => [document.id, document.text]));
    const spans = traces.get(id)?.suggestions.flatMap(({ evidence }) => evidence) ?? [];

    expect(spans.length).toBeGreaterThan(0);
    for (const { document, start, end, text } of spans) expect(documents.get(document)?.slice(start, end)).toBe(text);
  });

  test('finds most of what a careful coder reports, and little else', () => {
    let right = 0;
    let missed = 0;
    let extra = 0;
    let first = 0;
    for (const [id, { report, acceptable, contested }] of expected) {
      const wanted = codesIn(report);
      const allowed = new Set([...wanted, ...codesIn(acceptable), ...codesIn(contested)]);
      const found = suggested(id);
      right += wanted.filter((code) => found.includes(code)).length;
      missed += wanted.filter((code) => !found.includes(code)).length;
      extra += found.filter((code) => !allowed.has(code)).length;
      if (found[0] === wanted[0]) first += 1;
    }
    const precision = right / (right + extra);
    const recall = right / (right + missed);
    const all = expected.length;
    console.log(
      `demo: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, first-listed ${first} of ${all} (${right} right, ${missed} missed, ${extra} extra)`,
    );

    expect(precision).toBeGreaterThanOrEqual(PRECISION_FLOOR);
    expect(recall).toBeGreaterThanOrEqual(RECALL_FLOOR);
    expect(first).toBeGreaterThanOrEqual(FIRST_FLOOR);
  });

  test('calls no header, invented or retired code suggested: over 5,000 of them on every chart', () => {
    const edition = starterEdition();
    const headers = starterSource()
      .codes.filter(({ billable }) => !billable)
      .map(({ code }) => code);
    const invented = Array.from({ length: 5000 }, (_, at) => {
      const letter = String.fromCharCode(65 + (at % 26));
      return `${letter}${String((at * 7) % 100).padStart(2, '0')}.${String(at % 9973).padStart(4, '0')}`;
    });
    const doubtful = [...headers, ...invented.filter((code) => edition.code(code) === undefined)] as Icd10Cm[];
    const wrong = [...traces.values()].flatMap((trace) =>
      doubtful.filter((code) => explainCode(trace, edition, code).verdict === 'suggested'),
    );

    expect(doubtful.length).toBeGreaterThan(5000);
    expect(wrong).toEqual([]);
  });

  test('flags every suggestion of a document that addresses a software agent', () => {
    const suggestions = traces.get('E-2007')?.suggestions ?? [];
    const tainted = suggestions.filter(({ evidence }) => evidence.some(({ document }) => document === 'D-2007-1'));

    expect(tainted.length).toBeGreaterThan(0);
    for (const { flags, tier } of tainted) {
      expect(flags).toContain('Instruction-like text in D-2007-1.');
      expect(tier).not.toBe('straightforward');
    }
  });
});
