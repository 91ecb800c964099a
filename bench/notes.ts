/**
 * What coding takes on one core: load, notes a second, memory, and growth with the length of a note. Each edition is measured in a process
 * of its own that opens the compiled edition and nothing else.
 *
 *   COUNTERSIGN_REFERENCE_DIR=... node bench/notes.ts            a table
 *   COUNTERSIGN_REFERENCE_DIR=... node bench/notes.ts --show 7   a note and what was made of it
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { packEdition } from '#core/terminology/compiled-image.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { visitNotes, type VisitNote } from '#evals/gold/visit-notes.ts';
import { laidOut } from '#evals/print-result.ts';
import { starterEdition, starterSource } from '#tests/support/starter.ts';
import { traceOf, type Measured } from './measure-notes.ts';

const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'countersign');

async function officialEdition(reference: string): Promise<CompiledEdition> {
  const source = await readOfficialEdition(join(reference, 'icd10cm'), { starter: starterSource() });
  return compileEdition(source, createHash('sha256').update(JSON.stringify(source)).digest('hex'));
}

function measured(edition: CompiledEdition): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const image = join(folder, 'edition.bin');
    writeFileSync(image, packEdition(edition));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'measure-notes.ts'), image], {
      encoding: 'utf8',
      // As the launcher has it: what strips the types of this program is no part of what coding takes.
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(name: string, { loadMs, imageMb, stages, rssMb }: Measured): string[][] {
  return stages.map(({ stage, notesPerSecond, growth }) => [
    name,
    stage,
    `${Math.round(loadMs)}`,
    imageMb.toFixed(1),
    String(Math.round(notesPerSecond)),
    growth.map(({ kb, ratio }) => `${kb}: ${ratio.toFixed(2)}`).join('  '),
    String(Math.round(rssMb)),
  ]);
}

function show({ text, sex }: VisitNote, edition: CompiledEdition): void {
  const trace = traceOf(text, edition, sex);
  console.log(`${text}\n\n----`);
  for (const { rank, code, title, confidence, tier, evidence, open } of trace.suggestions) {
    const words = evidence.map(({ section, text: said }) => `${section}: ${JSON.stringify(said)}`).join('; ');
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
const notes = reference === undefined ? undefined : visitNotes(reference);
if (reference === undefined || notes === undefined) {
  console.error('Set COUNTERSIGN_REFERENCE_DIR to the folder of the reference data, with clinical_notes/ and icd10cm/ in it.');
  process.exitCode = 2;
} else {
  const at = process.argv.indexOf('--show');
  const chosen = at < 0 ? undefined : notes[Number(process.argv[at + 1])];
  const official = await officialEdition(reference);
  if (chosen !== undefined) show(chosen, process.argv.includes('--starter') ? starterEdition() : official);
  else {
    const header = [
      'edition',
      'stage',
      'load ms',
      'image MB',
      'notes of 3 KB/s',
      'time for a KB by length in KB, 3 KB being 1',
      'peak RSS MB',
    ];
    const rows = [...rowsOf('starter', measured(starterEdition())), ...rowsOf(official.head.id, measured(official))];
    console.log(laidOut([header, ...rows]).join('\n'));
  }
}
