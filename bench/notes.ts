/**
 * Codes every visit note of the reference data and prints what it took.
 *
 *   COUNTERSIGN_REFERENCE_DIR=... node bench/notes.ts            a table
 *   COUNTERSIGN_REFERENCE_DIR=... node bench/notes.ts --show 7   the note and what was made of it
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { readOrderFile } from '#core/terminology/read-order-file.ts';
import { starterEdition, starterSource } from '#tests/support/starter.ts';

const ROUNDS = 5;
const Line = z.looseObject({ id: z.string(), note: z.string(), patient_gender: z.string().optional() });
type Line = z.infer<typeof Line>;

function notesOf(reference: string): Line[] {
  const text = gunzipSync(readFileSync(join(reference, 'clinical_notes/aci_bench.jsonl.gz'))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
}

function chartOf({ id, note, patient_gender: gender }: Line): Chart {
  const sha256 = createHash('sha256').update(note).digest('hex');
  return Chart.parse({
    encounter: { id, setting: 'outpatient', start: '2026-03-10', end: '2026-03-10' },
    patient: { id: `P-${id}`, sex: gender === 'male' || gender === 'female' ? gender : 'unknown' },
    documents: [
      {
        id: `D-${id}`,
        encounter: id,
        type: 'office-visit',
        title: 'Office visit',
        role: 'provider',
        status: 'final',
        date: '2026-03-10',
        sha256,
        text: note,
      },
    ],
    observations: [],
    claims: [],
    version: sha256,
  });
}

function officialEdition(reference: string): CompiledEdition | undefined {
  const file = join(reference, 'icd10cm/icd10cm-order-2026.txt.gz');
  if (!existsSync(file)) return undefined;
  const { codes } = readOrderFile(gunzipSync(readFileSync(file)).toString('utf8'));
  return compileEdition({ ...starterSource(), codes }, createHash('sha256').update(file).digest('hex'));
}

interface Spans {
  readonly all: number;
  readonly verbatim: number;
}

function verify(trace: Trace, chart: Chart): Spans {
  const text = chart.documents[0]?.text ?? '';
  const spans = [
    ...trace.suggestions.flatMap(({ evidence }) => evidence),
    ...trace.mentions.flatMap(({ span, sentence, modifiers, assertion }) => [
      span,
      sentence,
      ...modifiers.map((modifier) => modifier.span),
      ...(assertion.cue === undefined ? [] : [assertion.cue]),
    ]),
  ];
  const verbatim = spans.filter(({ start, end, text: said }) => text.slice(start, end) === said);
  return { all: spans.length, verbatim: verbatim.length };
}

function measure(name: string, charts: readonly Chart[], edition: CompiledEdition): string[] {
  let crashes = 0;
  let spans = 0;
  let verbatim = 0;
  let suggestions = 0;
  let mentions = 0;
  for (const chart of charts) {
    try {
      const trace = codeChart(chart, edition);
      const found = verify(trace, chart);
      spans += found.all;
      verbatim += found.verbatim;
      suggestions += trace.suggestions.length;
      mentions += trace.mentions.length;
    } catch (thrown) {
      crashes += 1;
      console.error(chart.encounter.id, thrown);
    }
  }
  const began = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) for (const chart of charts) codeChart(chart, edition);
  const seconds = (performance.now() - began) / 1000;
  const size = charts.reduce((sum, chart) => sum + (chart.documents[0]?.text.length ?? 0), 0);
  return [
    name,
    String(charts.length),
    String(crashes),
    `${verbatim}/${spans}`,
    String(mentions),
    String(suggestions),
    String(Math.round((charts.length * ROUNDS) / seconds)),
    ((size * ROUNDS) / seconds / 1e6).toFixed(2),
    String(Math.round(process.resourceUsage().maxRSS / 1024)),
  ];
}

function print(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
}

function show(chart: Chart, edition: CompiledEdition): void {
  const trace = codeChart(chart, edition);
  console.log(chart.documents[0]?.text);
  console.log('\n----');
  for (const { rank, code, title, confidence, tier, evidence, open } of trace.suggestions) {
    const words = evidence.map(({ section, text }) => `${section}: ${JSON.stringify(text)}`).join('; ');
    console.log(`${rank} ${code} ${title} | ${confidence} ${tier} ${open.join(',')} | ${words}`);
  }
  for (const { code, why, rule, mention } of trace.abstentions) {
    const found = trace.mentions.find(({ id }) => id === mention);
    console.log(`  not ${code ?? '(no code)'} ${JSON.stringify(found?.span.text)} ${rule}: ${why}`);
  }
  for (const { code, rule, says, mention, outcome } of trace.steps) {
    if (mention === undefined && outcome !== 'kept') console.log(`  step ${code} ${rule}: ${says}`);
  }
}

const reference = process.env['COUNTERSIGN_REFERENCE_DIR'];
if (reference === undefined) {
  console.error('Set COUNTERSIGN_REFERENCE_DIR to the folder of the reference data.');
  process.exitCode = 2;
} else {
  const charts = notesOf(reference).map(chartOf);
  const official = officialEdition(reference);
  const at = process.argv.indexOf('--show');
  const chosen = at < 0 ? undefined : charts[Number(process.argv[at + 1])];
  if (chosen !== undefined) show(chosen, process.argv.includes('--starter') ? starterEdition() : (official ?? starterEdition()));
  else {
    const header = ['edition', 'notes', 'crashes', 'spans verbatim', 'mentions', 'codes', 'notes/s', 'MB/s', 'peak RSS MB'];
    const rows = [header, measure('starter', charts, starterEdition())];
    if (official !== undefined) rows.push(measure('official list, starter index', charts, official));
    print(rows);
  }
}
